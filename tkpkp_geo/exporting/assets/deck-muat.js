/* Draws a frame's words, and leaves out the last lines of a list rather than cut or scroll any. */
(function () {
  "use strict";
  const { teks } = window.TKPKP;
  const PALING_BANYAK = 40; // more lines than any screen holds

  const jepit = (nama, isi, kelas = "") => {
    const simpul = teks(nama, isi, `jepit ${kelas}`.trim());
    simpul.title = isi;
    return simpul;
  };

  function tanda({ opd, kawasan }, { lambang, warna }) {
    if (!opd && !kawasan) return [];
    const simpul = teks("span", "", opd ? "lambang" : "warna");
    if (opd) simpul.innerHTML = lambang(opd); // drawn by style.py, its monogram escaped there
    else simpul.style.setProperty("--k", warna(kawasan));
    return [simpul];
  }

  function baris(isi, jenis, alat) {
    const li = teks("li", ""), badan = teks("div", "");
    badan.append(jepit("span", isi.text));
    if (isi.note) badan.append(jepit("small", isi.note));
    li.append(...tanda(isi, alat), badan);
    if (isi.right) li.append(teks("b", isi.right, jenis === "list" ? "redup" : ""));
    return li;
  }

  function seksi(isi, alat) {
    const simpul = teks("section", "", isi.kind), judul = teks("h2", "");
    judul.append(...tanda(isi, alat), jepit("span", isi.heading));
    if (isi.count) judul.append(teks("b", isi.count));
    const daftar = teks("ul", "");
    daftar.append(...isi.lines.map((satu) => baris(satu, isi.kind, alat)));
    simpul.append(judul, daftar, teks("p", "", "sisa"));
    simpul.dataset.lagi = isi.more;
    return simpul;
  }

  function gambar(lembar, bingkai, alat) {
    const judul = jepit("h1", bingkai.title), isi = teks("div", "");
    isi.id = "isi";
    if (bingkai.kind === "kawasan") judul.style.setProperty("--k", alat.warna(bingkai.focus[0]));
    isi.append(...bingkai.sections.map((satu) => seksi(satu, alat)), teks("p", "", "sisa"));
    lembar.replaceChildren(jepit("p", bingkai.kicker, "kicker"), judul);
    if (bingkai.figures.length) {
      const angka = teks("dl", "", "angka");
      for (const { value, label, note } of bingkai.figures) {
        const satu = teks("div", "");
        satu.append(teks("dt", label), teks("dd", value, /^[a-z]/.test(value) ? "kata" : ""));
        if (note) satu.append(teks("small", note));
        angka.append(satu);
      }
      lembar.append(angka);
    }
    if (bingkai.notes.length) lembar.append(teks("p", bingkai.notes.join(" · "), "catatan"));
    lembar.append(isi);
    lembar.scrollTop = 0;
  }

  /* Hide last lines, tallest list first, until all fits; what is to be talked about goes last. */
  function muat(isi, boleh) {
    const daftar = [...isi.querySelectorAll("section")].map((simpul) => {
      const butir = [...simpul.querySelectorAll("li")];
      const semua = butir.length + Number(simpul.dataset.lagi);
      return { simpul, butir, semua, sisa: simpul.lastChild, tampak: butir.length, jenis: simpul.className };
    });
    const akhir = isi.lastChild;
    const tampilkan = (satu, banyak) => {
      satu.tampak = banyak;
      satu.simpul.hidden = false;
      satu.butir.forEach((li, i) => (li.hidden = i >= banyak));
      satu.sisa.hidden = banyak === satu.semua;
      satu.sisa.textContent = banyak ? `dan ${satu.semua - banyak} lainnya` : `${satu.semua} ${satu.jenis === "list" ? "program" : "butir"}`;
    };
    for (const satu of daftar) tampilkan(satu, boleh ? Math.min(satu.butir.length, PALING_BANYAK) : satu.butir.length);
    akhir.hidden = true;
    if (!boleh) return;
    const lebih = () => isi.scrollHeight > isi.clientHeight + 1 || isi.scrollWidth > isi.clientWidth + 1;
    const langkah = [
      [3, (jenis) => jenis === "inline"], [2, (jenis) => jenis !== "flag"],
      [2, () => true], [1, () => true], [0, () => true],
    ];
    for (const [paling, kena] of langkah)
      while (lebih()) {
        const calon = daftar.filter((satu) => satu.tampak > paling && kena(satu.jenis));
        if (!calon.length) break;
        const tinggi = (satu) => satu.butir.slice(0, satu.tampak).reduce((a, li) => a + li.offsetHeight, 0);
        const terpanjang = calon.reduce((a, b) => (tinggi(b) > tinggi(a) ? b : a));
        tampilkan(terpanjang, terpanjang.tampak - 1);
      }
    for (let i = daftar.length - 1; i > 0 && lebih(); i--) {
      daftar[i].simpul.hidden = true;
      akhir.hidden = false;
      const butir = daftar.slice(i).reduce((a, satu) => a + satu.semua, 0);
      akhir.textContent = `dan ${daftar.length - i} bagian lainnya (${butir} butir)`;
    }
  }

  window.TKPKP.Lembar = { gambar, muat };
})();
