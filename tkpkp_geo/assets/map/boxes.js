/* Boxes on the screen, [left, top, right, bottom] in px, and the free place for one more. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const EDGE = 4; // px kept free along the edge of the screen
  const ROOM = 6; // px kept free round a box
  const NEAREST = 30; // px from the point to the box: the first ring that is tried, the last, and the step between
  const FARTHEST = 460;
  const STEP = 22;
  const DIRECTIONS = 24;

  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /* The top left corner of the best free place for a box near a point, or null. Nearer is better; `penalty` says for a
     place how many px farther away it counts for what it would cover. */
  function findRoom(point, [width, height], screen, taken, penalty = () => 0) {
    let best = null,
      cost = Infinity;
    for (let distance = NEAREST; distance <= FARTHEST; distance += STEP)
      for (let angle = 0; angle < DIRECTIONS; angle++) {
        const turn = (2 * angle * Math.PI) / DIRECTIONS;
        const x = point.x + Math.cos(turn) * (distance + width / 2) - width / 2;
        const y = point.y + Math.sin(turn) * (distance + height / 2) - height / 2;
        const box = [x - ROOM, y - ROOM, x + width + ROOM, y + height + ROOM];
        if (box[0] < screen[0] + EDGE || box[1] < screen[1] + EDGE) continue;
        if (box[2] > screen[2] - EDGE || box[3] > screen[3] - EDGE) continue;
        if (taken.some((other) => overlaps(box, other))) continue;
        const own = distance + penalty(box);
        if (own < cost) {
          cost = own;
          best = { x, y };
        }
      }
    return best;
  }

  /* The point of a box that is nearest to another point: where a leader line ends. */
  const nearestPoint = ({ x, y }, [left, top, right, bottom]) => ({
    x: Math.max(left, Math.min(x, right)),
    y: Math.max(top, Math.min(y, bottom)),
  });

  globalThis.TKPKP.boxes = { overlaps, findRoom, nearestPoint };
})();
