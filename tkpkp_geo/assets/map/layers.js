/* Extra layers that the office brought: roads, rivers, schools. They lie on the ground, under every program. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  const DEKAT = 5; // px round the pointer in which a line or point is meant

  class Lapisan {
    constructor(peta) {
      this.peta = peta;
      this.map = peta.map;
      this.daftar = [];
      this.pilihan = new Map(); // what the viewer switched, by kode
      this.isi = new Map(); // what was fetched, by address
      this.tip = L.tooltip({ className: "tip-lapisan", offset: [10, 0] });
      this.map.on("mousemove", (e) => this.tunjuk(e));
      this.map.on("mouseout movestart zoomstart", () => this.tip.remove());
    }

    /* Take the list of a revision; what is already drawn and unchanged stays. */
    terapkan(daftar) {
      const tanda = JSON.stringify(daftar);
      if (!this.peta.config.sumber.lapisan || tanda === this.tanda) return;
      this.tanda = tanda;
      for (const lapis of this.daftar) this.padam(lapis);
      const induk = this.map.getPane("lapisan");
      induk.replaceChildren();
      this.daftar = daftar.map((item, i) => {
        // A pane each, in the order of the list, so that switching one on never puts it over a later one.
        const pane = `lapisan-${i}`,
          wadah = this.map.createPane(pane, induk);
        wadah.style.pointerEvents = "none"; // a canvas would keep the desa below it from being clicked
        return { ...item, pane, nyala: this.pilihan.get(item.kode) ?? item.tampil, gambar: null };
      });
      if (this.daftar.length || this.kotak) this.kontrol();
      for (const lapis of this.daftar) if (lapis.nyala) this.nyalakan(lapis);
    }

    kontrol() {
      const { pesan } = this.peta.config;
      this.kotak ??= this.peta.legenda.kontrol("topright", "legenda-lapisan");
      this.kotak.hidden = !this.daftar.length;
      const lipat = this.kotak.querySelector("details") || TKPKP.teks("details", "");
      if (!lipat.isConnected) {
        this.judul = TKPKP.teks("summary", "");
        lipat.addEventListener("toggle", () => this.peta.gambar()); // callouts make room
      }
      const daftar = TKPKP.teks("ul", "");
      this.daftar.forEach((lapis) => {
        const butir = TKPKP.teks("li", ""),
          label = TKPKP.teks("label", ""),
          kotak = document.createElement("input");
        kotak.type = "checkbox";
        kotak.checked = lapis.nyala;
        kotak.dataset.lapisan = lapis.kode;
        kotak.addEventListener("change", () => this.pilih(lapis, kotak.checked));
        lapis.kotak = kotak;
        lapis.contoh = TKPKP.teks("i", "", `contoh-${lapis.jenis}`);
        label.title = lapis.sumber ? `${lapis.nama} · ${lapis.sumber}` : lapis.nama;
        label.append(kotak, lapis.contoh, TKPKP.teks("span", lapis.nama));
        butir.append(label);
        daftar.append(butir);
      });
      this.kabar = TKPKP.teks("p", "", "kabar");
      this.kabar.setAttribute("role", "status");
      this.kabar.hidden = true;
      lipat.replaceChildren(this.judul, daftar, this.kabar);
      this.kotak.replaceChildren(lipat);
      this.kotak.setAttribute("role", "group");
      this.kotak.setAttribute("aria-label", pesan.lapisan);
      this.gaya();
      this.hitung();
    }

    hitung() {
      const nyala = this.daftar.filter((lapis) => lapis.nyala).length;
      this.judul.textContent = `${this.peta.config.pesan.lapisan} (${nyala}/${this.daftar.length})`;
    }

    pilih(lapis, nyala) {
      lapis.nyala = nyala;
      this.pilihan.set(lapis.kode, nyala);
      this.kabar.hidden = true;
      this.hitung();
      if (nyala) this.nyalakan(lapis);
      else this.padam(lapis);
    }

    padam(lapis) {
      this.tip.remove();
      if (!lapis.gambar) return;
      lapis.gambar.remove();
      lapis.renderer.remove();
      lapis.gambar = null;
    }

    async nyalakan(lapis) {
      const alamat = `${this.peta.config.sumber.lapisan}${encodeURIComponent(lapis.kode)}.geojson?v=${encodeURIComponent(lapis.sidik)}`;
      if (!this.isi.has(alamat)) this.isi.set(alamat, TKPKP.ambil(alamat));
      try {
        const data = await this.isi.get(alamat);
        // Meanwhile it may have been switched off, or another revision may have come.
        if (lapis.nyala && !lapis.gambar && this.daftar.includes(lapis)) this.gambar(lapis, data);
      } catch (galat) {
        this.isi.delete(alamat);
        console.error(galat);
        if (!this.daftar.includes(lapis)) return;
        lapis.nyala = lapis.kotak.checked = false;
        this.hitung();
        this.kabar.textContent = `${lapis.nama}: ${this.peta.config.pesan.lapisan_gagal}`;
        this.kabar.hidden = false;
      }
    }

    gambar(lapis, data) {
      const renderer = L.canvas({ pane: lapis.pane, padding: 0.2 });
      lapis.renderer = renderer;
      lapis.gambar = L.geoJSON(data, {
        pane: lapis.pane,
        renderer,
        interactive: false,
        style: () => this.rupa(lapis),
        pointToLayer: (_, titik) =>
          L.circleMarker(titik, { pane: lapis.pane, renderer, interactive: false, radius: 2 + lapis.tebal }),
      }).addTo(this.map);
      // What has a name can be pointed at; the bounds make that quick among many thousands.
      lapis.bernama = lapis.gambar.getLayers().filter((bentuk) => bentuk.feature.properties.nama);
    }

    rupa(lapis) {
      const warna = lapis.warna[this.peta.gelap ? "dark" : "light"];
      if (lapis.jenis === "titik") return { color: this.peta.warna.halo, weight: 1, fillColor: warna, fillOpacity: 1 };
      return { color: warna, weight: lapis.tebal, fill: lapis.jenis === "bidang", fillColor: warna, fillOpacity: 0.2 };
    }

    /* Colours follow the theme. */
    gaya() {
      for (const lapis of this.daftar) {
        lapis.contoh.style.setProperty("--k", lapis.warna[this.peta.gelap ? "dark" : "light"]);
        lapis.contoh.style.setProperty("--t", `${lapis.tebal}px`);
        lapis.gambar?.setStyle(this.rupa(lapis));
      }
    }

    /* The name under the pointer. The canvas takes no events of its own, so the shapes are asked. */
    tunjuk({ latlng, layerPoint, containerPoint, originalEvent }) {
      const diAtas = originalEvent.target.closest?.(".leaflet-control, .tk");
      const nama = diAtas ? null : this.cari(layerPoint);
      if (!nama) return this.tip.remove();
      // A desa's own tooltip stands on the side of the map's middle; this one takes the other side.
      this.tip.options.direction = containerPoint.x < this.map.getSize().x / 2 ? "left" : "right";
      this.tip.options.offset = L.point(this.tip.options.direction === "left" ? -12 : 12, 0);
      this.tip.setLatLng(latlng).setContent(TKPKP.teks("div", nama)).addTo(this.map);
    }

    cari(titik) {
      const sudut = (dx) => this.map.layerPointToLatLng(titik.add([dx, dx]));
      const dekat = L.latLngBounds(sudut(-DEKAT - 6), sudut(DEKAT + 6));
      for (const lapis of [...this.daftar].reverse())
        for (const bentuk of lapis.gambar ? lapis.bernama : [])
          if (
            bentuk.getLatLng
              ? this.kenaTitik(bentuk, titik, lapis)
              : dekat.intersects(bentuk.getBounds()) && this.kena(bentuk, titik, lapis)
          )
            return bentuk.feature.properties.nama;
      return null;
    }

    kenaTitik(bentuk, titik, lapis) {
      return this.map.latLngToLayerPoint(bentuk.getLatLng()).distanceTo(titik) <= DEKAT + lapis.tebal;
    }

    kena(bentuk, titik, lapis) {
      const garis = (isi) => {
        if (Array.isArray(isi[0])) return isi.some(garis);
        const p = isi.map((sudut) => this.map.latLngToLayerPoint(sudut));
        return p.some((b, i) => i && L.LineUtil.pointToSegmentDistance(titik, p[i - 1], b) <= DEKAT + lapis.tebal / 2);
      };
      // Leaflet's own test for the inside of a polygon, holes and all: what a click on its canvas would use.
      return lapis.jenis === "bidang" ? bentuk._containsPoint(titik) : garis(bentuk.getLatLngs());
    }
  }

  TKPKP.Lapisan = Lapisan;
})();
