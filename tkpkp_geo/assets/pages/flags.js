/* What is to be talked about: rules, their flags, the rows that each rests on, and its answer.
   What is typed by people enters only as text nodes. */
const element = (name, content = "", className = "") =>
  Object.assign(document.createElement(name), { textContent: content, className });
const numberFormat = new Intl.NumberFormat("id-ID");
const FEW = 8; // flags in all that may stand open from the start

const button = (name, className, onPress) => {
  const node = element("button", name, className);
  node.type = "button";
  node.addEventListener("click", onPress);
  return node;
};

/* Put children in order and leave alone those that stay: somebody may be on one with the keyboard, or be typing. */
function placeChildren(parent, children, fallback) {
  const staying = new Set(children),
    focused = document.activeElement;
  const focusLost = [...parent.children].some((node) => !staying.has(node) && node.contains(focused));
  for (const node of [...parent.children]) if (!staying.has(node)) node.remove();
  children.forEach((node, i) => {
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
  if (focusLost) fallback?.focus({ preventScroll: true });
}

class FlagList {
  constructor(root) {
    this.root = root;
    this.groups = new Map();
    this.flags = new Map();
    this.heading = element("h2");
    this.emptyNote = element("p", "Tidak ada yang perlu dibahas dalam saringan ini.", "empty");
    this.openingsHeading = element("h2");
    this.before = new Map();
  }

  receive(data, kit) {
    this.kit = kit;
    const signature = JSON.stringify(data);
    if (this.signature === signature) return;
    this.signature = signature;
    this.data = data;
    this.before = this.flags;
    this.flags = new Map();
    const countFlags = (list) => list.reduce((n, group) => n + group.count, 0);
    const [toDiscuss, openings] = [data.groups.filter((k) => !k.opportunity), data.groups.filter((k) => k.opportunity)];
    this.startOpen = countFlags(data.groups) <= FEW;
    this.heading.replaceChildren("Perlu dibahas ", element("b", numberFormat.format(countFlags(toDiscuss))));
    this.openingsHeading.replaceChildren("Peluang sinergi ", element("b", numberFormat.format(countFlags(openings))));
    const nodes = [this.heading, ...(toDiscuss.length ? toDiscuss.map((k) => this.showGroup(k)) : [this.emptyNote])];
    if (openings.length) nodes.push(this.openingsHeading, ...openings.map((k) => this.showGroup(k)));
    if (data.answered.count) nodes.push(this.showGroup(data.answered));
    for (const key of [...this.groups.keys()]) if (!nodes.includes(this.groups.get(key).root)) this.groups.delete(key);
    placeChildren(this.root, nodes, this.heading);
    this.root.dataset.count = countFlags(toDiscuss);
  }

  showGroup(content) {
    const entry = this.groups.get(content.rule) ?? this.buildGroup(content);
    this.groups.set(content.rule, entry);
    entry.name.replaceChildren(`${content.title} `, element("b", numberFormat.format(content.count)));
    entry.words.textContent = content.words;
    entry.words.hidden = !content.words;
    placeChildren(
      entry.list,
      content.items.map((flag) => this.showFlag(flag, content.rule)),
      entry.head,
    );
    const rest = content.count - content.items.length;
    entry.more.hidden = rest <= 0;
    entry.more.textContent = `Tampilkan ${numberFormat.format(Math.min(rest, this.data.step))} lainnya${rest > this.data.step ? ` dari ${numberFormat.format(rest)}` : ""}`;
    return entry.root;
  }

  buildGroup(content) {
    const root = element("details", "", `group ${content.rule}`),
      head = element("summary"),
      name = element("h3");
    const words = element("p", "", "rule"),
      list = element("ul", "", "flag-list");
    const more = button("", "more", () => this.kit.setTriggerValue("more", content.rule));
    root.dataset.rule = content.rule;
    root.open = content.rule !== "answered" && (this.startOpen || content === this.data.groups[0]);
    head.append(name);
    root.append(head, words, list, more);
    return { root, head, name, words, list, more };
  }

  showFlag(flag, rule) {
    const rows = flag.ids.map((id) => this.data.rows[id]),
      signature = JSON.stringify([flag, rows, rule, this.data.may_answer]);
    const before = this.before.get(flag.kode),
      same = before?.signature === signature;
    const entry = same ? before : { signature, ...this.buildFlag(flag, rows, rule) };
    // What was being typed outlives a change of the rows: the page is drawn anew whenever anybody saves.
    if (!same && before?.field && entry.field && !before.form.hidden) this.openForm(entry, before.field.value);
    if (!same && before?.basis?.open && entry.basis) entry.basis.open = true;
    this.flags.set(flag.kode, entry);
    return entry.root;
  }

  buildFlag(flag, rows, rule) {
    const root = element("li", "", "flag-item"),
      content = element("div", "", "content"),
      actions = element("div", "", "actions");
    root.dataset.kode = flag.kode;
    const heading = element("h4", flag.title);
    this.addMarks(heading, flag.marks);
    content.append(heading);
    if (flag.opd.length) content.append(this.opdSymbols(flag.opd));
    content.append(element("p", flag.reason));
    for (const sentence of flag.notes) content.append(element("p", sentence, "note"));
    const basis = rows.length ? this.buildBasis(flag, rows) : null;
    if (basis) content.append(basis);
    const mapLink = Object.assign(element("a", flag.label, "to-map"), { href: flag.address });
    mapLink.setAttribute("aria-label", `${flag.label}: ${flag.title}`);
    mapLink.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own
      event.preventDefault();
      this.kit.setTriggerValue("map", flag.kode);
    });
    actions.append(mapLink);
    root.append(content, actions);
    const entry = { root, basis };
    if (!this.data.may_answer) return entry;
    if (rule === "answered") {
      const toggle = button("Buka kembali", "plain", () =>
        this.kit.setTriggerValue("reopen", { kode: flag.kode, sidik: flag.sidik }),
      );
      toggle.setAttribute("aria-label", `Buka kembali: ${flag.title}`);
      actions.append(toggle);
    } else this.buildForm(entry, flag, actions);
    return entry;
  }

  addMarks(node, marks) {
    for (const words of marks) node.append(" ", element("mark", words, words === "contoh" ? "sample" : "mark"));
  }

  opdSymbols(opd) {
    const list = element("p", "", "opd-list");
    for (const kode of opd) {
      const item = element("span", this.data.opd[kode]);
      item.prepend(
        Object.assign(element("img", "", "symbol"), { src: `aset/simbol/${encodeURIComponent(kode)}.svg`, alt: "" }),
      );
      list.append(item);
    }
    return list;
  }

  buildBasis(flag, rows) {
    const basis = element("details", "", "basis"),
      list = element("ul");
    basis.append(element("summary", `Bertumpu pada ${numberFormat.format(flag.total)} program`), list);
    for (const [name, opd, caption, marks] of rows) {
      const item = element("li", name);
      this.addMarks(item, marks);
      item.append(element("small", `${this.data.opd[opd]} · ${caption}`));
      list.append(item);
    }
    const rest = flag.total - rows.length;
    if (rest > 0) basis.append(element("p", `dan ${numberFormat.format(rest)} lainnya, tampil di peta`, "quiet"));
    return basis;
  }

  buildForm(entry, flag, actions) {
    const toggle = button("Sudah dibahas", "plain", () => this.openForm(entry, "", true));
    toggle.setAttribute("aria-label", `Sudah dibahas: ${flag.title}`);
    toggle.setAttribute("aria-expanded", "false");
    const form = element("form", "", "answer"),
      label = element("label", "Hasil atau alasan"),
      field = element("textarea");
    const error = element("p", "", "error"),
      save = element("button", "Simpan", "primary");
    const close = () => {
      form.hidden = true;
      toggle.setAttribute("aria-expanded", "false");
      toggle.focus();
    };
    Object.assign(field, { rows: 2, maxLength: this.data.longest });
    Object.assign(form, { hidden: true, noValidate: true });
    error.setAttribute("role", "alert");
    label.append(field);
    form.append(label, error, save, button("Batal", "plain", close));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const note = field.value.trim();
      error.textContent = note ? "" : "Tuliskan hasil atau alasannya.";
      field.setAttribute("aria-invalid", String(!note));
      if (!note) field.focus();
      else this.kit.setTriggerValue("answer", { kode: flag.kode, sidik: flag.sidik, note });
    });
    actions.append(toggle);
    entry.root.append(form);
    Object.assign(entry, { form, field, toggle });
  }

  openForm(entry, written, focus = false) {
    entry.form.hidden = false;
    entry.toggle.setAttribute("aria-expanded", "true");
    if (written) entry.field.value = written;
    if (focus) entry.field.focus();
  }
}

const instances = new WeakMap();
export default function (kit) {
  const root = kit.parentElement.querySelector(".flags");
  if (!instances.has(root)) instances.set(root, new FlagList(root));
  instances.get(root).receive(kit.data, kit);
}
