/* The controls inside the map: OPD that can be switched on and off, the classes of the desa, the ground beneath. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;

  class Legend {
    constructor(view) {
      this.view = view;
      this.box = this.addControl("bottomleft", "legend-bottom");
      this.classes = this.box.appendChild(TKPKP.element("div", "", "legend-classes"));
      this.opd = this.box.appendChild(TKPKP.element("div", "", "legend-opd"));
      if (view.config.tiles) this.drawGroundChoice();
    }

    addControl(position, className) {
      const box = L.DomUtil.create("div", `legend ${className}`);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      const control = L.control({ position });
      control.onAdd = () => box;
      control.addTo(this.view.map);
      return box;
    }

    redraw() {
      this.drawOpd();
      this.drawClasses();
    }

    drawOpd() {
      const { content, opd, opdCounts, config } = this.view;
      const signature = JSON.stringify(content.opd);
      if (this.signature !== signature) {
        this.signature = signature;
        this.opd.replaceChildren();
        this.opd.setAttribute("role", "group");
        this.opd.setAttribute("aria-label", config.messages.filter_opd);
        this.buttons = content.opd.map((item) => {
          const button = TKPKP.element("button", "", "opd");
          button.type = "button";
          button.dataset.opd = item.kode;
          button.innerHTML = item.svg;
          button.append(TKPKP.element("span", ""));
          button.addEventListener("click", () => this.view.toggleOpd(item.kode));
          this.opd.append(button);
          return button;
        });
      }
      content.opd.forEach((item, i) => {
        const button = this.buttons[i];
        button.lastChild.textContent = opdCounts[i];
        button.title = `${item.nama}: ${opdCounts[i]} program`;
        button.setAttribute("aria-label", button.title);
        button.setAttribute("aria-pressed", String(opd.has(item.kode)));
        button.classList.toggle("dimmed", opd.size > 0 && !opd.has(item.kode));
        button.hidden = !opdCounts[i] && !opd.has(item.kode);
      });
    }

    drawClasses() {
      const { view } = this,
        { legend } = view.state;
      const only = view.state.kawasan.length === 1 ? view.state.kawasan[0] : null;
      const ramp = only ? view.kawasanColours(only).ramp : view.config.ramp[view.dark ? "dark" : "light"];
      this.classes.replaceChildren(TKPKP.element("b", legend.title));
      const classes = TKPKP.element("span", "", "classes");
      legend.classes.forEach((name, i) => {
        const item = TKPKP.element("span", name),
          box = TKPKP.element("i", "");
        box.style.background = i ? ramp[i] : view.colours.land;
        item.prepend(box);
        classes.append(item);
      });
      const lines = TKPKP.element("span", "", "classes");
      for (const [className, name] of [
        ["member", "desa anggota"],
        ["nonmember", "bukan anggota"],
        ["kawasan-edge", view.config.messages.kawasan_edge],
      ]) {
        const item = TKPKP.element("span", name),
          swatch = TKPKP.element("i", "", className);
        // An edge is shown in the colour that it has on the map: a member's is its kawasan's, where one is open.
        if (className === "member" && only) swatch.style.borderColor = view.kawasanColours(only).line;
        item.prepend(swatch);
        lines.append(item);
      }
      this.classes.append(classes, lines);
    }

    /* Tiles need the internet: they are off until asked for, and where they fail the map stays as it is. */
    drawGroundChoice() {
      const { view } = this,
        { tiles, messages } = view.config;
      const box = this.addControl("topright", "legend-ground");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", messages.ground);
      const notice = TKPKP.element("p", "", "notice");
      notice.setAttribute("role", "status");
      notice.hidden = true;
      const use = (kode) => {
        if (view.tiles) view.tiles.remove();
        view.tiles = null;
        notice.hidden = true;
        if (kode) {
          const { url, attribution, max_zoom } = tiles[kode];
          const layer = L.tileLayer(url, {
            pane: "tiles",
            attribution: TKPKP.element("span", attribution).innerHTML,
            maxZoom: 19,
            maxNativeZoom: max_zoom,
          });
          layer.once("tileerror", () => {
            if (view.tiles !== layer) return;
            use(null);
            notice.textContent = messages.tiles_failed;
            notice.hidden = false;
          });
          view.tiles = layer.addTo(view.map);
        }
        for (const button of box.querySelectorAll("button"))
          button.setAttribute("aria-pressed", String(button.dataset.kode === (kode || "")));
        for (const layer of view.statics || []) layer.restyle();
        view.redraw();
      };
      for (const [kode, name] of [["", messages.no_ground], ...Object.entries(tiles).map(([k, u]) => [k, u.nama])]) {
        const button = TKPKP.element("button", name);
        button.type = "button";
        button.dataset.kode = kode;
        button.setAttribute("aria-pressed", String(!kode));
        button.addEventListener("click", () => use(kode || null));
        box.append(button);
      }
      box.append(notice);
    }
  }

  TKPKP.Legend = Legend;
})();
