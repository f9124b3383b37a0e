/* The matrix as a table. Cells are links: a click goes to the map inside the session, a new tab gets an address. */
const angka = new Intl.NumberFormat("id-ID");
const BELUM = "belum diisi",
  SEMUA = "*",
  PISAH = "~",
  LEGA = 6;
const simpul = (nama, kelas = "", isi = "") =>
  Object.assign(document.createElement(nama), { className: kelas, textContent: isi });

class Matriks {
  constructor(akar) {
    this.akar = akar;
    this.bingkai = simpul("div", "bingkai-matriks");
    this.bingkai.tabIndex = 0;
    this.bingkai.setAttribute("role", "region");
    this.legenda = simpul("div", "legenda-matriks");
    akar.replaceChildren(this.bingkai, this.legenda);
  }

  terima(data, kirim) {
    const terfokus = akarFokus(this.bingkai);
    this.data = data;
    this.sebagian = false;
    this.kirim = kirim;
    const { kolom } = data;
    this.bingkai.setAttribute("aria-label", data.judul);
    const tabel = simpul("table", kolom.length <= LEGA ? "matriks-sinergi lega" : "matriks-sinergi");
    tabel.createCaption().textContent = data.judul;
    this.kepala(tabel.createTHead());
    const badan = tabel.createTBody();
    data.baris.forEach(([kode, nama, satuan], i) => {
      const tr = badan.insertRow();
      tr.dataset.baris = kode;
      tr.append(this.kepalaBaris(kode, nama, data.jumlahBaris[i]));
      tr.append(...kolom.map((k, j) => this.sel(data.sel[i][j], [kode, nama, satuan], k)));
      tr.append(this.sel(data.jumlahBaris[i], [kode, nama, satuan], null));
    });
    const tr = tabel.createTFoot().insertRow();
    tr.append(Object.assign(simpul("th", "", "Jumlah"), { scope: "row" }));
    tr.append(...kolom.map((k, j) => this.sel(data.jumlahKolom[j], null, k)));
    tr.append(this.sel(data.jumlah, null, null));
    this.bingkai.replaceChildren(tabel);
    this.gambarLegenda();
    if (terfokus)
      [...this.bingkai.querySelectorAll("[data-kunci]")]
        .find((x) => x.dataset.kunci === terfokus)
        ?.focus({ preventScroll: true });
  }

  /* One head row a level: an opened area spans its own sum and its parts. */
  kepala(thead) {
    const { kolom, sudut } = this.data;
    const tinggi =
      kolom.some((k) => k[0] === "desa" || k[0] === "tingkat kecamatan") ||
      kolom.some((k) => k[0] === "kecamatan" && k[5])
        ? 3
        : kolom.some((k) => k[5])
          ? 2
          : 1;
    const baris = Array.from({ length: tinggi }, () => thead.insertRow());
    const sel = (tingkat, rentang, isi, lebar = 1) => {
      const th = Object.assign(simpul("th"), {
        scope: lebar > 1 ? "colgroup" : "col",
        colSpan: lebar,
        rowSpan: rentang,
      });
      th.append(...[isi].flat());
      baris[tingkat].append(th);
      return th;
    };
    sel(0, tinggi, sudut).className = "sudut";
    for (const k of kolom) {
      const [jenis, , , kawasan, kecamatan, dibuka] = k;
      const tingkat =
        jenis === "desa" || jenis === "tingkat kecamatan"
          ? 2
          : jenis === "kecamatan" || jenis === "tingkat kawasan"
            ? 1
            : 0;
      const isi = kolom.filter((lain) => (jenis === "kawasan" ? lain[3] === kawasan : lain[4] === kecamatan)).length;
      if (!dibuka || isi === 1) sel(tingkat, tinggi - tingkat, this.judulKolom(k));
      else {
        sel(tingkat, 1, this.judulKolom(k), isi).classList.add("terbuka");
        sel(tingkat + 1, tinggi - tingkat - 1, "Jumlah");
      }
    }
    sel(0, tinggi, "Jumlah").className = "jumlah";
  }

  judulKolom(k) {
    const [jenis, kode, nama, , , dibuka] = k;
    const j = this.data.kolom.indexOf(k);
    const isi = [
      this.data.jumlahKolom[j][0] > 0
        ? this.tautan(nama, null, k, `Buka ${nama} di peta`, "judul")
        : simpul("span", "", nama),
    ];
    if (dibuka === null) return isi;
    const tombol = simpul("button", "buka", dibuka ? "−" : "+");
    tombol.type = "button";
    tombol.dataset.kunci = `buka ${kode}`;
    tombol.setAttribute("aria-expanded", String(dibuka));
    tombol.setAttribute(
      "aria-label",
      `${dibuka ? "Tutup" : "Buka"} ${jenis === "kawasan" ? "kecamatan" : "desa"} di ${nama}`,
    );
    tombol.title = tombol.getAttribute("aria-label");
    tombol.addEventListener("click", () => this.kirim("buka", kode));
    return [...isi, tombol];
  }

  kepalaBaris(kode, nama, jumlah) {
    const th = Object.assign(simpul("th"), { scope: "row" });
    const isi =
      jumlah[0] > 0 ? this.tautan(nama, [kode, nama], null, `Buka ${nama} di peta`, "judul") : simpul("span", "", nama);
    if (this.data.simbol)
      isi.prepend(
        Object.assign(simpul("img", "simbol"), { alt: "", src: `aset/simbol/${encodeURIComponent(kode)}.svg` }),
      );
    th.append(isi);
    return th;
  }

  sel(isi, baris, kolom) {
    const [program, kelas, uang, tanpa] = isi,
      { tampak, kosong } = this.data;
    const jumlah = !baris || !kolom;
    if (program < 0) {
      const [tanda, kata] = kosong[-1 - program],
        kalimat = kelas ? `${kata} (${angka.format(kelas)} OPD)` : kata;
      const td = simpul("td", `kosong k${-1 - program}`),
        i = simpul("i", "", tanda);
      i.setAttribute("aria-hidden", "true");
      td.title = kalimat;
      td.append(i, simpul("span", "kata", kalimat));
      return td;
    }
    const td = simpul("td", jumlah ? "jumlah" : `isi kelas-${kelas}`);
    const banyak = `${angka.format(program)} program`,
      sebagian = uang !== null && tanpa && tampak !== "realisasi" ? "*" : "",
      rupiah = uang === null ? BELUM : uang + sebagian;
    if (sebagian) this.sebagian = true;
    const utama = tampak === "program" ? angka.format(program) : program ? rupiah : "–";
    const kecil = !program ? "" : tampak === "program" ? (uang === null ? `pagu ${BELUM}` : rupiah) : banyak;
    if (!program) {
      td.append(simpul("b", "", utama));
      return td;
    }
    const nama = [baris?.[1], kolom?.[2]].filter(Boolean).join(", ") || "Semua";
    const kurang = tanpa && tampak !== "realisasi" ? `, ${angka.format(tanpa)} program tanpa pagu` : "";
    const a = this.tautan(
      "",
      baris,
      kolom,
      `${nama}: ${banyak}, ${tampak === "realisasi" ? "realisasi" : "pagu"} ${uang ?? BELUM}${kurang}. Buka di peta`,
      "angka-sel",
    );
    if ((baris?.[2] || kolom?.[6]) && program > this.data.paling)
      a.title += ` (lebih dari ${this.data.paling} program: wilayah sekitarnya ikut tampil)`;
    a.append(
      simpul("b", tampak !== "program" && uang === null ? "belum" : "", utama),
      simpul("small", uang === null ? "belum" : "", kecil),
    );
    td.append(a);
    return td;
  }

  tautan(isi, baris, kolom, kalimat, kelas) {
    const a = simpul("a", kelas, isi);
    const kode = [baris ? baris[0] : SEMUA, ...(kolom ? [kolom[0], kolom[1], kolom[3]] : [SEMUA, "", ""])];
    a.href = this.alamat(baris, kolom, kode);
    a.dataset.kunci = `${kelas} ${kode.join(PISAH)}`;
    a.title = kalimat;
    if (!isi) a.setAttribute("aria-label", kalimat);
    a.addEventListener("click", (kejadian) => {
      if (kejadian.ctrlKey || kejadian.metaKey || kejadian.shiftKey || kejadian.altKey) return;
      kejadian.preventDefault();
      this.kirim("sel", kode);
    });
    return a;
  }

  /* Where the keys of the filter can say the cell, the map's own address; else this page's, which goes on to it. */
  alamat(baris, kolom, kode) {
    const kunciBaris = this.data.simbol ? "opd" : "fungsi";
    const baru = {};
    if (baris) baru[kunciBaris] = baris[0];
    if (kolom?.[0] === "fungsi") baru.fungsi = kolom[1];
    if (kolom?.[3]) baru.kawasan = kolom[3];
    if (kolom?.[4]) baru.kecamatan = kolom[4];
    const perId = kolom?.[6] || (baris && this.satuan(baris[0]));
    const tanya = new URLSearchParams(
      perId ? this.data.saring : [...this.data.saring.filter(([k]) => !(k in baru)), ...Object.entries(baru)],
    );
    if (!perId) return new URL(`./?${tanya}`, document.baseURI);
    tanya.set("susunan", this.data.susunan);
    tanya.set("sel", kode.join(PISAH));
    return new URL(`matriks?${tanya}`, document.baseURI);
  }

  satuan(kode) {
    return this.data.baris.find(([lain]) => lain === kode)?.[2];
  }

  gambarLegenda() {
    const { legenda, kosong, tampak } = this.data;
    const butir = legenda.map((nama, i) => {
      const isi = simpul("span", "", nama);
      isi.prepend(simpul("i", `kotak kelas-${i + 1}`));
      return isi;
    });
    if (butir.length)
      butir.unshift(
        simpul(
          "span",
          "",
          { program: "Program per sel:", pagu: "Pagu per sel:", realisasi: "Realisasi per sel:" }[tampak],
        ),
      );
    const tanda = kosong
      .filter(([, , ada]) => ada)
      .map(([lambang, kata]) => {
        const isi = simpul("span", "", kata);
        isi.prepend(simpul("i", lambang ? "" : "kotak", lambang));
        return isi;
      });
    if (this.sebagian) tanda.push(simpul("span", "", "* sebagian program belum mengisi pagu"));
    this.legenda.replaceChildren(...butir, ...tanda);
  }
}

const akarFokus = (bingkai) => (bingkai.contains(document.activeElement) ? document.activeElement.dataset.kunci : null);
document.documentElement.lang = "id"; // Streamlit's page says "en", and a screen reader would believe it

const matriks = new WeakMap();
export default function (kit) {
  const akar = kit.parentElement.querySelector(".matrix");
  if (!matriks.has(akar)) matriks.set(akar, new Matriks(akar));
  matriks.get(akar).terima(kit.data, (nama, nilai) => kit.setTriggerValue(nama, nilai));
}
