/* The map of the three kawasan: land, desa, symbols and legend over one Leaflet map.
   The page and the presentation both draw with it. What is typed by people enters only as text nodes. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  // From the ground up.
  const PANES = [
    "neighbours",
    "tiles",
    "province",
    "desa",
    "kecamatan",
    "layers",
    "kawasan",
    "points",
    "lines",
    "names",
    "symbols",
    "callouts",
  ];
  const DETAIL_ZOOM = 10; // from here on desa and single programs are legible; in a small window a kawasan opens farther off

  const fetchJson = async (source) => {
    if (typeof source !== "string") return source;
    const response = await fetch(source);
    if (!response.ok) throw new Error(`${source}: ${response.status}`);
    return response.json();
  };

  class MapView {
    /* config: {theme, tiles, sources, messages, symbol, font, symbol_point, symbol_box (px), send(number, kind, values)} — see webmap/page_map.py */
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.opd = new Set();
      this.sequence = 0;
      this.state = null;
      this.content = null;
      this.flownTo = null;
      this.detailZoom = DETAIL_ZOOM;
      this.colours = config.theme.light;
      this.container = map.getContainer();
      this.container.classList.add("tkpkp");
      // Leaflet focuses the map at each press; a page that scrolls for that moves the land away from under the click.
      this.container.focus = () => HTMLElement.prototype.focus.call(this.container, { preventScroll: true });
      for (const [i, name] of PANES.entries()) map.createPane(name).style.zIndex = 300 + 10 * i;
      for (const name of ["lines", "names", "kecamatan"]) map.getPane(name).style.pointerEvents = "none";
      map.attributionControl
        ?.setPrefix(false)
        .addAttribution(TKPKP.element("span", config.messages.boundaries_source).innerHTML);
      this.symbols = new TKPKP.Symbols(this);
      this.legend = new TKPKP.Legend(this);
      this.layers = new TKPKP.Layers(this);
      this.ground = this.loadGround();
      map.on("moveend resize", () => this.redraw());
      new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(this.container);
    }

    addStatic(data, pane, style) {
      const layer = L.geoJSON(data, { pane, interactive: false, style: () => style(this.colours) }).addTo(this.map);
      layer.restyle = () => layer.setStyle(style(this.colours));
      return layer;
    }

    async loadGround() {
      const { sources } = this.config;
      const [neighbours, kabupaten] = await Promise.all([sources.tetangga, sources.kabupaten].map(fetchJson));
      this.statics = [
        this.addStatic(neighbours, "neighbours", (w) => ({
          stroke: false,
          fillColor: w.neighbour,
          fillOpacity: this.tiles ? 0 : 1,
        })),
        this.addStatic(kabupaten, "province", (w) => ({
          color: w.line,
          weight: 1.2,
          fillColor: w.land,
          fillOpacity: this.tiles ? 0 : 1,
        })),
      ];
      this.kabupaten = kabupaten.features.map((f) => f.properties);
    }

    /* Hairlines, and the largest layer of all: they come when the rest already stands. */
    async loadKecamatan() {
      const kecamatan = await fetchJson(this.config.sources.kecamatan);
      this.statics.push(
        this.addStatic(kecamatan, "kecamatan", (w) => ({
          color: this.detailed ? w.line : w.line_faint,
          weight: this.detailed ? 1 : 0.8,
          opacity: this.detailed ? 0.7 : 1,
          fill: false,
        })),
      );
    }

    async loadContent(revisi, areas) {
      const { sources } = this.config;
      const query = new URLSearchParams(areas.map((kode) => ["kawasan", kode]));
      const desaSource = typeof sources.desa === "string" ? `${sources.desa}?${query}` : sources.desa;
      const [content, kawasan, desa] = await Promise.all([sources.content, sources.kawasan, desaSource].map(fetchJson));
      // Written to once more meanwhile: the mask speaks of other rows, and the next revision is on its way here.
      if (content.revisi !== revisi || revisi !== this.requested) return;
      this.content = content;
      this.revisi = revisi;
      this.desaIndex = new Map(content.desa.map((kode, i) => [kode, i]));
      this.kawasanByKode = new Map(content.kawasan.map((k) => [k.kode, k]));
      this.placeAreas(kawasan, desa);
      this.layers.apply(content.layers);
    }

    /* Areas hardly ever change with a revision: those that stay keep the tooltip that is open on them. */
    placeAreas(kawasan, desa) {
      const signature = JSON.stringify([kawasan, desa]);
      if (signature === this.areasSignature) return;
      this.areasSignature = signature;
      for (const layer of [this.desaLayer, this.kawasanLayer]) if (layer) layer.remove();
      this.desaLayer = L.geoJSON(desa, {
        pane: "desa",
        style: (f) => this.desaStyle(f.properties),
        onEachFeature: (f, layer) => {
          layer.on("click", (e) => {
            if (this.symbols.findPressedDot(e)) return; // drawn above, and the map's own to answer
            L.DomEvent.stop(e);
            this.clickDesa(this.symbols.findPressedDesa(f.properties, e.containerPoint), e.latlng);
          });
          layer.bindTooltip(() => this.desaTip(f.properties), { sticky: true });
        },
      }).addTo(this.map);
      this.kawasanLayer = L.geoJSON(kawasan, {
        pane: "kawasan",
        style: (f) => this.kawasanStyle(f.properties),
        onEachFeature: (f, layer) => {
          layer.on("click", (e) => {
            L.DomEvent.stop(e);
            this.send("kawasan", [f.properties.kode_kawasan]);
          });
          layer.bindTooltip(() => TKPKP.element("div", f.properties.nama), { sticky: true });
        },
      }).addTo(this.map);
      this.desa = desa.features.map((f) => f.properties);
    }

    /* Take the page's state. Selections of OPD that the viewer made after Python last heard of them win. */
    async apply(state) {
      this.turn = (this.turn || 0) + 1;
      const { turn } = this;
      this.state = state;
      this.sequence = Math.max(this.sequence, state.sequence);
      if (state.sequence >= this.sequence) this.opd = new Set(state.opd);
      this.applyTheme(state.theme);
      if (this.requested !== state.revisi) {
        this.requested = state.revisi;
        this.promise = this.loadContent(state.revisi, state.areas);
        this.promise.catch(() => {
          if (this.requested === state.revisi) this.requested = undefined;
        });
      }
      await Promise.all([this.ground, this.promise]);
      if (turn !== this.turn || this.revisi !== state.revisi) return;
      this.isLetThrough = TKPKP.decodeMask(state.mask);
      if (!this.ready) {
        // first the place, then what stands there, so that it is drawn once
        this.countPrograms();
        this.legend.redraw();
        this.flyTo(state.shown);
        this.ready = true;
        requestAnimationFrame(() => this.loadKecamatan());
      }
      this.refilter();
      this.flyTo(state.shown);
    }

    /* Everything that follows from the choice of OPD happens here, in the browser. */
    refilter() {
      this.countPrograms();
      this.legend.redraw();
      this.redraw();
      this.container.dataset.program = this.shown.length;
      this.container.dataset.drawn = Number(this.container.dataset.drawn || 0) + 1;
    }

    countPrograms() {
      const { content, state, opd } = this;
      const kawasan = new Set(state.kawasan),
        kecamatan = new Set(state.kecamatan);
      const inside = (t) => (!kawasan.size || kawasan.has(t.kaw)) && (!kecamatan.size || kecamatan.has(t.kec));
      this.opdCounts = new Array(content.opd.length).fill(0);
      this.shown = [];
      content.rows.forEach((row, i) => {
        if (!this.isLetThrough(i)) return;
        this.opdCounts[row.opd] += 1;
        if (opd.size && !opd.has(content.opd[row.opd].kode)) return;
        this.shown.push({ row, places: row.places.filter(inside) });
      });
    }

    redraw() {
      if (!this.ready) return;
      const detailed = this.map.getZoom() >= this.detailZoom;
      if (detailed !== this.detailed) {
        this.detailed = detailed;
        this.container.classList.toggle("detailed", detailed);
        for (const layer of this.statics) layer.restyle();
      }
      this.desaLayer.setStyle((f) => this.desaStyle(f.properties));
      this.kawasanLayer.setStyle((f) => this.kawasanStyle(f.properties));
      this.map.getPane("kawasan").style.pointerEvents = this.detailed ? "none" : "";
      for (const path of this.map.getPane("kawasan").querySelectorAll("path"))
        path.style.pointerEvents = this.detailed ? "none" : "auto";
      this.symbols.arrange();
    }

    toggleOpd(kode) {
      this.opd.has(kode) ? this.opd.delete(kode) : this.opd.add(kode);
      this.refilter();
      this.send("opd", [...this.opd]);
    }

    send(kind, value) {
      this.sequence += 1;
      this.config.send?.(this.sequence, kind, value);
    }

    clickDesa(desa, point) {
      if (this.detailed) this.send("pick", [desa.kode, point.lng.toFixed(5), point.lat.toFixed(5)]);
      else if (desa.kode_kawasan) this.send("kawasan", [desa.kode_kawasan]);
    }

    kawasanColours(kode) {
      const kawasan = this.kawasanByKode.get(kode);
      if (!kawasan)
        return {
          line: this.colours.line,
          fill: this.colours.land,
          ramp: this.config.ramp[this.dark ? "dark" : "light"],
        };
      return {
        line: this.dark ? kawasan.light : kawasan.strong,
        fill: kawasan.strong,
        ramp: kawasan.ramp[this.dark ? "dark" : "light"],
      };
    }

    /* Whether the filter leaves anything of a kawasan; what it leaves out is grey and has no figures. */
    isInFilter(kode) {
      const { kawasan, kecamatan } = this.state,
        own = this.kawasanByKode.get(kode);
      if (!own) return false;
      return (
        (!kawasan.length || kawasan.includes(kode)) && (!kecamatan.length || kecamatan.some((one) => one in own.kec))
      );
    }

    desaStyle(desa) {
      const member = desa.keanggotaan !== "bukan anggota";
      const colours = this.kawasanColours(desa.kode_kawasan);
      const level = Number(this.state.classes[this.desaIndex.get(desa.kode)] || 0);
      const selected = this.state.selected === desa.kode;
      return {
        stroke: this.detailed,
        color: selected ? this.colours.ink : member ? colours.line : this.colours.line,
        weight: selected ? 4 : member ? 1.8 : 0.8,
        dashArray: member || selected ? null : "3 3",
        fillColor: level ? colours.ramp[level] : this.colours.land,
        fillOpacity: !this.detailed ? 0 : this.tiles ? (level ? 0.55 : 0.15) : 1,
      };
    }

    kawasanStyle(kawasan) {
      const colours = this.isInFilter(kawasan.kode_kawasan)
        ? this.kawasanColours(kawasan.kode_kawasan)
        : { line: this.colours.line, fill: this.colours.line };
      return this.detailed
        ? { color: this.colours.ink, weight: 2.2, fill: false, opacity: 0.85 }
        : { color: colours.line, weight: 1, fill: true, fillColor: colours.fill, fillOpacity: 0.95, opacity: 1 };
    }

    desaTip(desa) {
      const box = TKPKP.element("div", "");
      box.append(TKPKP.element("b", `${desa.status === "kelurahan" ? "Kelurahan" : "Desa"} ${desa.nama}`));
      if (this.state.without_figures) return box;
      if (desa.kode_kawasan && !this.isInFilter(desa.kode_kawasan)) {
        box.append(TKPKP.element("div", this.config.messages.out_of_filter));
        return box;
      }
      const programs = new Set();
      for (const { row, places } of this.shown) if (places.some((t) => t.desa === desa.kode)) programs.add(row);
      box.append(TKPKP.element("div", `${desa.keanggotaan} · ${programs.size} program`));
      const { content } = this;
      for (const row of [...programs].slice(0, 6))
        box.append(
          TKPKP.element("div", [`${content.opd[row.opd].monogram} · ${row.program}`, ...row.marks].join(" · ")),
        );
      if (programs.size > 6) box.append(TKPKP.element("div", `dan ${programs.size - 6} lainnya`));
      return box;
    }

    flyTo(shown, atOnce = false) {
      if (!shown || shown.key === this.flownTo) return;
      const first = this.flownTo === null;
      this.flownTo = shown.key;
      // An area without a boundary cannot be flown to; the province then has to do.
      const areas = shown.areas
        .map((kode) => this.kawasanByKode.get(kode) || this.content.kecamatan[kode])
        .filter(Boolean);
      const bounds = areas.length
        ? areas.map((d) => L.latLngBounds(d.bounds)).reduce((a, b) => a.extend(b))
        : this.content.bounds && L.latLngBounds(this.content.bounds);
      if (!bounds) return;
      const margin = this.bottomMargin(areas.length > 0);
      const options = { paddingTopLeft: [24, 24], paddingBottomRight: [24, margin] };
      const landing = this.map.getBoundsZoom(bounds, false, L.point(48, 24 + margin));
      // Of one kawasan all desa are legible as it lands; two are too far apart for that.
      const opened = [...this.kawasanByKode.values()].filter(
        (own) => shown.areas.includes(own.kode) || shown.areas.some((kode) => kode in own.kec),
      );
      this.detailZoom = opened.length === 1 ? Math.min(DETAIL_ZOOM, landing) : DETAIL_ZOOM;
      // Leaflet ends a running flight by itself here; its stop() would first snap the zoom, half-way.
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (first || atOnce || calm) this.map.fitBounds(bounds, { ...options, animate: false });
      else this.map.flyToBounds(bounds, { ...options, duration: 0.8 });
    }

    /* The room that the legend will take where the map lands, which is not always what it takes now. */
    bottomMargin(detailed) {
      this.container.classList.toggle("detailed", detailed);
      const height = this.legend.box.offsetHeight + 20;
      this.container.classList.toggle("detailed", Boolean(this.detailed));
      return height;
    }

    applyTheme(theme) {
      const dark = theme === "dark";
      if (this.dark === dark) return;
      this.dark = dark;
      this.colours = this.config.theme[dark ? "dark" : "light"];
      for (const [name, value] of Object.entries(this.colours)) this.container.style.setProperty(`--${name}`, value);
      for (const layer of this.statics || []) layer.restyle();
      this.layers.restyle();
    }
  }

  TKPKP.element = (name, content, level) => {
    const node = document.createElement(name);
    node.textContent = content;
    if (level) node.className = level;
    return node;
  };
  TKPKP.fetchJson = fetchJson;
  TKPKP.MapView = MapView;
})();
