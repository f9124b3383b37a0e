/* The presentation: keys, swipes and links move between frames; the map follows. By itself it loads nothing. */
(() => {
  "use strict";
  const { MapView, Sheet } = window.TKPKP;
  const byId = (id) => document.getElementById(id);
  const initial = JSON.parse(byId("data").textContent),
    { config } = initial;
  const framesById = initial.frames,
    frames = []; // the frames by id, and in their order
  const dark = matchMedia("(prefers-color-scheme: dark)"),
    narrow = matchMedia("(max-width: 700px)");
  const sheet = byId("sheet"),
    pageTitle = document.title;
  const tools = {
    symbol: (kode) => config.sources.content.opd.find((item) => item.kode === kode).svg,
    colour: (kode) => config.sources.warna[kode][dark.matches ? "dark" : "light"],
  };
  const WITHOUT_MAP = ["keputusan", "perubahan", "bahas", "belum", "teks", "gambar"]; // their words take the whole width
  const INDONESIA = [
    [-12, 94],
    [7, 142],
  ];
  let index = -1;
  let selected = ""; // what was clicked, while its words stand in the place of the frame's

  const map = L.map("map", {
    // An animated wheel zoom would still be running when a key asks for the next frame.
    zoomAnimation: false,
    zoomControl: false,
    attributionControl: false,
    keyboard: false,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    minZoom: 5,
    maxZoom: 18,
  }).fitBounds(initial.content?.bounds ?? INDONESIA);
  const sizes = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const symbol = Math.round(1.92 * rem);
    return { symbol, symbol_point: symbol, symbol_box: symbol, font: 0.85 * rem };
  };
  receive(initial);
  const view = new MapView(map, { ...config, ...sizes(), send });
  map.on("zoomstart", () => map.getContainer().classList.add("flying"));
  map.on("moveend", () => map.getContainer().classList.remove("flying"));

  function send(_sequence, kind, values) {
    if (kind === "kawasan")
      moveTo(frames.findIndex((frame) => frame.kind === "kawasan" && frame.focus[0] === values[0]));
    if (kind === "opd") refilter();
    if (kind === "pick") openSelection(values[0]);
  }

  /* The words give way to what was clicked, until it is closed or another frame comes. Tells whether it is there. */
  function openSelection(kode) {
    const content = window.TKPKP.selection(view, kode);
    if (!content) return false;
    const scroll = kode === selected ? sheet.scrollTop : 0;
    selected = kode;
    const close = window.TKPKP.element("button", "Tutup ×", "close");
    close.type = "button";
    close.addEventListener("click", closeSelection);
    document.body.classList.add("selection");
    Sheet.drawFrame(sheet, content, tools);
    sheet.prepend(close);
    Sheet.fit(sheet, !narrow.matches);
    sheet.scrollTop = scroll;
    markPlace(kode);
    return true;
  }

  function markPlace(kode) {
    view.state = { ...view.state, selected: kode };
    view.redraw();
  }

  function closeSelection() {
    drawWords();
    markPlace("");
  }

  function drawWords() {
    selected = "";
    document.body.classList.remove("selection");
    Sheet.drawFrame(sheet, frames[index], tools);
    Sheet.fit(sheet, !narrow.matches);
  }

  /* The viewer chose other OPD in the legend: shade the desa by what is left, on the same classes. */
  function refilter() {
    const { state, ends, footer } = frames[index];
    const same = view.opd.size === state.opd.length && state.opd.every((kode) => view.opd.has(kode));
    const counts = new Map();
    for (const { places } of view.shown)
      for (const desa of new Set(places.map((t) => t.desa))) counts.set(desa, (counts.get(desa) || 0) + 1);
    const level = (n) => (n ? ends.findIndex((end) => n <= end) + 1 : 0);
    view.state = {
      ...view.state,
      classes: same ? state.classes : config.sources.content.desa.map((kode) => level(counts.get(kode))).join(""),
    };
    view.redraw();
    const names = config.sources.content.opd.filter((item) => view.opd.has(item.kode)).map((item) => item.nama);
    drawFooter(same ? footer : `Pada peta: ${names.join(", ") || "semua OPD"} · ${footer}`);
    if (selected && !openSelection(selected)) closeSelection();
  }

  function drawFooter(content) {
    const { element } = window.TKPKP,
      words = element("div", "", "clamped"),
      inner = words.appendChild(element("span", ""));
    words.title = content;
    // A line breaks between parts, not inside one.
    inner.append(...content.split(/(?<= · )/).map((part) => element("span", part)));
    byId("foot").replaceChildren(words);
  }

  /* Take content: all of it at first, later what has changed. The frame that is shown stays where it still is one. */
  function receive({ order, frames: fresh, content, areas }) {
    const current = frames[index]?.id,
      before = index;
    Object.assign(framesById, fresh);
    frames.splice(0, frames.length, ...order.map((id) => framesById[id]));
    if (areas) Object.assign(config.sources, areas);
    if (content) config.sources.content = content;
    if (current === undefined) return;
    index = frames.findIndex((frame) => frame.id === current);
    if (index < 0) show(Math.min(before, frames.length - 1));
    else {
      nameFrame();
      if (content || current in fresh) drawFrame(true);
    }
  }

  function show(target) {
    if (target < 0 || target >= frames.length || target === index) return false;
    index = target;
    history.replaceState(null, "", `#${frames[index].id}`);
    nameFrame();
    drawFrame();
    return true;
  }

  /* A move of the viewer's own, which others may want to hear of. */
  function moveTo(target) {
    if (show(target)) window.deck.moved?.(frames[index].id);
  }

  function nameFrame() {
    const frame = frames[index],
      title = frame.title || frame.notes[0] || "Gambar";
    document.body.dataset.kind = frame.kind;
    document.body.dataset.frame = frame.id;
    document.body.classList.toggle("wide", WITHOUT_MAP.includes(frame.kind));
    document.title = `${title} · ${pageTitle}`;
    byId("announcement").textContent = `${index + 1} dari ${frames.length}: ${title}`;
    byId("page-number").textContent = `${index + 1} / ${frames.length}`;
    byId("sample").hidden = !frame.sample;
  }

  /* Draw the frame; one that is drawn anew leaves the map where it is, and what the viewer chose on it. */
  function drawFrame(anew = false) {
    const frame = frames[index],
      scroll = anew ? sheet.scrollTop : 0;
    Sheet.drawInvitation(byId("invitation"), frame);
    if (!anew || !selected) drawWords();
    sheet.scrollTop = scroll;
    drawFooter(frame.footer);
    const state = {
      ...frame.state,
      revisi: config.sources.content.revisi,
      theme: dark.matches ? "dark" : "light",
      sequence: view.sequence - anew,
    };
    const drawn = view.apply(state);
    if (anew) drawn.then(() => frames[index] === frame && refilter());
  }

  function addButton(direction, name) {
    const button = window.TKPKP.element("button", direction < 0 ? "‹" : "›");
    button.type = "button";
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => moveTo(index + direction));
    byId("pager").append(button);
  }
  addButton(-1, "Sebelumnya");
  byId("pager").append(Object.assign(document.createElement("span"), { id: "page-number" }));
  addButton(1, "Berikutnya");

  const steps = {
    ArrowRight: () => index + 1,
    PageDown: () => index + 1,
    " ": () => index + 1,
    ArrowLeft: () => index - 1,
    PageUp: () => index - 1,
    Home: () => 0,
    End: () => frames.length - 1,
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === " " && e.target.closest("button")) return;
    if (e.key in steps) moveTo(steps[e.key]());
    else if (e.key === "f" || e.key === "F")
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    else if (e.key === "Escape" && document.body.classList.contains("selection")) closeSelection();
    else if (e.key === "Escape" && document.fullscreenElement) document.exitFullscreen();
    else return;
    e.preventDefault();
  });
  // After a click with the mouse the next Space must turn the page, not press the same button again.
  document.addEventListener("click", (e) => e.detail && document.activeElement.blur());

  let touch = null;
  sheet.addEventListener("touchstart", (e) => (touch = e.touches[0]), { passive: true });
  sheet.addEventListener("touchend", (e) => {
    const end = e.changedTouches[0],
      dx = end.clientX - touch.clientX,
      dy = end.clientY - touch.clientY;
    if (Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) moveTo(index + (dx < 0 ? 1 : -1));
  });

  const indexFromHash = () => frames.findIndex((frame) => frame.id === decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", () => moveTo(indexFromHash()));
  dark.addEventListener("change", () => drawFrame(true));
  addEventListener("resize", () => {
    Object.assign(view.config, sizes());
    map.invalidateSize({ animate: false });
    Sheet.fit(sheet, !narrow.matches);
    view.flownTo = null;
    if (view.content) view.flyTo(frames[index].state.shown);
  });

  window.deck = {
    view,
    frames,
    initial,
    receive,
    goTo: (id) => show(frames.findIndex((frame) => frame.id === id)),
  };
  // What fits is measured again with the letters that it is drawn in, once they are there.
  document.fonts.addEventListener("loadingdone", () => index >= 0 && Sheet.fit(sheet, !narrow.matches));
  show(Math.max(0, indexFromHash()));
})();
