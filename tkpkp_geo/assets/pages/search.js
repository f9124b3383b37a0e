/* The search of the map page: a field and the list of what its letters can mean. The server is asked while somebody
   types, Python hears only of what is chosen. What people typed enters as text nodes. */
const REST_MS = 150; // between two letters of somebody who types on
const LABEL = "Cari desa, kecamatan, OPD, program…";
const FAILED = "Pencarian tidak dapat dilakukan sekarang. Coba lagi.";
const element = (name, content = "", className = "") =>
  Object.assign(document.createElement(name), { textContent: content, className });

let made = 0;
class SearchField {
  constructor(root) {
    this.root = root;
    this.hits = [];
    this.active = -1;
    this.answered = ""; // what the list is the answer to
    const id = `search-${++made}`;
    this.input = Object.assign(element("input"), {
      type: "text",
      placeholder: LABEL,
      autocomplete: "off",
      spellcheck: false,
      enterKeyHint: "search",
    });
    this.list = Object.assign(element("ul"), { id, hidden: true });
    this.note = element("p", "", "search-note");
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-label": LABEL,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    }))
      this.input.setAttribute(name, value);
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Hasil pencarian");
    this.note.setAttribute("role", "status");
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => this.show(this.hits.length > 0 && this.isAnswered()));
    this.input.addEventListener("blur", () => {
      this.show(false);
      this.note.textContent = "";
    });
    // The field keeps the keyboard while the mouse is in the list.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.hits[Number(option.dataset.number)]);
    });
    root.replaceChildren(this.input, this.list, this.note);
  }

  receive(data, pick) {
    this.pick = pick;
    if (data.query === this.query) return;
    // Another view lists other programs: what is in the list is asked for anew.
    this.query = data.query;
    this.forget();
    if (this.input.value.trim() && document.activeElement === this.input) this.typed();
  }

  isAnswered() {
    return this.input.value.trim() === this.answered;
  }

  typed() {
    clearTimeout(this.waiting);
    this.atOnce = false;
    if (!this.input.value.trim()) this.forget();
    else this.waiting = setTimeout(() => this.ask(), REST_MS);
  }

  forget() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    this.draw("", [], "");
  }

  async ask() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    // The latest question is the one that is answered, whichever answer comes first.
    const asking = new AbortController();
    this.asking = asking;
    const typed = this.input.value.trim();
    const address = new URL(`api/cari?${this.query}`, document.baseURI);
    address.searchParams.set("q", typed);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const hits = await answer.json();
      if (asking.signal.aborted) return;
      this.draw(typed, hits, hits.length ? "" : `Tidak ada yang cocok dengan “${typed}”.`);
      if (this.atOnce && hits.length) this.choose(hits[0]);
    } catch {
      if (asking.signal.aborted) return;
      this.draw("", [], FAILED);
    }
    this.atOnce = false;
  }

  draw(answered, hits, note) {
    const marked = this.hits[this.active];
    this.answered = this.root.dataset.answered = answered;
    this.hits = hits;
    this.list.replaceChildren(
      ...hits.map((hit, number) => {
        const option = Object.assign(element("li"), { id: `${this.list.id}-${number}` });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.number = number;
        option.append(element("b", hit.nama), " ", element("span", hit.sebutan), " ", element("small", hit.letak));
        return option;
      }),
    );
    const here = document.activeElement === this.input;
    this.note.textContent = here ? note : "";
    this.show(here && hits.length > 0);
    // Who had chosen among the hits and types on keeps what was chosen, while it is among them.
    if (!this.list.hidden && marked)
      this.mark(hits.findIndex((hit) => hit.jenis === marked.jenis && hit.kode === marked.kode));
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.mark(-1);
  }

  mark(number) {
    this.active = number;
    for (const [i, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(i === number));
      if (i === number) option.scrollIntoView({ block: "nearest" });
    }
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[number].id);
  }

  pressed(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden,
      step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open) this.show(this.hits.length > 0 && this.isAnswered());
      // One step beyond either end is the field itself.
      const places = this.hits.length + 1;
      if (!this.list.hidden) this.mark(((this.active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open && this.active >= 0) this.choose(this.hits[this.active]);
      else if (this.isAnswered() && this.hits.length) this.choose(this.hits[0]);
      else if (this.input.value.trim()) {
        // Faster than the answer: the first hit is taken as soon as there is one.
        this.atOnce = true;
        this.ask();
      }
    } else if (event.key === "Escape") {
      if (open || this.note.textContent) {
        this.show(false);
        this.note.textContent = "";
      } else {
        this.input.value = "";
        this.forget();
      }
    }
  }

  choose(hit) {
    this.input.value = "";
    this.forget();
    this.pick(`${hit.jenis}:${hit.kode}`);
  }
}

const fields = new WeakMap();
export default async function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  const root = parentElement.querySelector(".search");
  if (!fields.has(root)) fields.set(root, new SearchField(root));
  fields.get(root).receive(data, (chosen) => setTriggerValue("pick", chosen));
}
