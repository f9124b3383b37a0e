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
    const present = new Set(data.baris.map((row) => row.id));
    const start = this.data ? [...this.selected] : data.dipilih || [];
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
    head.append(cell, ...data.kolom.map((name) => Object.assign(element("th", name), { scope: "col" })));
    this.boxes = data.baris.map((row) => this.addRow(body, row));
    const frame = element("div", "", "table-frame");
    Object.assign(frame, { tabIndex: 0, role: "region", ariaLabel: data.judul });
    frame.append(data.baris.length ? table : element("p", data.kosong));
    this.root.replaceChildren(element("h2", data.judul), frame);
    this.root.dataset.count = data.baris.length;
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
      name = row.sel[0].teks,
      cell = element("td", "", "tick");
    tr.dataset.id = row.id;
    tr.classList.toggle("dimmed", Boolean(row.redup));
    const box = this.addBox(
      this.data.pilih.replace("{}", () => name),
      () => {
        box.checked ? this.selected.add(row.id) : this.selected.delete(row.id);
        this.send();
      },
    );
    box.dataset.id = row.id;
    cell.append(box);
    tr.append(cell, ...row.sel.map((content) => this.drawCell(row.id, content)));
    return box;
  }

  drawCell(id, content) {
    const td = element("td", "", content.redup ? "dimmed" : "");
    if (content.buka) {
      const button = element("button", content.teks, "link");
      button.type = "button";
      button.addEventListener("click", () => this.kit.setTriggerValue("buka", id));
      td.append(button);
    } else td.append(element("span", content.teks, content.jenis ? `state ${content.jenis}` : ""));
    if (content.tanda) td.append(element("span", content.tanda, "sample"));
    for (const note of content.catatan ? content.catatan.split("\n") : []) td.append(element("small", note));
    return td;
  }

  selectAll() {
    this.selected = new Set(this.all.checked ? this.data.baris.map((row) => row.id) : []);
    this.send();
  }

  send() {
    this.tick();
    this.kit.setStateValue("dipilih", [...this.selected]);
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
