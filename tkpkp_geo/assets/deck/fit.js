/* Draws a frame's words; makes type smaller that somebody typed at length, and leaves out the last lines of a list
   rather than cut or scroll any. */
(() => {
  "use strict";
  const { element } = window.TKPKP;
  const MOST_LINES = 40; // more lines than any screen holds
  const TITLE_SIZES = [
      [1, 3],
      [0.8, 4],
      [0.65, 5],
      [0.5, 6],
      [0.4, 8],
    ],
    SMALLEST_TITLE = 1.4; // of a title: share of its size, lines; rem
  const PROSE_SIZES = [
    [2.6, 1],
    [2, 1],
    [1.6, 1],
    [1.6, 2],
    [1.3, 2],
    [1.1, 2],
    [1, 2],
  ]; // of a text: rem, and columns

  const PROSE_KINDS = ["prose", "point"];

  const clamp = (name, content, className = "") => {
    const node = element(name, content, `clamped ${className}`.trim());
    node.title = content;
    return node;
  };

  function drawSign({ opd, kawasan }, { symbol, colour }) {
    if (!opd && !kawasan) return [];
    const node = element("span", "", opd ? "sign" : "colour");
    if (opd)
      node.innerHTML = symbol(opd); // drawn by style.py, its monogram escaped there
    else node.style.setProperty("--k", colour(kawasan));
    return [node];
  }

  function drawLine(content, kind, tools) {
    const li = element("li", ""),
      body = element("div", "");
    body.append(PROSE_KINDS.includes(kind) ? element("span", content.text) : clamp("span", content.text));
    if (content.note) body.append(clamp("small", content.note));
    li.append(...drawSign(content, tools), body);
    if (content.right) li.append(element("b", content.right, kind === "list" ? "dimmed" : ""));
    return li;
  }

  function drawSection(content, tools) {
    const node = element("section", "", content.kind);
    if (content.heading) {
      const title = element("h2", "");
      title.append(...drawSign(content, tools), clamp("span", content.heading));
      if (content.count) title.append(element("b", content.count));
      node.append(title);
    }
    const list = element("ul", "");
    list.append(...content.lines.map((entry) => drawLine(entry, content.kind, tools)));
    node.append(list, element("p", "", "rest"));
    node.dataset.more = content.more;
    return node;
  }

  function drawFrame(sheet, frame, tools) {
    const title = clamp("h1", frame.title),
      content = element("div", "");
    content.id = "content";
    if (frame.kind === "kawasan") title.style.setProperty("--k", tools.colour(frame.focus[0]));
    content.append(...frame.sections.map((entry) => drawSection(entry, tools)), element("p", "", "rest"));
    sheet.replaceChildren(
      ...[frame.kicker && clamp("p", frame.kicker, "kicker"), frame.title && title].filter(Boolean),
    );
    if (frame.figures.length) {
      const figures = element("dl", "", "figures");
      for (const { value, label, note } of frame.figures) {
        const figure = element("div", "");
        figure.append(element("dt", label), element("dd", value, /^[a-z]/.test(value) ? "word" : ""));
        if (note) figure.append(element("small", note));
        figures.append(figure);
      }
      sheet.append(figures);
    }
    const notes = frame.notes.length ? [element("p", frame.notes.join(" · "), "notes")] : [];
    if (frame.picture) {
      const picture = document.createElement("img");
      Object.assign(picture, { src: frame.picture, alt: frame.notes[0] || frame.title });
      content.prepend(picture);
      sheet.append(content, ...notes);
    } else sheet.append(...notes, content);
  }

  /* What the opening of a meeting hands to its participants. */
  function drawInvitation(node, { link, qr }) {
    node.hidden = !link;
    node.replaceChildren();
    if (!link) return;
    const code = element("div", "", "code"),
      words = element("figcaption", "");
    code.innerHTML = qr; // drawn by export/qr.py
    code.setAttribute("role", "img");
    code.setAttribute("aria-label", `Kode QR: ${link}`);
    words.append(element("b", "Ikuti di ponsel"), element("span", link.replace(/^http:\/\//, "")));
    node.append(code, words);
  }

  const overflows = (node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;

  function fitTitle(title) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    title.style.fontSize = "";
    const full = parseFloat(getComputedStyle(title).fontSize);
    TITLE_SIZES.find(([share, lines]) => {
      title.style.fontSize = `${Math.max(full * share, SMALLEST_TITLE * rem)}px`;
      title.style.webkitLineClamp = lines;
      return !overflows(title);
    });
  }

  function fitProse(content, mayShorten) {
    for (const [size, columns] of mayShorten ? PROSE_SIZES : [[1.1, 1]]) {
      content.style.fontSize = `${size}rem`;
      content.style.columnCount = columns;
      if (!overflows(content)) return;
    }
  }

  /* Hide last lines, tallest list first, until all fits; what is to be talked about goes last. */
  function fit(sheet, mayShorten) {
    const content = sheet.querySelector("#content"),
      title = sheet.querySelector("h1");
    if (title) fitTitle(title);
    if (content.querySelector(".prose, .point")) fitProse(content, mayShorten);
    const list = [...content.querySelectorAll("section")].map((node) => {
      const items = [...node.querySelectorAll("li")];
      const all = items.length + Number(node.dataset.more);
      return { node, items, all, rest: node.lastChild, shown: items.length, kind: node.className };
    });
    const ending = content.lastChild;
    const showLines = (entry, count) => {
      entry.shown = count;
      entry.node.hidden = false;
      for (const [i, li] of entry.items.entries()) li.hidden = i >= count;
      entry.rest.hidden = count === entry.all;
      entry.rest.textContent = count
        ? `dan ${entry.all - count} lainnya`
        : `${entry.all} ${entry.kind === "list" ? "program" : "butir"}`;
    };
    for (const entry of list)
      showLines(entry, mayShorten ? Math.min(entry.items.length, MOST_LINES) : entry.items.length);
    ending.hidden = true;
    if (!mayShorten) return;
    const overflowing = () => overflows(content);
    const rounds = [
      [3, (kind) => kind === "inline"],
      [2, (kind) => kind !== "flag" && kind !== "event"],
      [2, () => true],
      [1, () => true],
      [0, () => true],
    ];
    for (const [least, matches] of rounds)
      while (overflowing()) {
        const candidates = list.filter((entry) => entry.shown > least && matches(entry.kind));
        if (!candidates.length) break;
        const height = (entry) => entry.items.slice(0, entry.shown).reduce((a, li) => a + li.offsetHeight, 0);
        const tallest = candidates.reduce((a, b) => (height(b) > height(a) ? b : a));
        showLines(tallest, tallest.shown - 1);
      }
    for (let i = list.length - 1; i > 0 && overflowing(); i--) {
      list[i].node.hidden = true;
      ending.hidden = false;
      const items = list.slice(i).reduce((a, entry) => a + entry.all, 0);
      ending.textContent = `dan ${list.length - i} bagian lainnya (${items} butir)`;
    }
  }

  window.TKPKP.Sheet = { drawFrame, fit, drawInvitation };
})();
