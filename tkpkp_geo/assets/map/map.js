/* The map of the three kawasan: land, desa, symbols and legend over one Leaflet map.
   The page and the presentation both draw with it. What is typed by people enters only as text nodes. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  // From the ground up.
  const PANES = [
    "tetangga",
    "ubin",
    "provinsi",
    "desa",
    "kecamatan",
    "lapisan",
    "kawasan",
    "titik",
    "garis",
    "nama",
    "simbol",
    "kotak",
  ];
  const ZOOM_RINCI = 10; // from here on desa and single programs are legible
  const BITS = [128, 64, 32, 16, 8, 4, 2, 1];

  const ambil = async (sumber) => {
    if (typeof sumber !== "string") return sumber;
    const jawaban = await fetch(sumber);
    if (!jawaban.ok) throw new Error(`${sumber}: ${jawaban.status}`);
    return jawaban.json();
  };

  class Peta {
    /* config: {tema, ubin, sumber, pesan, simbol, huruf, simbol_titik, simbol_kotak (px), kirim(number, kind, values)} — see webmap/page_map.py */
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.opd = new Set();
      this.urut = 0;
      this.state = null;
      this.isi = null;
      this.terbangKe = null;
      this.warna = config.tema.light;
      this.wadah = map.getContainer();
      this.wadah.classList.add("tkpkp");
      // Leaflet focuses the map at each press; a page that scrolls for that moves the land away from under the click.
      this.wadah.focus = () => HTMLElement.prototype.focus.call(this.wadah, { preventScroll: true });
      for (const [i, nama] of PANES.entries()) map.createPane(nama).style.zIndex = 300 + 10 * i;
      for (const nama of ["garis", "nama", "kecamatan"]) map.getPane(nama).style.pointerEvents = "none";
      map.attributionControl?.setPrefix(false).addAttribution(TKPKP.teks("span", config.pesan.sumber_batas).innerHTML);
      this.simbol = new TKPKP.Simbol(this);
      this.legenda = new TKPKP.Legenda(this);
      this.lapisan = new TKPKP.Lapisan(this);
      this.dasar = this.muatDasar();
      map.on("moveend resize", () => this.gambar());
      new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(this.wadah);
    }

    tambahDiam(data, pane, gaya) {
      const layer = L.geoJSON(data, { pane, interactive: false, style: () => gaya(this.warna) }).addTo(this.map);
      layer.gaya = () => layer.setStyle(gaya(this.warna));
      return layer;
    }

    async muatDasar() {
      const { sumber } = this.config;
      const [tetangga, kabupaten] = await Promise.all([sumber.tetangga, sumber.kabupaten].map(ambil));
      this.diam = [
        this.tambahDiam(tetangga, "tetangga", (w) => ({
          stroke: false,
          fillColor: w.tetangga,
          fillOpacity: this.ubin ? 0 : 1,
        })),
        this.tambahDiam(kabupaten, "provinsi", (w) => ({
          color: w.garis,
          weight: 1.2,
          fillColor: w.daratan,
          fillOpacity: this.ubin ? 0 : 1,
        })),
      ];
      this.kabupaten = kabupaten.features.map((f) => f.properties);
    }

    /* Hairlines, and the largest layer of all: they come when the rest already stands. */
    async muatKecamatan() {
      const kecamatan = await ambil(this.config.sumber.kecamatan);
      this.diam.push(
        this.tambahDiam(kecamatan, "kecamatan", (w) => ({
          color: this.rinci ? w.garis : w.garis_halus,
          weight: this.rinci ? 1 : 0.8,
          opacity: this.rinci ? 0.7 : 1,
          fill: false,
        })),
      );
    }

    async muatIsi(revisi, daerah) {
      const { sumber } = this.config;
      const kunci = new URLSearchParams(daerah.map((kode) => ["kawasan", kode]));
      const sumberDesa = typeof sumber.desa === "string" ? `${sumber.desa}?${kunci}` : sumber.desa;
      const [isi, kawasan, desa] = await Promise.all([sumber.isi, sumber.kawasan, sumberDesa].map(ambil));
      // Written to once more meanwhile: the mask speaks of other rows, and the next revision is on its way here.
      if (isi.revisi !== revisi || revisi !== this.diminta) return;
      this.isi = isi;
      this.revisi = revisi;
      this.nomorDesa = new Map(isi.desa.map((kode, i) => [kode, i]));
      this.perKawasan = new Map(isi.kawasan.map((k) => [k.kode, k]));
      this.pasangDaerah(kawasan, desa);
      this.lapisan.terapkan(isi.lapisan);
    }

    /* Areas hardly ever change with a revision: those that stay keep the tooltip that is open on them. */
    pasangDaerah(kawasan, desa) {
      const tanda = JSON.stringify([kawasan, desa]);
      if (tanda === this.tandaDaerah) return;
      this.tandaDaerah = tanda;
      for (const layer of [this.lapisDesa, this.lapisKawasan]) if (layer) layer.remove();
      this.lapisDesa = L.geoJSON(desa, {
        pane: "desa",
        style: (f) => this.gayaDesa(f.properties),
        onEachFeature: (f, layer) => {
          layer.on("click", (e) => {
            L.DomEvent.stop(e);
            this.klikDesa(f.properties, e.latlng);
          });
          layer.bindTooltip(() => this.ketDesa(f.properties), { sticky: true });
        },
      }).addTo(this.map);
      this.lapisKawasan = L.geoJSON(kawasan, {
        pane: "kawasan",
        style: (f) => this.gayaKawasan(f.properties),
        onEachFeature: (f, layer) => {
          layer.on("click", (e) => {
            L.DomEvent.stop(e);
            this.kirim("kawasan", [f.properties.kode_kawasan]);
          });
          layer.bindTooltip(() => TKPKP.teks("div", f.properties.nama), { sticky: true });
        },
      }).addTo(this.map);
      this.desa = desa.features.map((f) => f.properties);
    }

    /* Take the page's state. Selections of OPD that the viewer made after Python last heard of them win. */
    async terapkan(state) {
      this.giliran = (this.giliran || 0) + 1;
      const { giliran } = this;
      this.state = state;
      this.urut = Math.max(this.urut, state.urut);
      if (state.urut >= this.urut) this.opd = new Set(state.opd);
      this.pakaiTema(state.tema);
      if (this.diminta !== state.revisi) {
        this.diminta = state.revisi;
        this.janji = this.muatIsi(state.revisi, state.daerah);
        this.janji.catch(() => {
          if (this.diminta === state.revisi) this.diminta = undefined;
        });
      }
      await Promise.all([this.dasar, this.janji]);
      if (giliran !== this.giliran || this.revisi !== state.revisi) return;
      this.bit = Uint8Array.from(atob(state.mask), (c) => c.charCodeAt(0));
      if (!this.siap) {
        // first the place, then what stands there, so that it is drawn once
        this.hitung();
        this.legenda.gambar();
        this.terbang(state.tampak);
        this.siap = true;
        requestAnimationFrame(() => this.muatKecamatan());
      }
      this.saring();
      this.terbang(state.tampak);
    }

    /* Everything that follows from the choice of OPD happens here, in the browser. */
    saring() {
      this.hitung();
      this.legenda.gambar();
      this.gambar();
      this.wadah.dataset.program = this.tampil.length;
      this.wadah.dataset.dilukis = Number(this.wadah.dataset.dilukis || 0) + 1;
    }

    hitung() {
      const { isi, state, bit, opd } = this;
      const kawasan = new Set(state.kawasan),
        kecamatan = new Set(state.kecamatan);
      const dalam = (t) => (!kawasan.size || kawasan.has(t.kaw)) && (!kecamatan.size || kecamatan.has(t.kec));
      this.jumlahOpd = new Array(isi.opd.length).fill(0);
      this.tampil = [];
      isi.rows.forEach((row, i) => {
        if (!(bit[i >> 3] & BITS[i & 7])) return;
        this.jumlahOpd[row.opd] += 1;
        if (opd.size && !opd.has(isi.opd[row.opd].kode)) return;
        this.tampil.push({ row, tempat: row.tempat.filter(dalam) });
      });
    }

    gambar() {
      if (!this.siap) return;
      const rinci = this.map.getZoom() >= ZOOM_RINCI;
      if (rinci !== this.rinci) {
        this.rinci = rinci;
        this.wadah.classList.toggle("rinci", rinci);
        for (const layer of this.diam) layer.gaya();
      }
      this.lapisDesa.setStyle((f) => this.gayaDesa(f.properties));
      this.lapisKawasan.setStyle((f) => this.gayaKawasan(f.properties));
      this.map.getPane("kawasan").style.pointerEvents = this.rinci ? "none" : "";
      for (const path of this.map.getPane("kawasan").querySelectorAll("path"))
        path.style.pointerEvents = this.rinci ? "none" : "auto";
      this.simbol.susun();
    }

    pilihOpd(kode) {
      this.opd.has(kode) ? this.opd.delete(kode) : this.opd.add(kode);
      this.saring();
      this.kirim("opd", [...this.opd]);
    }

    kirim(jenis, nilai) {
      this.urut += 1;
      this.config.kirim?.(this.urut, jenis, nilai);
    }

    klikDesa(desa, titik) {
      if (this.rinci) this.kirim("pilih", [desa.kode, titik.lng.toFixed(5), titik.lat.toFixed(5)]);
      else if (desa.kode_kawasan) this.kirim("kawasan", [desa.kode_kawasan]);
    }

    warnaKawasan(kode) {
      const kawasan = this.perKawasan.get(kode);
      if (!kawasan)
        return {
          garis: this.warna.garis,
          isi: this.warna.daratan,
          tangga: this.config.tangga[this.gelap ? "dark" : "light"],
        };
      return {
        garis: this.gelap ? kawasan.terang : kawasan.kuat,
        isi: kawasan.kuat,
        tangga: kawasan.tangga[this.gelap ? "dark" : "light"],
      };
    }

    gayaDesa(desa) {
      const anggota = desa.keanggotaan !== "bukan anggota";
      const warna = this.warnaKawasan(desa.kode_kawasan);
      const kelas = Number(this.state.kelas[this.nomorDesa.get(desa.kode)] || 0);
      const dipilih = this.state.pilih === desa.kode;
      return {
        stroke: this.rinci,
        color: dipilih ? this.warna.tinta : anggota ? warna.garis : this.warna.garis,
        weight: dipilih ? 4 : anggota ? 1.8 : 0.8,
        dashArray: anggota || dipilih ? null : "3 3",
        fillColor: kelas ? warna.tangga[kelas] : this.warna.daratan,
        fillOpacity: !this.rinci ? 0 : this.ubin ? (kelas ? 0.55 : 0.15) : 1,
      };
    }

    gayaKawasan(kawasan) {
      const warna = this.warnaKawasan(kawasan.kode_kawasan);
      return this.rinci
        ? { color: this.warna.tinta, weight: 2.2, fill: false, opacity: 0.85 }
        : { color: warna.garis, weight: 1, fill: true, fillColor: warna.isi, fillOpacity: 0.95, opacity: 1 };
    }

    ketDesa(desa) {
      const kotak = TKPKP.teks("div", "");
      kotak.append(TKPKP.teks("b", `${desa.status === "kelurahan" ? "Kelurahan" : "Desa"} ${desa.nama}`));
      if (this.state.tanpa_angka) return kotak;
      const program = new Set();
      for (const { row, tempat } of this.tampil) if (tempat.some((t) => t.desa === desa.kode)) program.add(row);
      kotak.append(TKPKP.teks("div", `${desa.keanggotaan} · ${program.size} program`));
      const { isi } = this;
      for (const row of [...program].slice(0, 6))
        kotak.append(TKPKP.teks("div", [`${isi.opd[row.opd].monogram} · ${row.program}`, ...row.tanda].join(" · ")));
      if (program.size > 6) kotak.append(TKPKP.teks("div", `dan ${program.size - 6} lainnya`));
      return kotak;
    }

    terbang(tampak, segera = false) {
      if (!tampak || tampak.kunci === this.terbangKe) return;
      const pertama = this.terbangKe === null;
      this.terbangKe = tampak.kunci;
      // An area without a boundary cannot be flown to; the province then has to do.
      const daerah = tampak.daerah.map((kode) => this.perKawasan.get(kode) || this.isi.kecamatan[kode]).filter(Boolean);
      const batas = daerah.length
        ? daerah.map((d) => L.latLngBounds(d.batas)).reduce((a, b) => a.extend(b))
        : this.isi.batas && L.latLngBounds(this.isi.batas);
      if (!batas) return;
      const pilihan = { paddingTopLeft: [24, 24], paddingBottomRight: [24, this.tepiBawah(daerah.length > 0)] };
      // Leaflet ends a running flight by itself here; its stop() would first snap the zoom, half-way.
      const tenang = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (pertama || segera || tenang) this.map.fitBounds(batas, { ...pilihan, animate: false });
      else this.map.flyToBounds(batas, { ...pilihan, duration: 0.8 });
    }

    /* The room that the legend will take where the map lands, which is not always what it takes now. */
    tepiBawah(rinci) {
      this.wadah.classList.toggle("rinci", rinci);
      const tinggi = this.legenda.kotak.offsetHeight + 20;
      this.wadah.classList.toggle("rinci", Boolean(this.rinci));
      return tinggi;
    }

    pakaiTema(tema) {
      const gelap = tema === "dark";
      if (this.gelap === gelap) return;
      this.gelap = gelap;
      this.warna = this.config.tema[gelap ? "dark" : "light"];
      for (const [nama, nilai] of Object.entries(this.warna)) this.wadah.style.setProperty(`--${nama}`, nilai);
      for (const layer of this.diam || []) layer.gaya();
      this.lapisan.gaya();
    }
  }

  TKPKP.teks = (nama, isi, kelas) => {
    const simpul = document.createElement(nama);
    simpul.textContent = isi;
    if (kelas) simpul.className = kelas;
    return simpul;
  };
  TKPKP.ambil = ambil;
  TKPKP.Peta = Peta;
})();
