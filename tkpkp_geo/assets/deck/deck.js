/* The presentation: keys, swipes and links move between frames; the map follows. By itself it loads nothing. */
(() => {
  "use strict";
  const { Peta, Lembar } = window.TKPKP;
  const ambil = (id) => document.getElementById(id);
  const awal = JSON.parse(ambil("data").textContent),
    { config } = awal;
  const perId = awal.bingkai,
    bingkai = []; // the frames by id, and in their order
  const gelap = matchMedia("(prefers-color-scheme: dark)"),
    sempit = matchMedia("(max-width: 700px)");
  const lembar = ambil("lembar"),
    judulHalaman = document.title;
  const alat = {
    lambang: (kode) => config.sumber.isi.opd.find((item) => item.kode === kode).svg,
    warna: (kode) => config.sumber.warna[kode][gelap.matches ? "dark" : "light"],
  };
  const TANPA_PETA = ["keputusan", "perubahan", "bahas", "belum", "teks", "gambar"]; // their words take the whole width
  let nomor = -1;
  let dipilih = ""; // what was clicked, while its words stand in the place of the frame's

  const map = L.map("peta", {
    // An animated wheel zoom would still be running when a key asks for the next frame.
    zoomAnimation: false,
    zoomControl: false,
    attributionControl: false,
    keyboard: false,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    minZoom: 5,
    maxZoom: 18,
  }).setView([-3, 115.5], 7);
  const ukuran = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const simbol = Math.round(1.92 * rem);
    return { simbol, simbol_titik: simbol, simbol_kotak: simbol, huruf: 0.85 * rem };
  };
  terima(awal);
  const peta = new Peta(map, { ...config, ...ukuran(), kirim });
  map.on("zoomstart", () => map.getContainer().classList.add("terbang"));
  map.on("moveend", () => map.getContainer().classList.remove("terbang"));

  function kirim(_urut, jenis, nilai) {
    if (jenis === "kawasan") jalan(bingkai.findIndex((satu) => satu.kind === "kawasan" && satu.focus[0] === nilai[0]));
    if (jenis === "opd") saring();
    if (jenis === "pilih") buka(nilai[0]);
  }

  /* The words give way to what was clicked, until it is closed or another frame comes. Tells whether it is there. */
  function buka(kode) {
    const isi = window.TKPKP.pilihan(peta, kode);
    if (!isi) return false;
    const gulir = kode === dipilih ? lembar.scrollTop : 0;
    dipilih = kode;
    const tutup = window.TKPKP.teks("button", "Tutup ×", "tutup");
    tutup.type = "button";
    tutup.addEventListener("click", kembali);
    document.body.classList.add("pilihan");
    Lembar.gambar(lembar, isi, alat);
    lembar.prepend(tutup);
    Lembar.muat(lembar, !sempit.matches);
    lembar.scrollTop = gulir;
    tandai(kode);
    return true;
  }

  function tandai(kode) {
    peta.state = { ...peta.state, pilih: kode };
    peta.gambar();
  }

  function kembali() {
    tulis();
    tandai("");
  }

  function tulis() {
    dipilih = "";
    document.body.classList.remove("pilihan");
    Lembar.gambar(lembar, bingkai[nomor], alat);
    Lembar.muat(lembar, !sempit.matches);
  }

  /* The viewer chose other OPD in the legend: shade the desa by what is left, on the same classes. */
  function saring() {
    const { state, ujung, footer } = bingkai[nomor];
    const sama = peta.opd.size === state.opd.length && state.opd.every((kode) => peta.opd.has(kode));
    const jumlah = new Map();
    for (const { tempat } of peta.tampil)
      for (const desa of new Set(tempat.map((t) => t.desa))) jumlah.set(desa, (jumlah.get(desa) || 0) + 1);
    const kelas = (n) => (n ? ujung.findIndex((akhir) => n <= akhir) + 1 : 0);
    peta.state = {
      ...peta.state,
      kelas: sama ? state.kelas : config.sumber.isi.desa.map((kode) => kelas(jumlah.get(kode))).join(""),
    };
    peta.gambar();
    const nama = config.sumber.isi.opd.filter((item) => peta.opd.has(item.kode)).map((item) => item.nama);
    kaki(sama ? footer : `Pada peta: ${nama.join(", ") || "semua OPD"} · ${footer}`);
    if (dipilih && !buka(dipilih)) kembali();
  }

  function kaki(isi) {
    const { teks } = window.TKPKP,
      kata = teks("div", "", "jepit"),
      dalam = kata.appendChild(teks("span", ""));
    kata.title = isi;
    // A line breaks between parts, not inside one.
    dalam.append(...isi.split(/(?<= · )/).map((bagian) => teks("span", bagian)));
    ambil("kaki").replaceChildren(kata);
  }

  /* Take content: all of it at first, later what has changed. The frame that is shown stays where it still is one. */
  function terima({ susunan, bingkai: baru, isi, daerah }) {
    const kini = bingkai[nomor]?.id,
      lama = nomor;
    Object.assign(perId, baru);
    bingkai.splice(0, bingkai.length, ...susunan.map((id) => perId[id]));
    if (daerah) Object.assign(config.sumber, daerah);
    if (isi) config.sumber.isi = isi;
    if (kini === undefined) return;
    nomor = bingkai.findIndex((satu) => satu.id === kini);
    if (nomor < 0) pindah(Math.min(lama, bingkai.length - 1));
    else {
      namai();
      if (isi || kini in baru) tampilkan(true);
    }
  }

  function pindah(tujuan) {
    if (tujuan < 0 || tujuan >= bingkai.length || tujuan === nomor) return false;
    nomor = tujuan;
    history.replaceState(null, "", `#${bingkai[nomor].id}`);
    namai();
    tampilkan();
    return true;
  }

  /* A move of the viewer's own, which others may want to hear of. */
  function jalan(tujuan) {
    if (pindah(tujuan)) window.dek.bergerak?.(bingkai[nomor].id);
  }

  function namai() {
    const satu = bingkai[nomor],
      judul = satu.title || satu.notes[0] || "Gambar";
    document.body.dataset.kind = satu.kind;
    document.body.dataset.frame = satu.id;
    document.body.classList.toggle("lebar", TANPA_PETA.includes(satu.kind));
    document.title = `${judul} · ${judulHalaman}`;
    ambil("kabar").textContent = `${nomor + 1} dari ${bingkai.length}: ${judul}`;
    ambil("angka-nomor").textContent = `${nomor + 1} / ${bingkai.length}`;
    ambil("contoh").hidden = !satu.sample;
  }

  /* Draw the frame; one that is drawn anew leaves the map where it is, and what the viewer chose on it. */
  function tampilkan(anew = false) {
    const satu = bingkai[nomor],
      gulir = anew ? lembar.scrollTop : 0;
    Lembar.undang(ambil("undangan"), satu);
    if (!anew || !dipilih) tulis();
    lembar.scrollTop = gulir;
    kaki(satu.footer);
    const state = {
      ...satu.state,
      revisi: config.sumber.isi.revisi,
      tema: gelap.matches ? "dark" : "light",
      urut: peta.urut - anew,
    };
    const dilukis = peta.terapkan(state);
    if (anew) dilukis.then(() => bingkai[nomor] === satu && saring());
  }

  function tombol(arah, nama) {
    const simpul = window.TKPKP.teks("button", arah < 0 ? "‹" : "›");
    simpul.type = "button";
    simpul.setAttribute("aria-label", nama);
    simpul.addEventListener("click", () => jalan(nomor + arah));
    ambil("nomor").append(simpul);
  }
  tombol(-1, "Sebelumnya");
  ambil("nomor").append(Object.assign(document.createElement("span"), { id: "angka-nomor" }));
  tombol(1, "Berikutnya");

  const langkah = {
    ArrowRight: () => nomor + 1,
    PageDown: () => nomor + 1,
    " ": () => nomor + 1,
    ArrowLeft: () => nomor - 1,
    PageUp: () => nomor - 1,
    Home: () => 0,
    End: () => bingkai.length - 1,
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === " " && e.target.closest("button")) return;
    if (e.key in langkah) jalan(langkah[e.key]());
    else if (e.key === "f" || e.key === "F")
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    else if (e.key === "Escape" && document.body.classList.contains("pilihan")) kembali();
    else if (e.key === "Escape" && document.fullscreenElement) document.exitFullscreen();
    else return;
    e.preventDefault();
  });
  // After a click with the mouse the next Space must turn the page, not press the same button again.
  document.addEventListener("click", (e) => e.detail && document.activeElement.blur());

  let mulai = null;
  lembar.addEventListener("touchstart", (e) => (mulai = e.touches[0]), { passive: true });
  lembar.addEventListener("touchend", (e) => {
    const akhir = e.changedTouches[0],
      dx = akhir.clientX - mulai.clientX,
      dy = akhir.clientY - mulai.clientY;
    if (Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) jalan(nomor + (dx < 0 ? 1 : -1));
  });

  const dariHash = () => bingkai.findIndex((satu) => satu.id === decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", () => jalan(dariHash()));
  gelap.addEventListener("change", () => tampilkan(true));
  addEventListener("resize", () => {
    Object.assign(peta.config, ukuran());
    map.invalidateSize({ animate: false });
    Lembar.muat(lembar, !sempit.matches);
    peta.terbangKe = null;
    if (peta.isi) peta.terbang(bingkai[nomor].state.tampak);
  });

  window.dek = { peta, bingkai, awal, terima, ke: (id) => pindah(bingkai.findIndex((satu) => satu.id === id)) };
  // What fits is measured again with the letters that it is drawn in, once they are there.
  document.fonts.addEventListener("loadingdone", () => nomor >= 0 && Lembar.muat(lembar, !sempit.matches));
  pindah(Math.max(0, dariHash()));
})();
