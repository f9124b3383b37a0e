/* Extra layers that the office brought: roads, rivers, schools. They lie on the ground, under every program. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  const REACH = 5; // px round the pointer in which a line or point is meant

  class Layers {
    constructor(view) {
      this.view = view;
      this.map = view.map;
      this.list = [];
      this.choices = new Map(); // what the viewer switched, by kode
      this.fetched = new Map(); // what was fetched, by address
      this.tip = L.tooltip({ className: "layer-tip", offset: [10, 0] });
      this.map.on("mousemove", (e) => this.pointAt(e));
      this.map.on("mouseout movestart zoomstart", () => this.tip.remove());
    }

    /* Take the list of a revision; what is already drawn and unchanged stays. */
    apply(list) {
      const signature = JSON.stringify(list);
      if (!this.view.config.sources.layers || signature === this.signature) return;
      this.signature = signature;
      for (const layer of this.list) this.removeLayer(layer);
      const parent = this.map.getPane("layers");
      parent.replaceChildren();
      this.list = list.map((item, i) => {
        // A pane each, in the order of the list, so that switching one on never puts it over a later one.
        const pane = `layers-${i}`,
          paneElement = this.map.createPane(pane, parent);
        paneElement.style.pointerEvents = "none"; // a canvas would keep the desa below it from being clicked
        return { ...item, pane, on: this.choices.get(item.kode) ?? item.tampil, drawn: null };
      });
      if (this.list.length || this.box) this.drawControl();
      for (const layer of this.list) if (layer.on) this.addLayer(layer);
    }

    drawControl() {
      const { messages } = this.view.config;
      this.box ??= this.view.legend.addControl("topright", "legend-layers");
      this.box.hidden = !this.list.length;
      const fold = this.box.querySelector("details") || TKPKP.element("details", "");
      if (!fold.isConnected) {
        this.heading = TKPKP.element("summary", "");
        fold.addEventListener("toggle", () => this.view.redraw()); // callouts make room
      }
      const list = TKPKP.element("ul", "");
      this.list.forEach((layer) => {
        const item = TKPKP.element("li", ""),
          label = TKPKP.element("label", ""),
          box = document.createElement("input");
        box.type = "checkbox";
        box.checked = layer.on;
        box.dataset.layer = layer.kode;
        box.addEventListener("change", () => this.switchLayer(layer, box.checked));
        layer.box = box;
        layer.swatch = TKPKP.element("i", "", `swatch-${layer.jenis}`);
        label.title = layer.sumber ? `${layer.nama} · ${layer.sumber}` : layer.nama;
        label.append(box, layer.swatch, TKPKP.element("span", layer.nama));
        item.append(label);
        list.append(item);
      });
      this.notice = TKPKP.element("p", "", "notice");
      this.notice.setAttribute("role", "status");
      this.notice.hidden = true;
      fold.replaceChildren(this.heading, list, this.notice);
      this.box.replaceChildren(fold);
      this.box.setAttribute("role", "group");
      this.box.setAttribute("aria-label", messages.layers);
      this.restyle();
      this.writeCount();
    }

    writeCount() {
      const on = this.list.filter((layer) => layer.on).length;
      this.heading.textContent = `${this.view.config.messages.layers} (${on}/${this.list.length})`;
    }

    switchLayer(layer, on) {
      layer.on = on;
      this.choices.set(layer.kode, on);
      this.notice.hidden = true;
      this.writeCount();
      if (on) this.addLayer(layer);
      else this.removeLayer(layer);
    }

    removeLayer(layer) {
      this.tip.remove();
      if (!layer.drawn) return;
      layer.drawn.remove();
      layer.renderer.remove();
      layer.drawn = null;
    }

    async addLayer(layer) {
      const address = `${this.view.config.sources.layers}${encodeURIComponent(layer.kode)}.geojson?v=${encodeURIComponent(layer.sidik)}`;
      if (!this.fetched.has(address)) this.fetched.set(address, TKPKP.fetchJson(address));
      try {
        const data = await this.fetched.get(address);
        // Meanwhile it may have been switched off, or another revision may have come.
        if (layer.on && !layer.drawn && this.list.includes(layer)) this.drawLayer(layer, data);
      } catch (error) {
        this.fetched.delete(address);
        console.error(error);
        if (!this.list.includes(layer)) return;
        layer.on = layer.box.checked = false;
        this.writeCount();
        this.notice.textContent = `${layer.nama}: ${this.view.config.messages.layer_failed}`;
        this.notice.hidden = false;
      }
    }

    drawLayer(layer, data) {
      const renderer = L.canvas({ pane: layer.pane, padding: 0.2 });
      layer.renderer = renderer;
      layer.drawn = L.geoJSON(data, {
        pane: layer.pane,
        renderer,
        interactive: false,
        style: () => this.layerStyle(layer),
        pointToLayer: (_, point) =>
          L.circleMarker(point, { pane: layer.pane, renderer, interactive: false, radius: 2 + layer.tebal }),
      }).addTo(this.map);
      // What has a name can be pointed at; the bounds make that quick among many thousands.
      layer.named = layer.drawn.getLayers().filter((shape) => shape.feature.properties.nama);
    }

    layerStyle(layer) {
      const colour = layer.warna[this.view.dark ? "dark" : "light"];
      if (layer.jenis === "titik")
        return { color: this.view.colours.halo, weight: 1, fillColor: colour, fillOpacity: 1 };
      return {
        color: colour,
        weight: layer.tebal,
        fill: layer.jenis === "bidang",
        fillColor: colour,
        fillOpacity: 0.2,
      };
    }

    /* Colours follow the theme. */
    restyle() {
      for (const layer of this.list) {
        layer.swatch.style.setProperty("--k", layer.warna[this.view.dark ? "dark" : "light"]);
        layer.swatch.style.setProperty("--t", `${layer.tebal}px`);
        layer.drawn?.setStyle(this.layerStyle(layer));
      }
    }

    /* What is under the pointer: a dot, else the name of a layer's shape. A canvas takes no events, so it is asked. */
    pointAt({ latlng, layerPoint, containerPoint, originalEvent }) {
      const overControl = originalEvent.target.closest?.(".leaflet-control, .tk");
      const words = overControl ? null : this.describe(layerPoint);
      if (!words) return this.tip.remove();
      // A desa's own tooltip stands on the side of the map's middle; this one takes the other side.
      this.tip.options.direction = containerPoint.x < this.map.getSize().x / 2 ? "left" : "right";
      this.tip.options.offset = L.point(this.tip.options.direction === "left" ? -12 : 12, 0);
      this.tip.setLatLng(latlng).setContent(words).addTo(this.map);
    }

    describe(point) {
      const dot = this.view.symbols.findDot(point);
      if (dot) return dot.tip();
      const name = this.findName(point);
      return name && TKPKP.element("div", name);
    }

    findName(point) {
      const corner = (dx) => this.map.layerPointToLatLng(point.add([dx, dx]));
      const near = L.latLngBounds(corner(-REACH - 6), corner(REACH + 6));
      for (const layer of [...this.list].reverse())
        for (const shape of layer.drawn ? layer.named : [])
          if (
            shape.getLatLng
              ? this.isOnPoint(shape, point, layer)
              : near.intersects(shape.getBounds()) && this.isOnShape(shape, point, layer)
          )
            return shape.feature.properties.nama;
      return null;
    }

    isOnPoint(shape, point, layer) {
      return this.map.latLngToLayerPoint(shape.getLatLng()).distanceTo(point) <= REACH + layer.tebal;
    }

    isOnShape(shape, point, layer) {
      const onLine = (corners) => {
        if (Array.isArray(corners[0])) return corners.some(onLine);
        const p = corners.map((corner) => this.map.latLngToLayerPoint(corner));
        return p.some((b, i) => i && L.LineUtil.pointToSegmentDistance(point, p[i - 1], b) <= REACH + layer.tebal / 2);
      };
      // Leaflet's own test for the inside of a polygon, holes and all: what a click on its canvas would use.
      return layer.jenis === "bidang" ? shape._containsPoint(point) : onLine(shape.getLatLngs());
    }
  }

  TKPKP.Layers = Layers;
})();
