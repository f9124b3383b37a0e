/* What stands on the land: OPD symbols at honest places, names, and callouts that never cover what they point at. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  const kena = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const kanvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  class Simbol {
    constructor(peta) {
      this.peta = peta;
      this.map = peta.map;
      this.lapis = L.layerGroup().addTo(this.map);
      this.titik = L.canvas({ pane: "titik", padding: 0.2 });
    }

    susun() {
      const terfokus = document.activeElement?.dataset.nama;
      this.lapis.clearLayers();
      this.terisi = [];
      const ukuran = this.map.getSize();
      // What is already on the map's edge: controls keep their place.
      for (const kontrol of this.peta.wadah.querySelectorAll(".leaflet-control")) {
        const a = kontrol.getBoundingClientRect(),
          b = this.peta.wadah.getBoundingClientRect();
        if (a.width) this.terisi.push([a.left - b.left, a.top - b.top, a.right - b.left, a.bottom - b.top]);
      }
      this.layar = [0, 0, ukuran.x, ukuran.y];
      if (this.peta.rinci) this.rinci();
      else this.provinsi();
      if (terfokus)
        [...this.peta.wadah.querySelectorAll(".kotak")]
          .find((e) => e.dataset.nama === terfokus)
          ?.focus({ preventScroll: true });
    }

    titikLayar(lat, lon) {
      return this.map.latLngToContainerPoint([lat, lon]);
    }

    lebar(teks, px) {
      this.huruf ??= getComputedStyle(this.peta.wadah).fontFamily;
      kanvas.font = `600 ${px}px ${this.huruf}`;
      return kanvas.measureText(teks).width;
    }

    pasang(kotak) {
      if (this.terisi.some((lain) => kena(kotak, lain))) return false;
      this.terisi.push(kotak);
      return true;
    }

    penanda(lat, lon, simpul, dx, dy, pane, klik) {
      const ikon = L.divIcon({ className: "tk", html: simpul, iconSize: null, iconAnchor: [-dx, -dy] });
      const tanda = L.marker([lat, lon], { icon: ikon, pane, interactive: Boolean(klik), keyboard: false });
      if (klik)
        tanda.on("click", (e) => {
          L.DomEvent.stop(e);
          klik();
        });
      return tanda.addTo(this.lapis);
    }

    /* A row of OPD symbols with their counts; at most `maks`, the rest as a number. */
    deret(jumlah, px, maks, lencana = true) {
      const { isi } = this.peta;
      const deret = TKPKP.teks("div", "", "deret");
      const urut = [...jumlah].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const muat = urut.length > maks ? maks - 1 : urut.length;
      for (const [opd, n] of urut.slice(0, muat)) {
        const simbol = TKPKP.teks("span", "", "simbol");
        simbol.innerHTML = isi.opd[opd].svg; // drawn by style.py, its monogram escaped there
        simbol.style.setProperty("--px", `${px}px`);
        simbol.dataset.opd = isi.opd[opd].kode;
        simbol.title = `${isi.opd[opd].nama}: ${n} program`;
        if (lencana && n > 1) simbol.append(TKPKP.teks("i", String(n)));
        deret.append(simbol);
      }
      if (muat < urut.length) deret.append(TKPKP.teks("span", `+${urut.length - muat}`, "lagi"));
      return { simpul: deret, lebar: Math.min(urut.length, maks) * (px + 5), tinggi: px + 4 };
    }

    rinci() {
      const { peta } = this;
      const px = peta.config.simbol,
        huruf = peta.config.huruf;
      const perDesa = new Map(),
        perArea = new Map(),
        titik = [];
      const tambah = (peta_, kunci, opd) => {
        const jumlah = peta_.get(kunci) || peta_.set(kunci, new Map()).get(kunci);
        jumlah.set(opd, (jumlah.get(opd) || 0) + 1);
      };
      for (const { row, tempat } of peta.tampil)
        for (const t of tempat) {
          if (t.tingkat === "titik") titik.push([row, t]);
          else if (t.tingkat === "desa") tambah(perDesa, t.desa, row.opd);
          else tambah(perArea, t.tingkat === "kecamatan" ? t.kec : t.kaw, row.opd);
        }
      const jendela = this.map.getBounds().pad(0.1);
      const skala = this.skala();
      const urut = peta.desa
        .filter((d) => jendela.contains([d.label_lat, d.label_lon]))
        .sort(
          (a, b) =>
            (b.keanggotaan !== "bukan anggota") - (a.keanggotaan !== "bukan anggota") || b.radius_m - a.radius_m,
        );
      for (const desa of urut) this.gambarDesa(desa, perDesa.get(desa.kode), skala, px, huruf);
      // A desa outside every kawasan has no polygon here; its programs stand at its label point all the same.
      for (const [kode, jumlah] of perDesa)
        if (!peta.nomorDesa.has(kode)) {
          const t = this.cari((x) => x.tingkat === "desa" && x.desa === kode);
          this.kelompok(jumlah, t.lat, t.lon, px, () => peta.kirim("pilih", [kode]));
        }
      for (const [row, t] of titik)
        if (jendela.contains([t.lat, t.lon])) this.gambarTitik(row, t, peta.config.simbol_titik || px * 0.72);
      // Boxes stand beside the kawasan rather than on it.
      this.raster(peta.lapisKawasan);
      for (const kode of Object.keys(peta.isi.kecamatan)) this.gambarArea(kode, perArea.get(kode) || new Map(), px);
      for (const kode of peta.perKawasan.keys()) if (perArea.has(kode)) this.gambarArea(kode, perArea.get(kode), px);
    }

    /* Which eighth-pixels of the screen a layer covers; drawn once a view. */
    raster(lapis) {
      const { x, y } = this.map.getSize(),
        tanda = [this.map.getCenter(), this.map.getZoom(), x, y, lapis._leaflet_id].join();
      if (this.tandaRaster === tanda) return;
      this.tandaRaster = tanda;
      kanvas.canvas.width = this.lebarRaster = Math.ceil(x / 8);
      kanvas.canvas.height = this.tinggiRaster = Math.ceil(y / 8);
      kanvas.beginPath();
      const telusuri = (isi) => {
        if (Array.isArray(isi[0])) return isi.forEach(telusuri);
        isi.forEach((t, i) => {
          const p = this.map.latLngToContainerPoint(t);
          if (i) kanvas.lineTo(p.x / 8, p.y / 8);
          else kanvas.moveTo(p.x / 8, p.y / 8);
        });
        kanvas.closePath();
      };
      lapis.eachLayer((bagian) => telusuri(bagian.getLatLngs()));
      kanvas.fill();
      this.gambarRaster = kanvas.getImageData(0, 0, this.lebarRaster, this.tinggiRaster).data;
    }

    diAtas([kiri, atas, kanan, bawah]) {
      // the share of the box that lies on the layer
      let kena = 0,
        semua = 0;
      for (let y = atas; y <= bawah; y += 14)
        for (let x = kiri; x <= kanan; x += 14, semua++)
          if (this.gambarRaster[4 * (Math.floor(y / 8) * this.lebarRaster + Math.floor(x / 8)) + 3]) kena += 1;
      return kena / semua;
    }

    cari(cocok) {
      for (const { tempat } of this.peta.tampil) for (const t of tempat) if (cocok(t)) return t;
      return null;
    }

    skala() {
      // px per metre at the map's centre
      const p = this.map.getCenter(),
        q = L.latLng(p.lat, p.lng + 0.01);
      return this.map.latLngToContainerPoint(q).distanceTo(this.map.latLngToContainerPoint(p)) / p.distanceTo(q);
    }

    gambarTitik(row, t, px) {
      const { peta } = this,
        p = this.titikLayar(t.lat, t.lon),
        opd = peta.isi.opd[row.opd];
      const klik = () => peta.kirim("pilih", [row.id]);
      const tip = () => TKPKP.teks("div", `${opd.monogram} · ${row.program} (titik)`);
      const kotak = [p.x - px / 2, p.y - px - 5, p.x + px / 2, p.y + 2];
      if (this.pasang(kotak)) {
        const jarum = TKPKP.teks("div", "", "jarum");
        jarum.append(this.deret(new Map([[row.opd, 1]]), px, 1).simpul);
        this.penanda(t.lat, t.lon, jarum, -px / 2, -px - 5, "simbol", klik).bindTooltip(tip);
      } else {
        L.circleMarker([t.lat, t.lon], {
          renderer: this.titik,
          pane: "titik",
          radius: 4.5,
          color: "#fff",
          weight: 1.2,
          fillColor: opd.warna,
          fillOpacity: 1,
          bubblingMouseEvents: false,
        })
          .on("click", klik)
          .bindTooltip(tip)
          .addTo(this.lapis);
      }
    }

    gambarDesa(desa, jumlah, skala, px, huruf) {
      const { peta } = this,
        p = this.titikLayar(desa.label_lat, desa.label_lon);
      const jari = desa.radius_m * skala,
        lebarNama = this.lebar(desa.nama, huruf);
      const klik = () => peta.klikDesa(desa, L.latLng(desa.label_lat, desa.label_lon));
      let bawah = p.y - huruf * 0.6;
      if (jumlah) {
        const tinggi = this.kelompok(jumlah, desa.label_lat, desa.label_lon, px, klik);
        if (tinggi === 0) return;
        bawah = p.y + tinggi / 2 + 1;
      }
      const muat = jari > lebarNama * 0.3;
      const kotak = [p.x - lebarNama / 2, bawah, p.x + lebarNama / 2, bawah + huruf * 1.25];
      if (muat && this.pasang(kotak)) {
        const kelas = desa.keanggotaan === "bukan anggota" ? "nama" : "nama anggota";
        this.penanda(
          desa.label_lat,
          desa.label_lon,
          TKPKP.teks("div", desa.nama, kelas),
          -lebarNama / 2,
          bawah - p.y,
          "nama",
        );
      }
    }

    /* The symbols of one place; where the row does not fit, a count, then a dot. Gives the height used. */
    kelompok(jumlah, lat, lon, px, klik) {
      const p = this.titikLayar(lat, lon);
      for (const maks of [4, 2]) {
        const { simpul, lebar, tinggi } = this.deret(jumlah, px, maks);
        if (this.pasang([p.x - lebar / 2, p.y - tinggi / 2, p.x + lebar / 2, p.y + tinggi / 2])) {
          this.penanda(lat, lon, simpul, -lebar / 2, -tinggi / 2, "simbol", klik);
          return tinggi;
        }
      }
      const total = [...jumlah.values()].reduce((a, b) => a + b, 0);
      const kecil = this.peta.config.huruf * 1.4,
        tengah = kecil / 2;
      if (this.pasang([p.x - tengah, p.y - tengah, p.x + tengah, p.y + tengah])) {
        this.penanda(lat, lon, TKPKP.teks("div", String(total), "hitung"), -tengah, -tengah, "simbol", klik);
        return kecil;
      }
      L.circleMarker([lat, lon], {
        renderer: this.titik,
        pane: "titik",
        radius: 4,
        color: "#fff",
        weight: 1,
        fillColor: this.peta.warna.tinta,
        fillOpacity: 1,
        bubblingMouseEvents: false,
      })
        .on("click", klik)
        .addTo(this.lapis);
      return 0;
    }

    gambarArea(kode, jumlah, px) {
      const { peta } = this,
        kawasan = peta.perKawasan.get(kode);
      const area = kawasan || peta.isi.kecamatan[kode];
      if (!area || !this.map.getBounds().contains([area.lat, area.lon])) return;
      const program = this.berbeda((t) =>
        kawasan ? t.tingkat === "kawasan" && t.kaw === kode : t.tingkat === "kecamatan" && t.kec === kode,
      );
      const judul = (kawasan ? "Seluruh kawasan" : `Kec. ${area.nama}`) + (program ? `: ${program} program` : "");
      this.kotak(
        area,
        judul,
        "",
        jumlah,
        peta.config.simbol_kotak || px * 0.85,
        5,
        () => peta.kirim("pilih", [kode]),
        null,
      );
    }

    berbeda(cocok) {
      return this.peta.tampil.filter(({ tempat }) => tempat.some(cocok)).length;
    }

    provinsi() {
      const { peta } = this,
        sempit = this.layar[2] < 520;
      this.raster(peta.diam[1]);
      for (const kawasan of peta.isi.kawasan) {
        const sudut = L.latLngBounds(kawasan.batas);
        const a = this.map.latLngToContainerPoint(sudut.getNorthWest()),
          b = this.map.latLngToContainerPoint(sudut.getSouthEast());
        this.terisi.push([a.x - 3, a.y - 3, b.x + 3, b.y + 3]);
      }
      for (const kawasan of peta.isi.kawasan) {
        const jumlah = new Map();
        const program = this.berbeda((t) => t.kaw === kawasan.kode);
        for (const { row, tempat } of peta.tampil)
          if (tempat.some((t) => t.kaw === kawasan.kode)) jumlah.set(row.opd, (jumlah.get(row.opd) || 0) + 1);
        const ket = peta.state.tanpa_angka ? kawasan.kab : `${kawasan.kab} · ${program} program · ${jumlah.size} OPD`;
        this.kotak(
          kawasan,
          kawasan.nama,
          ket,
          sempit ? new Map() : jumlah,
          peta.config.simbol_kotak || peta.config.simbol * 0.85,
          7,
          () => peta.kirim("kawasan", [kawasan.kode]),
          this.peta.warnaKawasan(kawasan.kode).garis,
        );
      }
      for (const kab of peta.kabupaten) {
        const nama = kab.nama.replace(/^Kabupaten |^Kota /, "").toUpperCase(),
          huruf = peta.config.huruf * 0.92;
        const p = this.titikLayar(kab.label_lat, kab.label_lon),
          lebar = this.lebar(nama, huruf) * 1.08;
        if (sempit || !this.pasang([p.x - lebar / 2, p.y - huruf * 0.6, p.x + lebar / 2, p.y + huruf * 0.6])) continue;
        this.penanda(
          kab.label_lat,
          kab.label_lon,
          TKPKP.teks("div", nama, "nama kabupaten"),
          -lebar / 2,
          -huruf * 0.6,
          "nama",
        );
      }
    }

    /* A box with a leader line, at the free place nearest to what it points at. */
    kotak(area, judul, ket, jumlah, px, maks, klik, warna) {
      const simpul = TKPKP.teks("button", "", "kotak");
      simpul.type = "button";
      simpul.dataset.nama = area.nama;
      simpul.append(TKPKP.teks("b", judul));
      if (ket) simpul.append(TKPKP.teks("span", ket));
      if (warna) simpul.style.setProperty("--k", warna);
      if (jumlah.size) simpul.append(this.deret(jumlah, px, maks, false).simpul);
      simpul.addEventListener("click", (e) => {
        e.stopPropagation();
        klik();
      });
      this.peta.wadah.append(simpul);
      const p = this.titikLayar(area.lat, area.lon);
      let lebar = simpul.offsetWidth,
        tinggi = simpul.offsetHeight,
        tempat = this.ruang(p, lebar, tinggi);
      if (!tempat && jumlah.size) {
        // no room for the symbols: the name alone still says where and how much
        simpul.lastChild.remove();
        [lebar, tinggi] = [simpul.offsetWidth, simpul.offsetHeight];
        tempat = this.ruang(p, lebar, tinggi);
      }
      simpul.remove();
      if (!tempat) return;
      this.terisi.push([tempat.x - 4, tempat.y - 4, tempat.x + lebar + 4, tempat.y + tinggi + 4]);
      const ujung = L.point(
        Math.max(tempat.x, Math.min(p.x, tempat.x + lebar)),
        Math.max(tempat.y, Math.min(p.y, tempat.y + tinggi)),
      );
      L.polyline([[area.lat, area.lon], this.map.containerPointToLatLng(ujung)], {
        pane: "garis",
        interactive: false,
        color: warna || this.peta.warna.tinta,
        weight: 1.6,
      }).addTo(this.lapis);
      L.circleMarker([area.lat, area.lon], {
        pane: "garis",
        interactive: false,
        radius: 3.5,
        color: warna || this.peta.warna.tinta,
        weight: 1.5,
        fillColor: "#fff",
        fillOpacity: 1,
      }).addTo(this.lapis);
      // The listener sits on the button itself, so that the keyboard reaches it as well.
      const tanda = this.penanda(area.lat, area.lon, simpul, tempat.x - p.x, tempat.y - p.y, "kotak");
      tanda.getElement().style.pointerEvents = "auto";
    }

    ruang(p, lebar, tinggi) {
      let terbaik = null,
        harga = Infinity;
      for (let jarak = 30; jarak <= 460; jarak += 22)
        for (let sudut = 0; sudut < 24; sudut++) {
          const x = p.x + Math.cos((sudut * Math.PI) / 12) * (jarak + lebar / 2) - lebar / 2;
          const y = p.y + Math.sin((sudut * Math.PI) / 12) * (jarak + tinggi / 2) - tinggi / 2;
          const kotak = [x - 6, y - 6, x + lebar + 6, y + tinggi + 6];
          if (kotak[0] < 4 || kotak[1] < 4 || kotak[2] > this.layar[2] - 4 || kotak[3] > this.layar[3] - 4) continue;
          if (this.terisi.some((lain) => kena(kotak, lain))) continue;
          const nilai = jarak + (this.peta.rinci ? 1500 : 250) * this.diAtas(kotak);
          if (nilai < harga) {
            harga = nilai;
            terbaik = L.point(x, y);
          }
        }
      return terbaik;
    }
  }

  TKPKP.Simbol = Simbol;
})();
