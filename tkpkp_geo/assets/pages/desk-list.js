/* A list of the desk: programs to choose from, or rows with one button each.
   What is typed by people enters only as text nodes. */
const SEARCH_FROM = 7; // rows from which on a search is offered

const element = (name, content = "", className = "") =>
  Object.assign(document.createElement(name), { textContent: content, className });

class DeskList {
  constructor(root) {
    this.root = root;
    this.search = Object.assign(element("input"), {
      type: "search",
      placeholder: "Cari program atau OPD",
      autocomplete: "off",
    });
    this.search.setAttribute("aria-label", "Cari program atau OPD");
    this.search.addEventListener("input", () => this.refilter());
    this.emptyNote = element("p", "", "empty");
    this.list = Object.assign(element("ul"), { tabIndex: 0 }); // it scrolls, also where nothing in it can be pressed
    this.others = Object.assign(element("button", "Pilih program lain", "others"), { type: "button" });
    this.others.addEventListener("click", () => {
      this.fold(false);
      this.search.focus();
    });
    root.replaceChildren(this.search, this.list, this.others, this.emptyNote);
  }

  receive(data, kit) {
    this.kit = kit;
    // Whatever became of the button that was pressed: what can still be done can be pressed again.
    for (const button of this.list.querySelectorAll("button.pressed"))
      Object.assign(button, { disabled: false, className: "" });
    const signature = JSON.stringify(data);
    if (this.signature === signature) return;
    this.signature = signature;
    this.data = data;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.list.replaceChildren(...data.rows.map((row) => this.drawRow(row)));
    this.list.setAttribute("aria-label", data.title);
    if (!this.maySearch()) this.search.value = "";
    this.fold(Boolean(data.selected));
    this.root.dataset.count = data.rows.length;
    if (focused)
      [...this.list.querySelectorAll("button")]
        .find((button) => button.dataset.id === focused)
        ?.focus({ preventScroll: true });
  }

  drawRow(row) {
    const li = element("li", "", row.struck ? "struck" : ""),
      content = element("div");
    content.append(element("b", row.text));
    for (const mark of row.marks || [])
      content.append(" ", element("mark", mark, mark === "contoh" ? "sample" : "mark"));
    if (row.note) content.append(element("small", row.note));
    const button = element("button", this.data.button);
    button.type = "button";
    button.dataset.id = row.id;
    button.addEventListener("click", () => {
      if (this.data.button) Object.assign(button, { disabled: true, className: "pressed" });
      this.kit.setTriggerValue("pick", row.id);
    });
    const symbol = row.opd
      ? [
          Object.assign(element("img", "", "symbol"), {
            alt: "",
            src: new URL(`aset/simbol/${encodeURIComponent(row.opd)}.svg`, document.baseURI),
          }),
        ]
      : [];
    li.dataset.search = `${row.text} ${row.note}`.toLocaleLowerCase("id");
    if (this.data.button) {
      button.setAttribute("aria-label", `${this.data.button}: ${row.text}`);
      li.append(...symbol, content, ...(row.struck || row.fixed ? [] : [button]));
    } else {
      button.className = "whole";
      button.setAttribute("aria-pressed", String(row.id === this.data.selected));
      button.append(...symbol, content);
      li.append(button);
    }
    return li;
  }

  maySearch() {
    return this.data.searchable && this.data.rows.length >= SEARCH_FROM;
  }

  /* Once one is chosen the others make room for the map. */
  fold(folded) {
    this.folded = folded;
    this.others.hidden = !folded || this.data.rows.length < 2;
    this.search.hidden = folded || !this.maySearch();
    this.refilter();
  }

  refilter() {
    const terms = this.search.value.trim().toLocaleLowerCase("id").split(/\s+/);
    let visible = 0;
    for (const li of this.list.children) {
      const selected = li.querySelector("[aria-pressed=true]");
      li.hidden = this.folded ? !selected : !terms.every((row) => li.dataset.search.includes(row));
      visible += !li.hidden;
    }
    this.list.hidden = !visible;
    this.emptyNote.hidden = Boolean(visible);
    this.emptyNote.textContent = this.data.rows.length ? "Tidak ada yang cocok." : this.data.empty;
  }
}

const instances = new WeakMap();
export default function (kit) {
  const root = kit.parentElement.querySelector(".desk-list");
  if (!instances.has(root)) instances.set(root, new DeskList(root));
  instances.get(root).receive(kit.data, kit);
}
