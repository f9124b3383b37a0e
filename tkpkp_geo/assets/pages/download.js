/* The packet in the making: asks the server how far it is, and saves it once it is ready. No rerun is needed. */
const POLL_MS = 400,
  RETRY_MS = 2000; // ms
const SIZE_FORMAT = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });
const element = (name, className = "", content = "") =>
  Object.assign(document.createElement(name), { className, textContent: content });
const saved = new Set(); // what a click has asked for is saved once, however often the page is drawn

const formatSize = (n) =>
  n < 1e6 ? `${SIZE_FORMAT.format(Math.ceil(n / 1e3))} KB` : `${SIZE_FORMAT.format(n / 1e6)} MB`;

class Download {
  constructor(root) {
    this.root = root;
    this.words = element("p", "words");
    this.words.setAttribute("role", "status");
    this.bar = Object.assign(element("progress"), { max: 1, value: 0 });
    this.bar.setAttribute("aria-label", "Kemajuan paket");
    this.outdated = element(
      "p",
      "outdated",
      "Pilihan di layar sudah berubah: tekan Unduh paket untuk membuatnya lagi.",
    );
    this.list = element("ul", "files");
    root.replaceChildren(this.words, this.bar, this.list, this.outdated);
  }

  receive({ key, turn, outdated }) {
    this.outdated.hidden = !outdated;
    const requested = `${key}#${turn}`;
    if (requested === this.requested) return;
    Object.assign(this, { key, requested });
    clearTimeout(this.timer);
    this.poll(requested);
  }

  address(name = "") {
    return new URL(`api/unduh/${this.key}${name && `/${encodeURIComponent(name)}`}`, document.baseURI);
  }

  async poll(requested) {
    let delay = POLL_MS;
    try {
      const response = await fetch(this.address()),
        content = await response.json();
      if (requested !== this.requested || !this.root.isConnected) return;
      this.redraw(response.ok ? content : { galat: [content.galat, ...content.rincian].join(". ") }); // whoever is signed out meanwhile
      if (!this.running) return;
    } catch {
      if (requested !== this.requested || !this.root.isConnected) return;
      this.say("Sambungan terputus, mencoba lagi…");
      delay = RETRY_MS;
    }
    this.timer = setTimeout(() => this.poll(requested), delay);
  }

  /* Said anew only where it is new: a screen reader would read the same words out again and again. */
  say(words) {
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  redraw({ keadaan: state, bagian: share, kata: words, berkas: files, galat: error }) {
    this.running = state === "menunggu" || state === "dibuat";
    this.root.dataset.state = state || "gagal";
    this.bar.hidden = !this.running;
    this.bar.value = share || 0;
    const save = !this.running && !error && files?.length && !saved.has(this.requested);
    this.say(
      this.running
        ? words
        : error ||
            (save ? "Paket siap dan sedang disimpan peramban." : "Paket siap. Klik nama berkas untuk menyimpannya."),
    );
    if (this.running) return this.list.replaceChildren();
    this.list.replaceChildren(
      ...(files || []).map(({ nama: name, ukuran: n }) => {
        const link = Object.assign(element("a", "", name), { href: this.address(name), download: name });
        const line = element("li");
        line.append(link, element("span", "", formatSize(n)));
        return line;
      }),
    );
    if (save) {
      saved.add(this.requested);
      this.list.querySelector("li:last-child a").click();
    }
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".download");
  root.download ??= new Download(root);
  root.download.receive(data);
}
