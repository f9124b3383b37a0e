import assert from "node:assert/strict";
import { test } from "node:test";
import "../../tkpkp_geo/assets/map/boxes.js";

const { overlaps, findRoom, nearestPoint } = globalThis.TKPKP.boxes;
const SCREEN = [0, 0, 400, 300];
const CENTRE = { x: 200, y: 150 };
const SIZE = [60, 20];

test("boxes overlap only where they share an area", () => {
  assert.equal(overlaps([0, 0, 10, 10], [9, 9, 20, 20]), true);
  assert.equal(overlaps([0, 0, 10, 10], [10, 0, 20, 10]), false);
  assert.equal(overlaps([0, 0, 10, 10], [0, 10, 10, 20]), false);
  assert.equal(overlaps([0, 0, 30, 30], [10, 10, 20, 20]), true);
});

test("on an empty screen a box stands right of its point, on the nearest ring", () => {
  const { x, y } = findRoom(CENTRE, SIZE, SCREEN, []);
  assert.equal(x, 200 + 30);
  assert.equal(y, 150 - 10);
});

test("where the right side is taken a box goes elsewhere and keeps 6 px", () => {
  const right = [206, 0, 400, 300];
  const { x, y } = findRoom(CENTRE, SIZE, SCREEN, [right]);
  assert.ok(x + SIZE[0] + 6 <= right[0], `${x}, ${y}`);
  assert.ok(!overlaps([x - 6, y - 6, x + 66, y + 26], right));
});

test("a point in a corner gets a box that stands on the screen", () => {
  for (const corner of [
    [0, 0],
    [400, 0],
    [0, 300],
    [400, 300],
  ]) {
    const { x, y } = findRoom({ x: corner[0], y: corner[1] }, SIZE, SCREEN, []);
    assert.ok(x >= 10 && y >= 10 && x + SIZE[0] <= 390 && y + SIZE[1] <= 290, `${corner}: ${x}, ${y}`);
  }
});

test("a full screen has no room", () => {
  assert.equal(findRoom(CENTRE, SIZE, SCREEN, [SCREEN]), null);
  assert.equal(findRoom(CENTRE, [500, 20], SCREEN, []), null);
});

test("a penalty moves a box away from what it would cover", () => {
  const land = [200, 0, 400, 300];
  const place = findRoom(CENTRE, SIZE, SCREEN, [], (box) => (overlaps(box, land) ? 1000 : 0));
  assert.ok(place.x + SIZE[0] + 6 <= land[0]);
});

test("a leader line ends at the nearest point of the box", () => {
  const box = [100, 100, 160, 120];
  assert.deepEqual(nearestPoint({ x: 50, y: 110 }, box), { x: 100, y: 110 });
  assert.deepEqual(nearestPoint({ x: 130, y: 200 }, box), { x: 130, y: 120 });
  assert.deepEqual(nearestPoint({ x: 300, y: 0 }, box), { x: 160, y: 100 });
  assert.deepEqual(nearestPoint({ x: 120, y: 110 }, box), { x: 120, y: 110 });
});
