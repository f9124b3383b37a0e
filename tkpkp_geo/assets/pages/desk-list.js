/* A list of the desk: programs to choose from, or rows with one button each.
   What is typed by people enters only as text nodes. */
const CARI = 7; // rows from which on a search is offered

const buat = (nama, isi = "", kelas = "") =>
  Object.assign(document.createElement(nama), { textContent: isi, className: kelas });

class Daftar {
  constructor(akar) {
    this.akar = akar;
    this.cari = Object.assign(buat("input"), {
      type: "search",
      placeholder: "Cari program atau OPD",
      autocomplete: "off",
    });
    this.cari.setAttribute("aria-label", "Cari program atau OPD");
    this.cari.addEventListener("input", () => this.saring());
    this.kosong = buat("p", "", "kosong");
    this.daftar = Object.assign(buat("ul"), { tabIndex: 0 }); // it scrolls, also where nothing in it can be pressed
    this.lain = Object.assign(buat("button", "Pilih program lain", "lain"), { type: "button" });
    this.lain.addEventListener("click", () => {
      this.lipat(false);
      this.cari.focus();
    });
    akar.replaceChildren(this.cari, this.daftar, this.lain, this.kosong);
  }

  terima(data, kit) {
    this.kit = kit;
    // Whatever became of the button that was pressed: what can still be done can be pressed again.
    for (const tombol of this.daftar.querySelectorAll("button.ditekan"))
      Object.assign(tombol, { disabled: false, className: "" });
    const tanda = JSON.stringify(data);
    if (this.tanda === tanda) return;
    this.tanda = tanda;
    this.data = data;
    const fokus = this.daftar.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.daftar.replaceChildren(...data.baris.map((baris) => this.baris(baris)));
    this.daftar.setAttribute("aria-label", data.judul);
    if (!this.boleh()) this.cari.value = "";
    this.lipat(Boolean(data.dipilih));
    this.akar.dataset.jumlah = data.baris.length;
    if (fokus)
      [...this.daftar.querySelectorAll("button")]
        .find((tombol) => tombol.dataset.id === fokus)
        ?.focus({ preventScroll: true });
  }

  baris(satu) {
    const li = buat("li", "", satu.coret ? "coret" : ""),
      isi = buat("div");
    isi.append(buat("b", satu.teks));
    for (const tanda of satu.tanda || []) isi.append(" ", buat("mark", tanda, tanda === "contoh" ? "contoh" : "tanda"));
    if (satu.ket) isi.append(buat("small", satu.ket));
    const tombol = buat("button", this.data.tombol);
    tombol.type = "button";
    tombol.dataset.id = satu.id;
    tombol.addEventListener("click", () => {
      if (this.data.tombol) Object.assign(tombol, { disabled: true, className: "ditekan" });
      this.kit.setTriggerValue("pilih", satu.id);
    });
    const simbol = satu.opd
      ? [
          Object.assign(buat("img", "", "simbol"), {
            alt: "",
            src: new URL(`aset/simbol/${encodeURIComponent(satu.opd)}.svg`, document.baseURI),
          }),
        ]
      : [];
    li.dataset.cari = `${satu.teks} ${satu.ket}`.toLocaleLowerCase("id");
    if (this.data.tombol) {
      tombol.setAttribute("aria-label", `${this.data.tombol}: ${satu.teks}`);
      li.append(...simbol, isi, ...(satu.coret || satu.tetap ? [] : [tombol]));
    } else {
      tombol.className = "utuh";
      tombol.setAttribute("aria-pressed", String(satu.id === this.data.dipilih));
      tombol.append(...simbol, isi);
      li.append(tombol);
    }
    return li;
  }

  boleh() {
    return this.data.cari && this.data.baris.length >= CARI;
  }

  /* Once one is chosen the others make room for the map. */
  lipat(ya) {
    this.terlipat = ya;
    this.lain.hidden = !ya || this.data.baris.length < 2;
    this.cari.hidden = ya || !this.boleh();
    this.saring();
  }

  saring() {
    const kata = this.cari.value.trim().toLocaleLowerCase("id").split(/\s+/);
    let tampak = 0;
    for (const li of this.daftar.children) {
      const dipilih = li.querySelector("[aria-pressed=true]");
      li.hidden = this.terlipat ? !dipilih : !kata.every((satu) => li.dataset.cari.includes(satu));
      tampak += !li.hidden;
    }
    this.daftar.hidden = !tampak;
    this.kosong.hidden = Boolean(tampak);
    this.kosong.textContent = this.data.baris.length ? "Tidak ada yang cocok." : this.data.kosong;
  }
}

const semua = new WeakMap();
export default function (kit) {
  const akar = kit.parentElement.querySelector(".desk-list");
  if (!semua.has(akar)) semua.set(akar, new Daftar(akar));
  semua.get(akar).terima(kit.data, kit);
}
