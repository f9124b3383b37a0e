/* Rows to choose from: a tick for each, a name that opens it. What is typed by people enters only as text nodes. */
const buat = (nama, isi = "", kelas = "") =>
  Object.assign(document.createElement(nama), { textContent: isi, className: kelas });

class Baris {
  constructor(akar) {
    this.akar = akar;
    this.dipilih = new Set();
  }

  terima(data, kit) {
    this.kit = kit;
    const tanda = JSON.stringify(data);
    if (this.tanda === tanda) return;
    this.tanda = tanda;
    const ada = new Set(data.baris.map((baris) => baris.id));
    const awal = this.data ? [...this.dipilih] : data.dipilih || [];
    this.data = data;
    this.dipilih = new Set(awal.filter((id) => ada.has(id)));
    this.gambar();
  }

  gambar() {
    const { data } = this;
    const tabel = buat("table", "", "daftar"),
      kepala = tabel.createTHead().insertRow(),
      badan = tabel.createTBody();
    this.semua = this.kotak("Pilih semua", () => this.pilihSemua());
    const sel = buat("th", "", "centang");
    sel.append(this.semua);
    kepala.append(sel, ...data.kolom.map((nama) => Object.assign(buat("th", nama), { scope: "col" })));
    this.centang = data.baris.map((baris) => this.baris(badan, baris));
    const bingkai = buat("div", "", "bingkai-tabel");
    Object.assign(bingkai, { tabIndex: 0, role: "region", ariaLabel: data.judul });
    bingkai.append(data.baris.length ? tabel : buat("p", data.kosong));
    this.akar.replaceChildren(buat("h2", data.judul), bingkai);
    this.akar.dataset.jumlah = data.baris.length;
    this.tandai();
  }

  kotak(nama, ubah) {
    const masukan = buat("input");
    masukan.type = "checkbox";
    masukan.setAttribute("aria-label", nama);
    masukan.addEventListener("change", ubah);
    return masukan;
  }

  baris(badan, baris) {
    const tr = badan.insertRow(),
      nama = baris.sel[0].teks,
      sel = buat("td", "", "centang");
    tr.dataset.id = baris.id;
    tr.classList.toggle("redup", Boolean(baris.redup));
    const kotak = this.kotak(
      this.data.pilih.replace("{}", () => nama),
      () => {
        kotak.checked ? this.dipilih.add(baris.id) : this.dipilih.delete(baris.id);
        this.kirim();
      },
    );
    kotak.dataset.id = baris.id;
    sel.append(kotak);
    tr.append(sel, ...baris.sel.map((isi) => this.sel(baris.id, isi)));
    return kotak;
  }

  sel(id, isi) {
    const td = buat("td", "", isi.redup ? "redup" : "");
    if (isi.buka) {
      const tombol = buat("button", isi.teks, "tautan");
      tombol.type = "button";
      tombol.addEventListener("click", () => this.kit.setTriggerValue("buka", id));
      td.append(tombol);
    } else td.append(buat("span", isi.teks, isi.jenis ? `keadaan ${isi.jenis}` : ""));
    if (isi.tanda) td.append(buat("span", isi.tanda, "contoh"));
    for (const baris of isi.catatan ? isi.catatan.split("\n") : []) td.append(buat("small", baris));
    return td;
  }

  pilihSemua() {
    this.dipilih = new Set(this.semua.checked ? this.data.baris.map((baris) => baris.id) : []);
    this.kirim();
  }

  kirim() {
    this.tandai();
    this.kit.setStateValue("dipilih", [...this.dipilih]);
  }

  tandai() {
    for (const kotak of this.centang) kotak.checked = this.dipilih.has(kotak.dataset.id);
    this.semua.checked = this.centang.length > 0 && this.dipilih.size === this.centang.length;
    this.semua.indeterminate = this.dipilih.size > 0 && !this.semua.checked;
  }
}

const semua = new WeakMap();
export default function (kit) {
  const akar = kit.parentElement.querySelector(".rows");
  if (!semua.has(akar)) semua.set(akar, new Baris(akar));
  semua.get(akar).terima(kit.data, kit);
}
