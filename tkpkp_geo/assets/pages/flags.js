/* What is to be talked about: rules, their flags, the rows that each rests on, and its answer.
   What is typed by people enters only as text nodes. */
const buat = (nama, isi = "", kelas = "") =>
  Object.assign(document.createElement(nama), { textContent: isi, className: kelas });
const angka = new Intl.NumberFormat("id-ID");
const SEDIKIT = 8; // flags in all that may stand open from the start

const tombol = (nama, kelas, tekan) => {
  const simpul = buat("button", nama, kelas);
  simpul.type = "button";
  simpul.addEventListener("click", tekan);
  return simpul;
};

/* Put children in order and leave alone those that stay: somebody may be on one with the keyboard, or be typing. */
function susun(induk, anak, cadangan) {
  const tinggal = new Set(anak),
    terfokus = document.activeElement;
  const hilang = [...induk.children].some((simpul) => !tinggal.has(simpul) && simpul.contains(terfokus));
  for (const simpul of [...induk.children]) if (!tinggal.has(simpul)) simpul.remove();
  anak.forEach((simpul, i) => {
    if (induk.children[i] !== simpul) induk.insertBefore(simpul, induk.children[i] ?? null);
  });
  if (hilang) cadangan?.focus({ preventScroll: true });
}

class Bahas {
  constructor(akar) {
    this.akar = akar;
    this.kelompok = new Map();
    this.bendera = new Map();
    this.judul = buat("h2");
    this.kosong = buat("p", "Tidak ada yang perlu dibahas dalam saringan ini.", "kosong");
    this.peluang = buat("h2");
    this.lama = new Map();
  }

  terima(data, kit) {
    this.kit = kit;
    const tanda = JSON.stringify(data);
    if (this.tanda === tanda) return;
    this.tanda = tanda;
    this.data = data;
    this.lama = this.bendera;
    this.bendera = new Map();
    const jumlah = (daftar) => daftar.reduce((n, kelompok) => n + kelompok.jumlah, 0);
    const [bahas, peluang] = [data.kelompok.filter((k) => !k.peluang), data.kelompok.filter((k) => k.peluang)];
    this.terbuka = jumlah(data.kelompok) <= SEDIKIT;
    this.judul.replaceChildren("Perlu dibahas ", buat("b", angka.format(jumlah(bahas))));
    this.peluang.replaceChildren("Peluang sinergi ", buat("b", angka.format(jumlah(peluang))));
    const simpul = [this.judul, ...(bahas.length ? bahas.map((k) => this.satuKelompok(k)) : [this.kosong])];
    if (peluang.length) simpul.push(this.peluang, ...peluang.map((k) => this.satuKelompok(k)));
    if (data.dibahas.jumlah) simpul.push(this.satuKelompok(data.dibahas));
    for (const kunci of [...this.kelompok.keys()])
      if (!simpul.includes(this.kelompok.get(kunci).akar)) this.kelompok.delete(kunci);
    susun(this.akar, simpul, this.judul);
    this.akar.dataset.jumlah = jumlah(bahas);
  }

  satuKelompok(isi) {
    const ini = this.kelompok.get(isi.aturan) ?? this.bangunKelompok(isi);
    this.kelompok.set(isi.aturan, ini);
    ini.nama.replaceChildren(`${isi.judul} `, buat("b", angka.format(isi.jumlah)));
    ini.kata.textContent = isi.kata;
    ini.kata.hidden = !isi.kata;
    susun(
      ini.daftar,
      isi.butir.map((flag) => this.satuBendera(flag, isi.aturan)),
      ini.kepala,
    );
    const sisa = isi.jumlah - isi.butir.length;
    ini.lagi.hidden = sisa <= 0;
    ini.lagi.textContent = `Tampilkan ${angka.format(Math.min(sisa, this.data.langkah))} lainnya${sisa > this.data.langkah ? ` dari ${angka.format(sisa)}` : ""}`;
    return ini.akar;
  }

  bangunKelompok(isi) {
    const akar = buat("details", "", `kelompok ${isi.aturan}`),
      kepala = buat("summary"),
      nama = buat("h3");
    const kata = buat("p", "", "aturan"),
      daftar = buat("ul", "", "daftar-bendera");
    const lagi = tombol("", "lagi", () => this.kit.setTriggerValue("lagi", isi.aturan));
    akar.dataset.aturan = isi.aturan;
    akar.open = isi.aturan !== "dibahas" && (this.terbuka || isi === this.data.kelompok[0]);
    kepala.append(nama);
    akar.append(kepala, kata, daftar, lagi);
    return { akar, kepala, nama, kata, daftar, lagi };
  }

  satuBendera(flag, aturan) {
    const baris = flag.ids.map((id) => this.data.baris[id]),
      tanda = JSON.stringify([flag, baris, aturan, this.data.boleh]);
    const lama = this.lama.get(flag.kode),
      sama = lama?.tanda === tanda;
    const ini = sama ? lama : { tanda, ...this.bangunBendera(flag, baris, aturan) };
    // What was being typed outlives a change of the rows: the page is drawn anew whenever anybody saves.
    if (!sama && lama?.isian && ini.isian && !lama.formulir.hidden) this.bukaFormulir(ini, lama.isian.value);
    if (!sama && lama?.dasar?.open && ini.dasar) ini.dasar.open = true;
    this.bendera.set(flag.kode, ini);
    return ini.akar;
  }

  bangunBendera(flag, baris, aturan) {
    const akar = buat("li", "", "bendera"),
      isi = buat("div", "", "isi"),
      tindakan = buat("div", "", "tindakan");
    akar.dataset.kode = flag.kode;
    const judul = buat("h4", flag.judul);
    this.tandai(judul, flag.tanda);
    isi.append(judul);
    if (flag.opd.length) isi.append(this.lambang(flag.opd));
    isi.append(buat("p", flag.alasan));
    for (const kalimat of flag.catatan) isi.append(buat("p", kalimat, "catatan"));
    const dasar = baris.length ? this.dasar(flag, baris) : null;
    if (dasar) isi.append(dasar);
    const peta = Object.assign(buat("a", flag.label, "ke-peta"), { href: flag.alamat });
    peta.setAttribute("aria-label", `${flag.label}: ${flag.judul}`);
    peta.addEventListener("click", (kejadian) => {
      if (kejadian.ctrlKey || kejadian.metaKey || kejadian.shiftKey) return; // into a tab of its own
      kejadian.preventDefault();
      this.kit.setTriggerValue("peta", flag.kode);
    });
    tindakan.append(peta);
    akar.append(isi, tindakan);
    const ini = { akar, dasar };
    if (!this.data.boleh) return ini;
    if (aturan === "dibahas") {
      const buka = tombol("Buka kembali", "biasa", () =>
        this.kit.setTriggerValue("buka", { kode: flag.kode, sidik: flag.sidik }),
      );
      buka.setAttribute("aria-label", `Buka kembali: ${flag.judul}`);
      tindakan.append(buka);
    } else this.formulir(ini, flag, tindakan);
    return ini;
  }

  tandai(simpul, tanda) {
    for (const kata of tanda) simpul.append(" ", buat("mark", kata, kata === "contoh" ? "contoh" : "tanda"));
  }

  lambang(opd) {
    const daftar = buat("p", "", "lambang");
    for (const kode of opd) {
      const butir = buat("span", this.data.opd[kode]);
      butir.prepend(
        Object.assign(buat("img", "", "simbol"), { src: `aset/simbol/${encodeURIComponent(kode)}.svg`, alt: "" }),
      );
      daftar.append(butir);
    }
    return daftar;
  }

  dasar(flag, baris) {
    const dasar = buat("details", "", "dasar"),
      daftar = buat("ul");
    dasar.append(buat("summary", `Bertumpu pada ${angka.format(flag.banyak)} program`), daftar);
    for (const [nama, opd, ket, tanda] of baris) {
      const butir = buat("li", nama);
      this.tandai(butir, tanda);
      butir.append(buat("small", `${this.data.opd[opd]} · ${ket}`));
      daftar.append(butir);
    }
    const sisa = flag.banyak - baris.length;
    if (sisa > 0) dasar.append(buat("p", `dan ${angka.format(sisa)} lainnya, tampil di peta`, "ket"));
    return dasar;
  }

  formulir(ini, flag, tindakan) {
    const buka = tombol("Sudah dibahas", "biasa", () => this.bukaFormulir(ini, "", true));
    buka.setAttribute("aria-label", `Sudah dibahas: ${flag.judul}`);
    buka.setAttribute("aria-expanded", "false");
    const formulir = buat("form", "", "jawaban"),
      label = buat("label", "Hasil atau alasan"),
      isian = buat("textarea");
    const galat = buat("p", "", "galat"),
      simpan = buat("button", "Simpan", "utama");
    const tutup = () => {
      formulir.hidden = true;
      buka.setAttribute("aria-expanded", "false");
      buka.focus();
    };
    Object.assign(isian, { rows: 2, maxLength: this.data.panjang });
    Object.assign(formulir, { hidden: true, noValidate: true });
    galat.setAttribute("role", "alert");
    label.append(isian);
    formulir.append(label, galat, simpan, tombol("Batal", "biasa", tutup));
    formulir.addEventListener("keydown", (kejadian) => {
      if (kejadian.key === "Escape") tutup();
    });
    formulir.addEventListener("submit", (kejadian) => {
      kejadian.preventDefault();
      const catatan = isian.value.trim();
      galat.textContent = catatan ? "" : "Tuliskan hasil atau alasannya.";
      isian.setAttribute("aria-invalid", String(!catatan));
      if (!catatan) isian.focus();
      else this.kit.setTriggerValue("jawab", { kode: flag.kode, sidik: flag.sidik, catatan });
    });
    tindakan.append(buka);
    ini.akar.append(formulir);
    Object.assign(ini, { formulir, isian, buka });
  }

  bukaFormulir(ini, tertulis, fokus = false) {
    ini.formulir.hidden = false;
    ini.buka.setAttribute("aria-expanded", "true");
    if (tertulis) ini.isian.value = tertulis;
    if (fokus) ini.isian.focus();
  }
}

const semua = new WeakMap();
export default function (kit) {
  const akar = kit.parentElement.querySelector(".flags");
  if (!semua.has(akar)) semua.set(akar, new Bahas(akar));
  semua.get(akar).terima(kit.data, kit);
}
