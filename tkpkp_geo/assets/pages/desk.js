/* The control desk: what the projector shows, what comes next, notes and clocks. A move goes straight to the server
   and comes back from it to every screen. What is typed by people enters only as text nodes. */
const LEBAR = 1366,
  TINGGI = 768; // px of the screen that the pictures of the frames are small copies of
const SABAR = 8000,
  ULANG = 3000,
  KABAR = 3000; // ms
const HAMPIR = 60; // s before a frame's planned time is over, at most a fifth of it
const JAM = new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Makassar", hour: "2-digit", minute: "2-digit" });
const LANGKAH = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 };

const buat = (nama, isi = "", kelas = "") =>
  Object.assign(document.createElement(nama), { textContent: isi, className: kelas });
const durasi = (detik) => {
  const [jam, menit, sisa] = [Math.floor(detik / 3600), Math.floor(detik / 60) % 60, Math.floor(detik) % 60];
  const dua = (n) => String(n).padStart(2, "0");
  return jam ? `${jam}:${dua(menit)}:${dua(sisa)}` : `${menit}:${dua(sisa)}`;
};

let meja = null;
const pengamat = new Set();

/* Tell `kabari` which frame is on screen, now and at each move, for as long as `simpul` stands on the page. */
export function amati(simpul, kabari) {
  for (const satu of pengamat) if (satu.simpul === simpul || !satu.simpul.isConnected) pengamat.delete(satu);
  pengamat.add({ simpul, kabari });
  if (meja?.bingkai) kabari(meja.kini());
}

/* A small copy of one frame of the deck. */
class Cermin {
  constructor(nama) {
    this.kotak = buat("div", "", "cermin");
    this.kotak.inert = true;
    this.layar = Object.assign(buat("iframe"), { title: nama, width: LEBAR, height: TINGGI });
    this.layar.addEventListener("load", () => this.kirim({ tkpkp: "bingkai", id: this.id }));
    this.kotak.append(this.layar);
    new ResizeObserver(() => this.kotak.style.setProperty("--skala", this.kotak.clientWidth / LEBAR)).observe(
      this.kotak,
    );
  }

  tampilkan(dek, id) {
    this.kotak.hidden = !id;
    // A phone has no room for it; a deck that is not drawn could not measure itself.
    if (!this.kotak.checkVisibility() || (this.id === id && this.dek === dek)) return;
    const baru = this.dek !== dek;
    Object.assign(this, { dek, id });
    if (baru) this.layar.src = `${new URL(dek, document.baseURI)}&mode=cermin#${encodeURIComponent(id)}`;
    else this.kirim({ tkpkp: "bingkai", id });
  }

  kirim(pesan) {
    if (pesan.tkpkp !== "bingkai" || pesan.id) this.layar.contentWindow?.postMessage(pesan, location.origin);
  }
}

class Meja {
  constructor(akar) {
    this.akar = akar;
    this.selisih = Infinity;
    this.tayangan = { nomor: -1 };
    this.tujuan = null;
    const tombol = (isi, arah) => {
      const simpul = buat("button", isi, "langkah");
      simpul.type = "button";
      simpul.addEventListener("click", () => this.langkah(arah));
      return simpul;
    };
    this.layar = new Cermin("Yang tampil di layar");
    this.sesudah = new Cermin("Bingkai berikutnya");
    this.judul = buat("b", "", "judul");
    this.daftar = buat("ol");
    this.daftar.setAttribute("aria-label", "Daftar bingkai");
    this.mundur = tombol("‹ Sebelumnya", -1);
    this.maju = tombol("Berikutnya ›", 1);
    this.letak = buat("span", "", "letak");
    this.jam = this.penunjuk("Pukul (WITA)");
    this.rapat = this.penunjuk("Rapat");
    this.lama = this.penunjuk("Bingkai ini");
    this.catatan = buat("p", "", "isi-catatan");
    this.berikut = buat("b", "", "judul");
    this.kabar = buat("p", "", "kabar");
    this.kabar.setAttribute("role", "status");
    this.susun();
  }

  susun() {
    const bagian = (kelas, kepala, ...isi) => {
      const simpul = buat("section", "", kelas),
        judul = buat("h3");
      judul.append(...[kepala].flat());
      simpul.append(judul, ...isi);
      return simpul;
    };
    const kendali = buat("div", "", "kendali"),
      jam = buat("dl", "", "jam");
    jam.append(...[this.jam, this.rapat, this.lama].map(({ kotak }) => kotak));
    kendali.append(this.mundur, this.letak, this.maju, jam);
    const catatan = bagian("catatan", "Catatan pembicara", this.catatan);
    this.catatan.tabIndex = 0;
    const tautan = buat("nav", "", "tautan-layar");
    this.keLayar = Object.assign(buat("a", "Buka layar proyektor", "ke-layar"), { target: "_blank" });
    this.kePeserta = Object.assign(buat("a"), { target: "_blank" });
    tautan.setAttribute("aria-label", "Layar dan peserta");
    tautan.append(this.keLayar, buat("span", "Peserta: "), this.kePeserta);
    this.akar.replaceChildren(
      tautan,
      bagian("kini", ["Di layar: ", this.judul], this.layar.kotak),
      bagian("urutan", "Semua bingkai", this.daftar),
      kendali,
      this.kabar,
      catatan,
      bagian("berikut", ["Berikutnya: ", this.berikut], this.sesudah.kotak),
    );
  }

  penunjuk(nama) {
    const kotak = buat("div"),
      nilai = buat("dd");
    kotak.append(buat("dt", nama), nilai);
    return { kotak, nilai };
  }

  terima(data) {
    const lain = this.data?.rapat !== data.rapat;
    // The server's clock counts, and the way here only makes it look slow.
    this.selisih = Math.min(this.selisih, Date.now() - Date.parse(data.saat));
    this.data = data;
    this.bingkai = data.bingkai;
    this.keLayar.href = new URL(data.layar, document.baseURI);
    this.kePeserta.href = new URL(data.peserta, document.baseURI);
    this.kePeserta.textContent = data.terjangkau ? data.peserta.replace(/^https?:\/\//, "") : "hanya di komputer ini";
    if (lain) Object.assign(this, { tayangan: { nomor: -1 }, tujuan: null });
    if ((lain || !this.aliran) && !document.hidden) this.buka();
    this.gambarDaftar();
    this.gambar();
    this.detak ??= setInterval(() => this.tik(), 500);
  }

  /* The frame on screen: the one that a move is on its way to, else the one that the server told. */
  posisi() {
    const id = this.tujuan ?? this.tayangan.bingkai;
    return Math.max(
      0,
      this.bingkai.findIndex((satu) => satu.id === id),
    );
  }

  kini() {
    return this.bingkai[this.posisi()];
  }

  langkah(arah) {
    const tujuan = this.bingkai[this.posisi() + arah];
    if (tujuan) this.pindah(tujuan.id);
  }

  pindah(id) {
    this.tujuan = id;
    this.gambar();
    this.kirim();
  }

  /* One request at a time, so that of two moves the later one wins. */
  async kirim() {
    if (this.mengirim) return;
    this.mengirim = true;
    try {
      while (this.tujuan) {
        const id = this.tujuan,
          isi = await this.minta(id);
        this.dengar(isi);
        if (this.tujuan === id) this.tujuan = null;
      }
      this.katakan("");
    } catch (galat) {
      this.tujuan = null;
      this.katakan(galat.pesan ?? "Layar belum pindah: server tidak menjawab. Periksa jaringan, lalu tekan lagi.");
    } finally {
      this.mengirim = false;
      this.gambar();
    }
  }

  async minta(id) {
    const jawaban = await fetch(this.alamat("tayang"), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ bingkai: id }),
      signal: AbortSignal.timeout(SABAR),
    });
    const isi = await jawaban.json().catch(() => ({}));
    if (!jawaban.ok) throw { pesan: this.ditolak(isi, jawaban.status) };
    return isi;
  }

  ditolak({ galat, rincian }, status) {
    const sebab = (galat || `server menolak (${status})`).replace(/\.$/, "");
    return [`Layar tidak pindah: ${sebab}.`, ...(rincian || [])].join(" ");
  }

  alamat(apa) {
    return new URL(`api/rapat/${encodeURIComponent(this.data.rapat)}/${apa}`, document.baseURI);
  }

  buka() {
    this.aliran?.close();
    this.aliran = new EventSource(this.alamat("ikuti"));
    let pertama = true;
    this.aliran.addEventListener("open", () => {
      pertama = true;
      this.tersambung();
    });
    this.aliran.addEventListener("tayang", (pesan) => {
      this.tersambung();
      // The first one is how things stand, be it a backup's; of later ones an older one is late.
      this.dengar(JSON.parse(pesan.data), pertama);
      pertama = false;
    });
    this.aliran.addEventListener("revisi", () => {
      this.tersambung();
      this.segarkan();
    });
    this.aliran.addEventListener("error", () => this.terputus());
  }

  tutup() {
    for (const waktu of [this.bukaNanti, this.kabarNanti]) clearTimeout(waktu);
    this.kabarNanti = null;
    this.aliran?.close();
    this.aliran = null;
  }

  dengar(tayangan, pertama = false) {
    if (!pertama && tayangan.nomor <= this.tayangan.nomor) return;
    this.tayangan = tayangan;
    if (!this.mengirim) this.tujuan = null;
    this.gambar();
  }

  segarkan() {
    for (const cermin of [this.layar, this.sesudah]) cermin.kirim({ tkpkp: "data" });
  }

  tersambung() {
    clearTimeout(this.kabarNanti);
    this.kabarNanti = null;
    if (this.akar.dataset.putus) this.katakan("");
    delete this.akar.dataset.putus;
  }

  terputus() {
    this.kabarNanti ??= setTimeout(() => {
      this.akar.dataset.putus = "ya";
      this.katakan("Sambungan terputus. Layar tetap menampilkan bingkai terakhir; mencoba lagi…");
    }, KABAR);
    // The browser comes back by itself unless it was refused.
    if (this.aliran?.readyState === EventSource.CLOSED) this.bukaNanti = setTimeout(() => this.buka(), ULANG);
  }

  katakan(isi) {
    this.kabar.textContent = isi;
  }

  gambarDaftar() {
    const tanda = JSON.stringify(this.bingkai);
    if (this.tanda === tanda) return;
    this.tanda = tanda;
    this.daftar.replaceChildren(
      ...this.bingkai.map((satu, i) => {
        const li = buat("li"),
          tombol = buat("button");
        tombol.type = "button";
        tombol.dataset.id = satu.id;
        tombol.append(
          buat("i", `${i + 1}`),
          buat("span", satu.judul),
          buat("small", satu.menit ? `${satu.menit} mnt` : ""),
        );
        tombol.addEventListener("click", () => this.pindah(satu.id));
        li.append(tombol);
        return li;
      }),
    );
  }

  gambar() {
    const nomor = this.posisi(),
      satu = this.bingkai[nomor],
      lanjut = this.bingkai[nomor + 1];
    if (!satu) return;
    this.akar.dataset.bingkai = satu.id;
    this.akar.dataset.nomor = this.tayangan.nomor;
    this.judul.textContent = satu.judul;
    this.letak.textContent = `${nomor + 1} dari ${this.bingkai.length}`;
    this.mundur.disabled = nomor === 0;
    this.maju.disabled = !lanjut;
    this.catatan.textContent = satu.catatan || "Tidak ada catatan untuk bingkai ini.";
    this.catatan.classList.toggle("kosong", !satu.catatan);
    this.berikut.textContent = lanjut ? lanjut.judul : "bingkai terakhir";
    this.layar.tampilkan(this.data.dek, satu.id);
    this.sesudah.tampilkan(this.data.dek, lanjut?.id);
    for (const tombol of this.daftar.querySelectorAll("button")) {
      const ini = tombol.dataset.id === satu.id;
      ini ? tombol.setAttribute("aria-current", "step") : tombol.removeAttribute("aria-current");
      // The list scrolls, never the page.
      if (ini)
        this.daftar.scrollTop =
          tombol.offsetTop - this.daftar.offsetTop - this.daftar.clientHeight / 2 + tombol.clientHeight;
    }
    this.tik();
    for (const { kabari } of pengamat) kabari(satu);
  }

  tik() {
    if (!this.akar.isConnected) return bubar(this);
    const saat = Date.now() - this.selisih;
    const sejak = (iso) => (iso ? Math.max(0, (saat - Date.parse(iso)) / 1000) : null);
    const tulis = ({ nilai }, isi) => {
      if (nilai.textContent !== isi) nilai.textContent = isi;
    };
    tulis(this.jam, JAM.format(saat));
    const rapat = sejak(this.data.mulai);
    tulis(
      this.rapat,
      rapat === null ? "belum dimulai" : durasi(this.data.selesai ? rapat - sejak(this.data.selesai) : rapat),
    );
    const lama = this.tayangan.bingkai === this.kini().id ? sejak(this.tayangan.sejak) : null;
    const rencana = (this.kini().menit || 0) * 60,
      sisa = rencana - (lama ?? 0);
    const keadaan =
      !rencana || lama === null ? "" : sisa < 0 ? "lewat" : sisa <= Math.min(HAMPIR, rencana / 5) ? "hampir" : "";
    const target = rencana ? ` dari ${this.kini().menit} mnt` : "";
    tulis(
      this.lama,
      (lama === null ? "–" : durasi(lama)) + target + (keadaan === "lewat" ? `, lewat ${durasi(-sisa)}` : ""),
    );
    this.lama.kotak.className = keadaan;
  }
}

function bubar(satu) {
  satu.tutup();
  clearInterval(satu.detak);
  satu.detak = null;
  if (meja === satu) meja = null;
}

/* A clicker sends PageUp and PageDown, and is heard also while somebody types; arrows only where they have no other use. */
document.addEventListener("keydown", (e) => {
  if (!meja?.akar.isConnected || !(e.key in LANGKAH) || e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) return;
  const { target } = e,
    panah = e.key.startsWith("Arrow");
  if (target.closest("[role=listbox], [role=option], [role=dialog], [aria-expanded=true]")) return;
  if (
    panah &&
    (target.isContentEditable ||
      target.closest(
        "input, textarea, select, [role=radio], [role=radiogroup], [role=combobox], [role=slider], [role=tab]",
      ))
  )
    return;
  e.preventDefault();
  meja.langkah(LANGKAH[e.key]);
});

// A browser keeps few connections to one server: a tab that nobody looks at gives its own back and catches up later.
document.addEventListener("visibilitychange", () => {
  if (!meja?.akar.isConnected) return;
  if (document.hidden) meja.tutup();
  else meja.buka();
});

export default function (kit) {
  const akar = kit.parentElement.querySelector(".desk");
  if (meja && meja.akar !== akar) bubar(meja);
  meja ??= new Meja(akar);
  meja.terima(kit.data);
}
