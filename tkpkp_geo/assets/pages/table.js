/* The programs of the filter as a sortable table, from rows that the browser fetched once a revision. */
import { sekali } from "./once.js";

const ambil = sekali("api/peta.json");
const teks = (nama, nilai, kelas = "") =>
  Object.assign(document.createElement(nama), { textContent: nilai, className: kelas });
const angka = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 2 });
const BELUM = "belum diisi",
  SEKALI = 25;
const KOLOM = [
  ["opd", "OPD", (r, opd) => opd[r.opd].nama],
  ["program", "Program", (r) => r.program],
  ["lokus", "Lokus", (r) => r.lokus || "belum berlokus"],
  ["tahun", "Tahun", (r) => r.tahun],
  ["fungsi", "Fungsi kawasan", (r) => r.fungsi],
  ["status", "Status", (r) => r.status],
  ["dana", "Sumber dana", (r) => r.dana],
  ["pagu", "Pagu (Rp)", (r) => r.pagu, true],
  ["realisasi", "Realisasi (Rp)", (r) => r.realisasi, true],
  ["fisik", "Fisik (%)", (r) => r.fisik, true],
];
const banding = new Intl.Collator("id", { numeric: true });

class Tabel {
  constructor(akar) {
    this.akar = akar;
    this.urut = null;
    this.tergambar = new Map();
    this.turun = false;
    this.banyak = SEKALI;
    this.judul = teks("h2", "");
    this.tabel = teks("table", "", "daftar");
    const kepala = this.tabel.createTHead().insertRow();
    this.kepala = KOLOM.map(([kunci, nama, , nilai]) => {
      const sel = teks("th", "", nilai ? "angka" : ""),
        tombol = teks("button", nama);
      sel.scope = "col";
      tombol.type = "button";
      tombol.addEventListener("click", () => this.urutkan(kunci));
      sel.append(tombol);
      kepala.append(sel);
      return sel;
    });
    this.badan = this.tabel.createTBody();
    this.lagi = teks("button", "", "lagi");
    this.lagi.type = "button";
    this.lagi.addEventListener("click", () => {
      this.banyak = Infinity;
      this.gambar();
    });
    const bingkai = teks("div", "", "bingkai-tabel");
    bingkai.tabIndex = 0;
    bingkai.setAttribute("role", "region");
    bingkai.setAttribute("aria-label", "Daftar program");
    bingkai.append(this.tabel);
    this.unduh = Object.assign(teks("a", "Unduh CSV", "unduh"), { download: "" });
    const atas = teks("div", "", "atas-tabel");
    atas.append(this.judul, this.unduh);
    akar.replaceChildren(atas, bingkai, this.lagi);
  }

  urutkan(kunci) {
    this.turun = this.urut === kunci ? !this.turun : false;
    this.urut = kunci;
    this.gambar();
  }

  terima(data, isi, pilih) {
    const bit = Uint8Array.from(atob(data.mask), (c) => c.charCodeAt(0));
    this.opd = isi.opd;
    this.rows = isi.rows.filter((_, i) => bit[i >> 3] & (128 >> (i & 7)));
    this.pilih = pilih;
    this.dipilih = data.pilih;
    this.judul.textContent = data.judul;
    this.unduh.href = new URL(`api/intervensi.csv?${data.unduh}`, document.baseURI);
    this.gambar();
  }

  gambar() {
    const kolom = KOLOM.find(([kunci]) => kunci === this.urut);
    const rows = [...this.rows];
    if (kolom) {
      const nilai = (r) => kolom[2](r, this.opd),
        arah = this.turun ? -1 : 1;
      // What is not filled in comes last either way: it is unknown, not small.
      rows.sort((a, b) => {
        const x = nilai(a),
          y = nilai(b);
        if (x === null || y === null) return (x === null) - (y === null);
        return arah * (kolom[3] ? x - y : banding.compare(x, y));
      });
    }
    for (const [i, [kunci]] of KOLOM.entries())
      this.kepala[i].setAttribute("aria-sort", kunci !== this.urut ? "none" : this.turun ? "descending" : "ascending");
    this.pasang(rows.slice(0, this.banyak));
    this.lagi.hidden = rows.length <= this.banyak;
    this.lagi.textContent = `Tampilkan semua ${rows.length} program`;
    this.akar.dataset.baris = rows.length;
  }

  /* A row that stays as it was is left alone: somebody may be on it with the keyboard, or be copying from it. */
  pasang(rows) {
    const lama = this.tergambar;
    this.tergambar = new Map(
      rows.map((row) => {
        const tanda = JSON.stringify([row, this.opd[row.opd]]);
        const tr = lama.get(row.id)?.tanda === tanda ? lama.get(row.id).tr : this.baris(row);
        tr.classList.toggle("dipilih", row.id === this.dipilih);
        return [row.id, { tanda, tr }];
      }),
    );
    const terfokus = this.badan.contains(document.activeElement) && document.activeElement.closest("tr").dataset.id;
    const baru = [...this.tergambar.values()].map(({ tr }) => tr),
      tinggal = new Set(baru);
    for (const tr of [...this.badan.rows]) if (!tinggal.has(tr)) tr.remove();
    baru.forEach((tr, i) => {
      if (this.badan.rows[i] !== tr) this.badan.insertBefore(tr, this.badan.rows[i] ?? null);
    });
    const baris = terfokus && this.tergambar.get(terfokus)?.tr;
    if (baris && !baris.contains(document.activeElement)) baris.querySelector("button").focus({ preventScroll: true });
  }

  baris(row) {
    const tr = document.createElement("tr");
    tr.dataset.id = row.id;
    for (const [kunci, , baca, nilai] of KOLOM) {
      const isi = baca(row, this.opd);
      const td = teks(
        "td",
        isi === null ? BELUM : nilai ? angka.format(isi) : isi,
        nilai && isi !== null ? "angka" : isi === null || isi === BELUM ? "kosong" : "",
      );
      if (kunci === "opd")
        td.prepend(
          Object.assign(document.createElement("img"), {
            src: `aset/simbol/${this.opd[row.opd].kode}.svg`,
            alt: "",
            className: "simbol",
          }),
        );
      if (kunci === "program") {
        const tombol = teks("button", row.program, "tautan");
        tombol.type = "button";
        tombol.addEventListener("click", () => this.pilih(row.id));
        td.replaceChildren(tombol);
        td.append(...row.tanda.map((tanda) => teks("span", tanda, tanda === "contoh" ? "contoh" : "tanda")));
      }
      tr.append(td);
    }
    return tr;
  }
}

const tabel = new WeakMap();
export default async function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  const akar = parentElement.querySelector(".table");
  const semua = await ambil(data.revisi);
  // Written to once more meanwhile: the mask speaks of other rows, and the next revision is on its way here.
  if (semua.revisi !== data.revisi) return;
  if (!tabel.has(akar)) tabel.set(akar, new Tabel(akar));
  tabel.get(akar).terima(data, semua, (id) => setTriggerValue("pilih", id));
}
