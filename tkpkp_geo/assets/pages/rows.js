/* Rows to choose from: a tick for each, a name that opens it. What is typed by people enters only as text nodes. */
const element = (name, content = "", className = "") =>
  Object.assign(document.createElement(name), { textContent: content, className });

class RowPicker {
  constructor(root) {
    this.root = root;
    this.selected = new Set();
  }

  receive(data, kit) {
    this.kit = kit;
    const signature = JSON.stringify(data);
    if (this.signature === signature) return;
    this.signature = signature;
    const present = new Set(data.rows.map((row) => row.id));
    const start = this.data ? [...this.selected] : data.selected || [];
    this.data = data;
    this.selected = new Set(start.filter((id) => present.has(id)));
    this.redraw();
  }

  redraw() {
    const { data } = this;
    const table = element("table", "", "listing"),
      head = table.createTHead().insertRow(),
      body = table.createTBody();
    this.all = this.addBox("Pilih semua", () => this.selectAll());
    const cell = element("th", "", "tick");
    cell.append(this.all);
    head.append(cell, ...data.columns.map((name) => Object.assign(element("th", name), { scope: "col" })));
    this.boxes = data.rows.map((row) => this.addRow(body, row));
    const frame = element("div", "", "table-frame");
    Object.assign(frame, { tabIndex: 0, role: "region", ariaLabel: data.title });
    frame.append(data.rows.length ? table : element("p", data.empty));
    this.root.replaceChildren(element("h2", data.title), frame);
    this.root.dataset.count = data.rows.length;
    this.tick();
  }

  addBox(name, onChange) {
    const input = element("input");
    input.type = "checkbox";
    input.setAttribute("aria-label", name);
    input.addEventListener("change", onChange);
    return input;
  }

  addRow(body, row) {
    const tr = body.insertRow(),
      name = row.cells[0].text,
      cell = element("td", "", "tick");
    tr.dataset.id = row.id;
    tr.classList.toggle("dimmed", Boolean(row.dimmed));
    const box = this.addBox(
      this.data.tick.replace("{}", () => name),
      () => {
        box.checked ? this.selected.add(row.id) : this.selected.delete(row.id);
        this.send();
      },
    );
    box.dataset.id = row.id;
    cell.append(box);
    tr.append(cell, ...row.cells.map((content) => this.drawCell(row.id, content)));
    return box;
  }

  drawCell(id, content) {
    const td = element("td", "", content.dimmed ? "dimmed" : "");
    if (content.opens) {
      const button = element("button", content.text, "link");
      button.type = "button";
      button.addEventListener("click", () => this.kit.setTriggerValue("open", id));
      td.append(button);
    } else td.append(element("span", content.text, content.kind ? `state ${content.kind}` : ""));
    if (content.mark) td.append(element("span", content.mark, "sample"));
    for (const note of content.note ? content.note.split("\n") : []) td.append(element("small", note));
    return td;
  }

  selectAll() {
    this.selected = new Set(this.all.checked ? this.data.rows.map((row) => row.id) : []);
    this.send();
  }

  send() {
    this.tick();
    this.kit.setStateValue("selected", [...this.selected]);
  }

  tick() {
    for (const box of this.boxes) box.checked = this.selected.has(box.dataset.id);
    this.all.checked = this.boxes.length > 0 && this.selected.size === this.boxes.length;
    this.all.indeterminate = this.selected.size > 0 && !this.all.checked;
  }
}

const instances = new WeakMap();
export default function (kit) {
  const root = kit.parentElement.querySelector(".rows");
  if (!instances.has(root)) instances.set(root, new RowPicker(root));
  instances.get(root).receive(kit.data, kit);
}
