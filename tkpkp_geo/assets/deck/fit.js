/* Draws a frame's words; makes type smaller that somebody typed at length, and leaves out the last lines of a list
   rather than cut or scroll any. */
(() => {
  "use strict";
  const { teks } = window.TKPKP;
  const PALING_BANYAK = 40; // more lines than any screen holds
  const JUDUL = [
      [1, 3],
      [0.8, 4],
      [0.65, 5],
      [0.5, 6],
      [0.4, 8],
    ],
    JUDUL_TERKECIL = 1.4; // of a title: share of its size, lines; rem
  const NASKAH = [
    [2.6, 1],
    [2, 1],
    [1.6, 1],
    [1.6, 2],
    [1.3, 2],
    [1.1, 2],
    [1, 2],
  ]; // of a text: rem, and columns

  const NASKAH_JENIS = ["teks", "butir"];

  const jepit = (nama, isi, kelas = "") => {
    const simpul = teks(nama, isi, `jepit ${kelas}`.trim());
    simpul.title = isi;
    return simpul;
  };

  function tanda({ opd, kawasan }, { lambang, warna }) {
    if (!opd && !kawasan) return [];
    const simpul = teks("span", "", opd ? "lambang" : "warna");
    if (opd)
      simpul.innerHTML = lambang(opd); // drawn by style.py, its monogram escaped there
    else simpul.style.setProperty("--k", warna(kawasan));
    return [simpul];
  }

  function baris(isi, jenis, alat) {
    const li = teks("li", ""),
      badan = teks("div", "");
    badan.append(NASKAH_JENIS.includes(jenis) ? teks("span", isi.text) : jepit("span", isi.text));
    if (isi.note) badan.append(jepit("small", isi.note));
    li.append(...tanda(isi, alat), badan);
    if (isi.right) li.append(teks("b", isi.right, jenis === "list" ? "redup" : ""));
    return li;
  }

  function seksi(isi, alat) {
    const simpul = teks("section", "", isi.kind);
    if (isi.heading) {
      const judul = teks("h2", "");
      judul.append(...tanda(isi, alat), jepit("span", isi.heading));
      if (isi.count) judul.append(teks("b", isi.count));
      simpul.append(judul);
    }
    const daftar = teks("ul", "");
    daftar.append(...isi.lines.map((satu) => baris(satu, isi.kind, alat)));
    simpul.append(daftar, teks("p", "", "sisa"));
    simpul.dataset.lagi = isi.more;
    return simpul;
  }

  function gambar(lembar, bingkai, alat) {
    const judul = jepit("h1", bingkai.title),
      isi = teks("div", "");
    isi.id = "isi";
    if (bingkai.kind === "kawasan") judul.style.setProperty("--k", alat.warna(bingkai.focus[0]));
    isi.append(...bingkai.sections.map((satu) => seksi(satu, alat)), teks("p", "", "sisa"));
    lembar.replaceChildren(
      ...[bingkai.kicker && jepit("p", bingkai.kicker, "kicker"), bingkai.title && judul].filter(Boolean),
    );
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
    const catatan = bingkai.notes.length ? [teks("p", bingkai.notes.join(" · "), "catatan")] : [];
    if (bingkai.picture) {
      const gambar = document.createElement("img");
      Object.assign(gambar, { src: bingkai.picture, alt: bingkai.notes[0] || bingkai.title });
      isi.prepend(gambar);
      lembar.append(isi, ...catatan);
    } else lembar.append(...catatan, isi);
  }

  /* What the opening of a meeting hands to its participants. */
  function undang(simpul, { link, qr }) {
    simpul.hidden = !link;
    simpul.replaceChildren();
    if (!link) return;
    const kode = teks("div", "", "kode"),
      kata = teks("figcaption", "");
    kode.innerHTML = qr; // drawn by export/qr.py
    kode.setAttribute("role", "img");
    kode.setAttribute("aria-label", `Kode QR: ${link}`);
    kata.append(teks("b", "Ikuti di ponsel"), teks("span", link.replace(/^http:\/\//, "")));
    simpul.append(kode, kata);
  }

  const meluap = (simpul) =>
    simpul.scrollHeight > simpul.clientHeight + 1 || simpul.scrollWidth > simpul.clientWidth + 1;

  function muatJudul(judul) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    judul.style.fontSize = "";
    const penuh = parseFloat(getComputedStyle(judul).fontSize);
    JUDUL.find(([bagian, baris]) => {
      judul.style.fontSize = `${Math.max(penuh * bagian, JUDUL_TERKECIL * rem)}px`;
      judul.style.webkitLineClamp = baris;
      return !meluap(judul);
    });
  }

  function muatNaskah(isi, boleh) {
    for (const [besar, kolom] of boleh ? NASKAH : [[1.1, 1]]) {
      isi.style.fontSize = `${besar}rem`;
      isi.style.columnCount = kolom;
      if (!meluap(isi)) return;
    }
  }

  /* Hide last lines, tallest list first, until all fits; what is to be talked about goes last. */
  function muat(lembar, boleh) {
    const isi = lembar.querySelector("#isi"),
      judul = lembar.querySelector("h1");
    if (judul) muatJudul(judul);
    if (isi.querySelector(".teks, .butir")) muatNaskah(isi, boleh);
    const daftar = [...isi.querySelectorAll("section")].map((simpul) => {
      const butir = [...simpul.querySelectorAll("li")];
      const semua = butir.length + Number(simpul.dataset.lagi);
      return { simpul, butir, semua, sisa: simpul.lastChild, tampak: butir.length, jenis: simpul.className };
    });
    const akhir = isi.lastChild;
    const tampilkan = (satu, banyak) => {
      satu.tampak = banyak;
      satu.simpul.hidden = false;
      for (const [i, li] of satu.butir.entries()) li.hidden = i >= banyak;
      satu.sisa.hidden = banyak === satu.semua;
      satu.sisa.textContent = banyak
        ? `dan ${satu.semua - banyak} lainnya`
        : `${satu.semua} ${satu.jenis === "list" ? "program" : "butir"}`;
    };
    for (const satu of daftar) tampilkan(satu, boleh ? Math.min(satu.butir.length, PALING_BANYAK) : satu.butir.length);
    akhir.hidden = true;
    if (!boleh) return;
    const lebih = () => meluap(isi);
    const langkah = [
      [3, (jenis) => jenis === "inline"],
      [2, (jenis) => jenis !== "flag" && jenis !== "acara"],
      [2, () => true],
      [1, () => true],
      [0, () => true],
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

  window.TKPKP.Lembar = { gambar, muat, undang };
})();
