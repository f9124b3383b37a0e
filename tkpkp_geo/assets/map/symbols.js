/* What stands on the land: OPD symbols at honest places, names, and callouts that never cover what they point at. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  const { overlaps, findRoom, nearestPoint } = TKPKP.boxes;
  const DOT_REACH = 3; // px round a dot in which it is meant
  const TINY = 6; // px from the middle to the edge of a desa below which a hand needs help to hit it
  const HELP = 3; // px round such a middle in which the desa is meant
  const ANCHOR = 6; // px round the label point of a desa that nothing of another desa may cover
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  class Symbols {
    constructor(view) {
      this.view = view;
      this.map = view.map;
      this.group = L.layerGroup().addTo(this.map);
      this.dots = L.canvas({ pane: "points", padding: 0.2 });
      // A canvas takes every press on its whole surface, also those for the desa below: it takes none, and is asked.
      this.map.getPane("points").style.pointerEvents = "none";
      this.drawnDots = [];
      this.anchors = [];
      this.map.on("click", (e) => this.takePress(e));
    }

    /* A press that no shape took: it is for a dot, or for a tiny desa whose shape, rounded to pixels, is a gap. */
    takePress(e) {
      const dot = this.findPressedDot(e),
        desa = this.findPressedDesa(null, e.containerPoint);
      if (dot) dot.onClick();
      else if (desa) this.view.clickDesa(desa, e.latlng);
    }

    /* The dot that a point of the layer means, the last drawn first; nothing where there is none. */
    findDot(point) {
      return this.drawnDots.findLast(
        (dot) => this.map.latLngToLayerPoint(dot.marker.getLatLng()).distanceTo(point) <= dot.radius + DOT_REACH,
      );
    }

    /* The dot that a press means: none at the middle of a desa, which lists the program of a dot there as well. */
    findPressedDot({ layerPoint, containerPoint: { x, y } }) {
      const onMiddle = this.anchors.some(({ box }) => overlaps(box, [x, y, x, y]));
      return onMiddle ? null : this.findDot(layerPoint);
    }

    /* The desa that a press means: the one that is drawn there, unless the middle of a tiny one is very near. */
    findPressedDesa(desa, point) {
      let nearest = HELP;
      for (const anchor of this.anchors) {
        const distance = Math.hypot(anchor.x - point.x, anchor.y - point.y);
        if (anchor.radius < TINY && distance <= nearest) [nearest, desa] = [distance, anchor.desa];
      }
      return desa;
    }

    addDot(lat, lon, radius, fillColor, onClick, tip) {
      const marker = L.circleMarker([lat, lon], {
        renderer: this.dots,
        pane: "points",
        interactive: false,
        radius,
        color: "#fff",
        weight: 1.2,
        fillColor,
        fillOpacity: 1,
      }).addTo(this.group);
      this.drawnDots.push({ marker, radius, onClick, tip });
    }

    arrange() {
      const focused = document.activeElement?.dataset.name;
      this.group.clearLayers();
      this.drawnDots = [];
      this.anchors = [];
      this.taken = [];
      const size = this.map.getSize();
      // What is already on the map's edge: controls keep their place.
      for (const control of this.view.container.querySelectorAll(".leaflet-control")) {
        const a = control.getBoundingClientRect(),
          b = this.view.container.getBoundingClientRect();
        if (a.width) this.taken.push([a.left - b.left, a.top - b.top, a.right - b.left, a.bottom - b.top]);
      }
      this.screen = [0, 0, size.x, size.y];
      this.boxes = [...this.taken];
      if (this.view.detailed) this.drawDetail();
      else this.drawProvince();
      if (focused)
        [...this.view.container.querySelectorAll(".callout")]
          .find((e) => e.dataset.name === focused)
          ?.focus({ preventScroll: true });
    }

    screenPoint(lat, lon) {
      return this.map.latLngToContainerPoint([lat, lon]);
    }

    textWidth(words, px) {
      this.font ??= getComputedStyle(this.view.container).fontFamily;
      canvas.font = `600 ${px}px ${this.font}`;
      return canvas.measureText(words).width;
    }

    /* Take a place on the screen if it is free, for what belongs to the desa `owner` ("" for none). */
    claim(box, owner = "") {
      if (this.taken.some((other) => overlaps(box, other))) return false;
      if (this.anchors.some((anchor) => anchor.desa.kode !== owner && overlaps(box, anchor.box))) return false;
      this.taken.push(box);
      return true;
    }

    addMarker(lat, lon, node, dx, dy, pane, onClick) {
      const icon = L.divIcon({ className: "tk", html: node, iconSize: null, iconAnchor: [-dx, -dy] });
      const marker = L.marker([lat, lon], { icon, pane, interactive: Boolean(onClick), keyboard: false });
      if (onClick)
        marker.on("click", (e) => {
          L.DomEvent.stop(e);
          onClick();
        });
      return marker.addTo(this.group);
    }

    /* A row of OPD symbols with their counts; at most `most`, the rest as a number. */
    symbolRow(counts, px, most, badge = true) {
      const { content } = this.view;
      const symbolRow = TKPKP.element("div", "", "symbol-row");
      const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const fitting = sorted.length > most ? most - 1 : sorted.length;
      for (const [opd, n] of sorted.slice(0, fitting)) {
        const symbol = TKPKP.element("span", "", "symbol");
        symbol.innerHTML = content.opd[opd].svg; // drawn by style.py, its monogram escaped there
        symbol.style.setProperty("--px", `${px}px`);
        symbol.dataset.opd = content.opd[opd].kode;
        symbol.title = `${content.opd[opd].nama}: ${n} program`;
        if (badge && n > 1) symbol.append(TKPKP.element("i", String(n)));
        symbolRow.append(symbol);
      }
      if (fitting < sorted.length) symbolRow.append(TKPKP.element("span", `+${sorted.length - fitting}`, "more"));
      return { node: symbolRow, width: Math.min(sorted.length, most) * (px + 5), height: px + 4 };
    }

    drawDetail() {
      const { view } = this;
      const px = view.config.symbol,
        fontSize = view.config.font;
      const byDesa = new Map(),
        byArea = new Map(),
        points = [];
      const add = (groups, key, opd) => {
        const counts = groups.get(key) || groups.set(key, new Map()).get(key);
        counts.set(opd, (counts.get(opd) || 0) + 1);
      };
      for (const { row, places } of view.shown)
        for (const t of places) {
          if (t.level === "titik") points.push([row, t]);
          else if (t.level === "desa") add(byDesa, t.desa, row.opd);
          else add(byArea, t.level === "kecamatan" ? t.kec : t.kaw, row.opd);
        }
      const inView = this.map.getBounds().pad(0.1);
      const scale = this.pxPerMetre();
      // Members that nothing reaches are named first, then other members, then the rest.
      const rank = (desa) => (desa.keanggotaan === "bukan anggota" ? 2 : byDesa.has(desa.kode) ? 1 : 0);
      const sorted = view.desa
        .filter((d) => inView.contains([d.label_lat, d.label_lon]))
        .sort((a, b) => rank(a) - rank(b) || b.radius_m - a.radius_m);
      // Each desa stays to be pressed at its middle, however small it is.
      this.anchors = sorted.map((desa) => {
        const { x, y } = this.screenPoint(desa.label_lat, desa.label_lon);
        return { desa, x, y, radius: desa.radius_m * scale, box: [x - ANCHOR, y - ANCHOR, x + ANCHOR, y + ANCHOR] };
      });
      for (const desa of sorted) this.drawDesa(desa, byDesa.get(desa.kode), scale, px, fontSize);
      // A desa outside every kawasan has no polygon here; its programs stand at its label point all the same.
      for (const [kode, counts] of byDesa)
        if (!view.desaIndex.has(kode)) {
          const t = this.findPlace((x) => x.level === "desa" && x.desa === kode);
          this.drawGroup(counts, t.lat, t.lon, px, () => view.send("pick", [kode]), kode);
        }
      for (const [row, t] of points)
        if (inView.contains([t.lat, t.lon])) this.drawPoint(row, t, view.config.symbol_point || px * 0.72);
      // Boxes stand beside the kawasan rather than on it.
      this.rasterise(view.kawasanLayer);
      for (const kode of Object.keys(view.content.kecamatan)) this.drawArea(kode, byArea.get(kode) || new Map(), px);
      for (const kode of view.kawasanByKode.keys()) if (byArea.has(kode)) this.drawArea(kode, byArea.get(kode), px);
    }

    /* Which eighth-pixels of the screen a layer covers; drawn once a view. */
    rasterise(layer) {
      const { x, y } = this.map.getSize(),
        signature = [this.map.getCenter(), this.map.getZoom(), x, y, layer._leaflet_id].join();
      if (this.rasterSignature === signature) return;
      this.rasterSignature = signature;
      canvas.canvas.width = this.rasterWidth = Math.ceil(x / 8);
      canvas.canvas.height = this.rasterHeight = Math.ceil(y / 8);
      canvas.beginPath();
      const trace = (corners) => {
        if (Array.isArray(corners[0])) return corners.forEach(trace);
        corners.forEach((t, i) => {
          const p = this.map.latLngToContainerPoint(t);
          if (i) canvas.lineTo(p.x / 8, p.y / 8);
          else canvas.moveTo(p.x / 8, p.y / 8);
        });
        canvas.closePath();
      };
      layer.eachLayer((part) => trace(part.getLatLngs()));
      canvas.fill();
      this.rasterPixels = canvas.getImageData(0, 0, this.rasterWidth, this.rasterHeight).data;
    }

    shareOnLand([left, top, right, bottom]) {
      // the share of the box that lies on the layer
      let covered = 0,
        all = 0;
      for (let y = top; y <= bottom; y += 14)
        for (let x = left; x <= right; x += 14, all++)
          if (this.rasterPixels[4 * (Math.floor(y / 8) * this.rasterWidth + Math.floor(x / 8)) + 3]) covered += 1;
      return covered / all;
    }

    findPlace(matches) {
      for (const { places } of this.view.shown) for (const t of places) if (matches(t)) return t;
      return null;
    }

    pxPerMetre() {
      // px per metre at the map's centre
      const p = this.map.getCenter(),
        q = L.latLng(p.lat, p.lng + 0.01);
      return this.map.latLngToContainerPoint(q).distanceTo(this.map.latLngToContainerPoint(p)) / p.distanceTo(q);
    }

    drawPoint(row, t, px) {
      const { view } = this,
        p = this.screenPoint(t.lat, t.lon),
        opd = view.content.opd[row.opd];
      const onClick = () => view.send("pick", [row.id]);
      const tip = () => TKPKP.element("div", `${opd.monogram} · ${row.program} (titik)`);
      const box = [p.x - px / 2, p.y - px - 5, p.x + px / 2, p.y + 2];
      if (this.claim(box)) {
        const pin = TKPKP.element("div", "", "pin");
        pin.append(this.symbolRow(new Map([[row.opd, 1]]), px, 1).node);
        this.addMarker(t.lat, t.lon, pin, -px / 2, -px - 5, "symbols", onClick).bindTooltip(tip);
      } else this.addDot(t.lat, t.lon, 4.5, opd.warna, onClick, tip);
    }

    drawDesa(desa, counts, scale, px, fontSize) {
      const { view } = this,
        p = this.screenPoint(desa.label_lat, desa.label_lon);
      const radius = desa.radius_m * scale,
        nameWidth = this.textWidth(desa.nama, fontSize);
      const onClick = () => view.clickDesa(desa, L.latLng(desa.label_lat, desa.label_lon));
      let bottom = p.y - fontSize * 0.6;
      if (counts) {
        const height = this.drawGroup(counts, desa.label_lat, desa.label_lon, px, onClick, desa.kode);
        if (height === 0) return;
        bottom = p.y + height / 2 + 1;
      }
      const fitting = radius > nameWidth * 0.3;
      const box = [p.x - nameWidth / 2, bottom, p.x + nameWidth / 2, bottom + fontSize * 1.25];
      if (fitting && this.claim(box, desa.kode)) {
        const className = desa.keanggotaan === "bukan anggota" ? "name" : "name member";
        this.addMarker(
          desa.label_lat,
          desa.label_lon,
          TKPKP.element("div", desa.nama, className),
          -nameWidth / 2,
          bottom - p.y,
          "names",
        );
      }
    }

    /* The symbols of one place, which is the desa `owner`; where the row does not fit, a count, then a dot, which tell
       whose programs they are when pointed at. Gives the height used. */
    drawGroup(counts, lat, lon, px, onClick, owner) {
      const p = this.screenPoint(lat, lon);
      for (const most of [4, 2]) {
        const { node, width, height } = this.symbolRow(counts, px, most);
        if (this.claim([p.x - width / 2, p.y - height / 2, p.x + width / 2, p.y + height / 2], owner)) {
          this.addMarker(lat, lon, node, -width / 2, -height / 2, "symbols", onClick);
          return height;
        }
      }
      const total = [...counts.values()].reduce((a, b) => a + b, 0);
      const small = this.view.config.font * 1.4,
        half = small / 2;
      const tip = () => this.describeCounts(counts);
      if (this.claim([p.x - half, p.y - half, p.x + half, p.y + half], owner)) {
        const count = TKPKP.element("div", String(total), "count");
        this.addMarker(lat, lon, count, -half, -half, "symbols", onClick).bindTooltip(tip);
        return small;
      }
      this.addDot(lat, lon, 4, this.view.colours.ink, onClick, tip);
      return 0;
    }

    describeCounts(counts) {
      const node = TKPKP.element("div", "");
      for (const [opd, n] of counts)
        node.append(TKPKP.element("div", `${this.view.content.opd[opd].nama}: ${n} program`));
      return node;
    }

    drawArea(kode, counts, px) {
      const { view } = this,
        kawasan = view.kawasanByKode.get(kode);
      const area = kawasan || view.content.kecamatan[kode];
      if (!area || !this.map.getBounds().contains([area.lat, area.lon])) return;
      const program = this.countShown((t) =>
        kawasan ? t.level === "kawasan" && t.kaw === kode : t.level === "kecamatan" && t.kec === kode,
      );
      const title = (kawasan ? "Seluruh kawasan" : `Kec. ${area.nama}`) + (program ? `: ${program} program` : "");
      this.drawBox(
        area,
        title,
        [],
        counts,
        view.config.symbol_box || px * 0.85,
        5,
        () => view.send("pick", [kode]),
        null,
      );
    }

    countShown(matches) {
      return this.view.shown.filter(({ places }) => places.some(matches)).length;
    }

    drawProvince() {
      const { view } = this,
        narrow = this.screen[2] < 520;
      this.rasterise(view.statics[1]);
      for (const kawasan of view.content.kawasan) {
        const angle = L.latLngBounds(kawasan.bounds);
        const a = this.map.latLngToContainerPoint(angle.getNorthWest()),
          b = this.map.latLngToContainerPoint(angle.getSouthEast());
        this.taken.push([a.x - 3, a.y - 3, b.x + 3, b.y + 3]);
      }
      for (const kawasan of view.content.kawasan) {
        const counts = new Map();
        const program = this.countShown((t) => t.kaw === kawasan.kode);
        for (const { row, places } of view.shown)
          if (places.some((t) => t.kaw === kawasan.kode)) counts.set(row.opd, (counts.get(row.opd) || 0) + 1);
        const where = `Kec. ${Object.values(kawasan.kec).join(" · ")}`,
          inFilter = view.isInFilter(kawasan.kode);
        const figures = inFilter ? `${program} program · ${counts.size} OPD` : view.config.messages.out_of_filter;
        const captions = view.state.without_figures
          ? [kawasan.kab, where]
          : narrow
            ? [where]
            : [where, `${kawasan.kab.replace("Kabupaten", "Kab.")} · ${figures}`];
        this.drawBox(
          kawasan,
          kawasan.nama,
          captions,
          narrow || !inFilter ? new Map() : counts,
          view.config.symbol_box || view.config.symbol * 0.85,
          7,
          () => view.send("kawasan", [kawasan.kode]),
          inFilter ? view.kawasanColours(kawasan.kode).line : view.colours.line,
        );
      }
      for (const kabupaten of view.kabupaten) {
        const name = kabupaten.nama.replace(/^Kabupaten |^Kota /, "").toUpperCase(),
          fontSize = view.config.font * 0.92;
        const p = this.screenPoint(kabupaten.label_lat, kabupaten.label_lon),
          width = this.textWidth(name, fontSize) * 1.08;
        if (narrow || !this.claim([p.x - width / 2, p.y - fontSize * 0.6, p.x + width / 2, p.y + fontSize * 0.6]))
          continue;
        this.addMarker(
          kabupaten.label_lat,
          kabupaten.label_lon,
          TKPKP.element("div", name, "name kabupaten"),
          -width / 2,
          -fontSize * 0.6,
          "names",
        );
      }
    }

    /* A box with a leader line, at the free place nearest to what it points at. */
    drawBox(area, title, captions, counts, px, most, onClick, colour) {
      const node = TKPKP.element("button", "", "callout");
      node.type = "button";
      node.dataset.name = area.nama;
      node.append(TKPKP.element("b", title));
      for (const caption of captions) node.append(TKPKP.element("span", caption));
      if (colour) node.style.setProperty("--k", colour);
      if (counts.size) node.append(this.symbolRow(counts, px, most, false).node);
      node.addEventListener("click", (e) => {
        e.stopPropagation();
        onClick();
      });
      this.view.container.append(node);
      const p = this.screenPoint(area.lat, area.lon);
      let width = node.offsetWidth,
        height = node.offsetHeight,
        place = this.findRoom(p, width, height);
      while (!place && node.childElementCount > 1) {
        // no room: the symbols go first, then what is said last; the name alone still says where
        node.lastChild.remove();
        [width, height] = [node.offsetWidth, node.offsetHeight];
        place = this.findRoom(p, width, height);
      }
      node.remove();
      // No kawasan is left out on the map of the province: rather over some of the land than not at all.
      if (!place && !this.view.detailed) place = findRoom(p, [width, height], this.screen, this.boxes) ?? null;
      if (!place) return;
      this.boxes.push([place.x, place.y, place.x + width, place.y + height]);
      this.taken.push([place.x - 4, place.y - 4, place.x + width + 4, place.y + height + 4]);
      const end = nearestPoint(p, [place.x, place.y, place.x + width, place.y + height]);
      L.polyline([[area.lat, area.lon], this.map.containerPointToLatLng(L.point(end.x, end.y))], {
        pane: "lines",
        interactive: false,
        color: colour || this.view.colours.ink,
        weight: 1.6,
      }).addTo(this.group);
      L.circleMarker([area.lat, area.lon], {
        pane: "lines",
        interactive: false,
        radius: 3.5,
        color: colour || this.view.colours.ink,
        weight: 1.5,
        fillColor: "#fff",
        fillOpacity: 1,
      }).addTo(this.group);
      // The listener sits on the button itself, so that the keyboard reaches it as well.
      const marker = this.addMarker(area.lat, area.lon, node, place.x - p.x, place.y - p.y, "callouts");
      marker.getElement().style.pointerEvents = "auto";
    }

    findRoom(p, width, height) {
      const weight = this.view.detailed ? 1500 : 250;
      const taken = [...this.taken, ...this.anchors.map((anchor) => anchor.box)];
      return findRoom(p, [width, height], this.screen, taken, (box) => weight * this.shareOnLand(box));
    }
  }

  TKPKP.Symbols = Symbols;
})();
