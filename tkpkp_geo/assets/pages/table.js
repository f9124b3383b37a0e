/* The programs of the filter as a sortable table, from rows that the browser fetched once a revision. */
import "./mask.js";
import { fetchOnce } from "./once.js";

const fetchJson = fetchOnce("api/peta.json");
const element = (name, value, className = "") =>
  Object.assign(document.createElement(name), { textContent: value, className });
const numberFormat = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 2 });
const UNFILLED = "belum diisi",
  AT_ONCE = 25;
const COLUMNS = [
  ["opd", "OPD", (r, opd) => opd[r.opd].nama],
  ["program", "Program", (r) => r.program],
  ["lokus", "Lokus", (r) => r.lokus || "belum berlokus"],
  ["tahun", "Tahun", (r) => r.tahun],
  ["fungsi", "Fungsi kawasan", (r) => r.fungsi],
  ["status", "Status", (r) => r.status],
  ["dana", "Sumber dana", (r) => r.dana],
  ["pagu", "Pagu (Rp)", (r) => r.pagu, true],
  ["realisasi", "Realisasi (Rp)", (r) => r.realisasi, true],
  ["fisik", "Fisik (%)", (r) => r.fisik, true],
];
const isCancelled = (row) => row.marks.includes("batal");
const collator = new Intl.Collator("id", { numeric: true });

class ProgramTable {
  constructor(root) {
    this.root = root;
    this.sortKey = null;
    this.drawn = new Map();
    this.descending = false;
    this.most = AT_ONCE;
    this.heading = element("h2", "");
    this.table = element("table", "", "listing");
    const head = this.table.createTHead().insertRow();
    this.heads = COLUMNS.map(([key, name, , value]) => {
      const cell = element("th", "", value ? "number" : ""),
        button = element("button", name);
      cell.scope = "col";
      button.type = "button";
      button.addEventListener("click", () => this.sortBy(key));
      cell.append(button);
      head.append(cell);
      return cell;
    });
    this.body = this.table.createTBody();
    this.more = element("button", "", "more");
    this.more.type = "button";
    this.more.addEventListener("click", () => {
      this.most = Infinity;
      this.redraw();
    });
    const frame = element("div", "", "table-frame");
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Daftar program");
    frame.append(this.table);
    this.download = Object.assign(element("a", "Unduh CSV", "csv-link"), { download: "" });
    const top = element("div", "", "table-top");
    top.append(this.heading, this.download);
    root.replaceChildren(top, frame, this.more);
  }

  sortBy(key) {
    this.descending = this.sortKey === key ? !this.descending : false;
    this.sortKey = key;
    this.redraw();
  }

  receive(data, content, pick) {
    const isLetThrough = globalThis.TKPKP.decodeMask(data.mask);
    this.opd = content.opd;
    this.rows = content.rows.filter((_, i) => isLetThrough(i));
    this.pick = pick;
    this.selected = data.selected;
    this.heading.textContent = data.title;
    this.download.href = new URL(`api/intervensi.csv?${data.query}`, document.baseURI);
    this.redraw();
  }

  redraw() {
    const column = COLUMNS.find(([key]) => key === this.sortKey);
    const rows = [...this.rows];
    if (column) {
      const value = (r) => column[2](r, this.opd),
        direction = this.descending ? -1 : 1;
      // What is not filled in comes last either way: it is unknown, not small.
      rows.sort((a, b) => {
        const x = value(a),
          y = value(b);
        if (x === null || y === null) return (x === null) - (y === null);
        return direction * (column[3] ? x - y : collator.compare(x, y));
      });
    }
    // A cancelled program is told apart from those that count.
    rows.sort((a, b) => isCancelled(a) - isCancelled(b));
    for (const [i, [key]] of COLUMNS.entries())
      this.heads[i].setAttribute(
        "aria-sort",
        key !== this.sortKey ? "none" : this.descending ? "descending" : "ascending",
      );
    this.placeRows(rows.slice(0, this.most));
    this.more.hidden = rows.length <= this.most;
    this.more.textContent = `Tampilkan semua ${rows.length} program`;
    this.root.dataset.rows = rows.filter((row) => !isCancelled(row)).length;
  }

  /* A row that stays as it was is left alone: somebody may be on it with the keyboard, or be copying from it. */
  placeRows(rows) {
    const before = this.drawn;
    this.drawn = new Map(
      rows.map((row) => {
        const signature = JSON.stringify([row, this.opd[row.opd]]);
        const tr = before.get(row.id)?.signature === signature ? before.get(row.id).tr : this.drawRow(row);
        tr.classList.toggle("selected", row.id === this.selected);
        return [row.id, { signature, tr }];
      }),
    );
    const focused = this.body.contains(document.activeElement) && document.activeElement.closest("tr").dataset.id;
    const drawnRows = [...this.drawn.values()].map(({ tr }) => tr),
      staying = new Set(drawnRows);
    for (const tr of [...this.body.rows]) if (!staying.has(tr)) tr.remove();
    drawnRows.forEach((tr, i) => {
      if (this.body.rows[i] !== tr) this.body.insertBefore(tr, this.body.rows[i] ?? null);
    });
    const row = focused && this.drawn.get(focused)?.tr;
    if (row && !row.contains(document.activeElement)) row.querySelector("button").focus({ preventScroll: true });
  }

  drawRow(row) {
    const tr = document.createElement("tr");
    tr.dataset.id = row.id;
    tr.classList.toggle("struck", isCancelled(row));
    for (const [key, , readValue, value] of COLUMNS) {
      const content = readValue(row, this.opd);
      const td = element(
        "td",
        content === null ? UNFILLED : value ? numberFormat.format(content) : content,
        value && content !== null ? "number" : content === null || content === UNFILLED ? "empty" : "",
      );
      if (key === "opd")
        td.prepend(
          Object.assign(document.createElement("img"), {
            src: `aset/simbol/${this.opd[row.opd].kode}.svg`,
            alt: "",
            className: "symbol",
          }),
        );
      if (key === "program") {
        const button = element("button", row.program, "link");
        button.type = "button";
        button.addEventListener("click", () => this.pick(row.id));
        td.replaceChildren(button);
        td.append(...row.marks.map((mark) => element("span", mark, mark === "contoh" ? "sample" : "mark")));
      }
      tr.append(td);
    }
    return tr;
  }
}

const tables = new WeakMap();
export default async function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  const root = parentElement.querySelector(".table");
  const payload = await fetchJson(data.revisi);
  // Written to once more meanwhile: the mask speaks of other rows, and the next revision is on its way here.
  if (payload.revisi !== data.revisi) return;
  if (!tables.has(root)) tables.set(root, new ProgramTable(root));
  tables.get(root).receive(data, payload, (id) => setTriggerValue("pick", id));
}
