/* The packet in the making: asks the server how far it is, and saves it once it is ready. No rerun is needed. */
const JEDA = 400,
  ULANG = 2000; // ms
const SATUAN = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });
const simpul = (nama, kelas = "", isi = "") =>
  Object.assign(document.createElement(nama), { className: kelas, textContent: isi });
const tersimpan = new Set(); // what a click has asked for is saved once, however often the page is drawn

const ukuran = (n) => (n < 1e6 ? `${SATUAN.format(Math.ceil(n / 1e3))} KB` : `${SATUAN.format(n / 1e6)} MB`);

class Unduhan {
  constructor(akar) {
    this.akar = akar;
    this.kata = simpul("p", "kata");
    this.kata.setAttribute("role", "status");
    this.batang = Object.assign(simpul("progress"), { max: 1, value: 0 });
    this.batang.setAttribute("aria-label", "Kemajuan paket");
    this.usang = simpul("p", "usang", "Pilihan di layar sudah berubah: tekan Unduh paket untuk membuatnya lagi.");
    this.daftar = simpul("ul", "berkas");
    akar.replaceChildren(this.kata, this.batang, this.daftar, this.usang);
  }

  terima({ kunci, giliran, usang }) {
    this.usang.hidden = !usang;
    const diminta = `${kunci}#${giliran}`;
    if (diminta === this.diminta) return;
    Object.assign(this, { kunci, diminta });
    clearTimeout(this.nanti);
    this.tanya(diminta);
  }

  alamat(nama = "") {
    return new URL(`api/unduh/${this.kunci}${nama && `/${encodeURIComponent(nama)}`}`, document.baseURI);
  }

  async tanya(diminta) {
    let jeda = JEDA;
    try {
      const jawab = await fetch(this.alamat()),
        isi = await jawab.json();
      if (diminta !== this.diminta || !this.akar.isConnected) return;
      this.gambar(jawab.ok ? isi : { galat: [isi.galat, ...isi.rincian].join(". ") }); // whoever is signed out meanwhile
      if (!this.berjalan) return;
    } catch {
      if (diminta !== this.diminta || !this.akar.isConnected) return;
      this.ucap("Sambungan terputus, mencoba lagi…");
      jeda = ULANG;
    }
    this.nanti = setTimeout(() => this.tanya(diminta), jeda);
  }

  /* Said anew only where it is new: a screen reader would read the same words out again and again. */
  ucap(kata) {
    if (this.kata.textContent !== kata) this.kata.textContent = kata;
  }

  gambar({ keadaan, bagian, kata, berkas, galat }) {
    this.berjalan = keadaan === "menunggu" || keadaan === "dibuat";
    this.akar.dataset.keadaan = keadaan || "gagal";
    this.batang.hidden = !this.berjalan;
    this.batang.value = bagian || 0;
    const simpan = !this.berjalan && !galat && berkas?.length && !tersimpan.has(this.diminta);
    this.ucap(
      this.berjalan
        ? kata
        : galat ||
            (simpan ? "Paket siap dan sedang disimpan peramban." : "Paket siap. Klik nama berkas untuk menyimpannya."),
    );
    if (this.berjalan) return this.daftar.replaceChildren();
    this.daftar.replaceChildren(
      ...(berkas || []).map(({ nama, ukuran: n }) => {
        const tautan = Object.assign(simpul("a", "", nama), { href: this.alamat(nama), download: nama });
        const baris = simpul("li");
        baris.append(tautan, simpul("span", "", ukuran(n)));
        return baris;
      }),
    );
    if (simpan) {
      tersimpan.add(this.diminta);
      this.daftar.querySelector("li:last-child a").click();
    }
  }
}

export default function ({ data, parentElement }) {
  const akar = parentElement.querySelector(".download");
  akar.unduhan ??= new Unduhan(akar);
  akar.unduhan.terima(data);
}
