/* The matrix as a table. Cells are links: a click goes to the map inside the session, a new tab gets an address. */
const numberFormat = new Intl.NumberFormat("id-ID");
const UNFILLED = "belum diisi",
  ALL = "*",
  SEPARATOR = "~",
  ROOMY = 6;
const element = (name, className = "", content = "") =>
  Object.assign(document.createElement(name), { className, textContent: content });

class Matrix {
  constructor(root) {
    this.root = root;
    this.frame = element("div", "matrix-frame");
    this.frame.tabIndex = 0;
    this.frame.setAttribute("role", "region");
    this.legend = element("div", "matrix-legend");
    root.replaceChildren(this.frame, this.legend);
  }

  receive(data, send) {
    const focused = focusedKey(this.frame);
    this.data = data;
    this.partial = false;
    this.send = send;
    const { columns } = data;
    this.frame.setAttribute("aria-label", data.title);
    const table = element("table", columns.length <= ROOMY ? "synergy-matrix roomy" : "synergy-matrix");
    table.createCaption().textContent = data.title;
    this.drawHead(table.createTHead());
    const body = table.createTBody();
    data.rows.forEach(([kode, name, unit], i) => {
      const tr = body.insertRow();
      tr.dataset.row = kode;
      tr.append(this.rowHead(kode, name, data.row_totals[i]));
      tr.append(...columns.map((column, j) => this.drawCell(data.cells[i][j], [kode, name, unit], column)));
      tr.append(this.drawCell(data.row_totals[i], [kode, name, unit], null));
    });
    const tr = table.createTFoot().insertRow();
    tr.append(Object.assign(element("th", "", "Jumlah"), { scope: "row" }));
    tr.append(...columns.map((column, j) => this.drawCell(data.column_totals[j], null, column)));
    tr.append(this.drawCell(data.total, null, null));
    this.frame.replaceChildren(table);
    this.drawLegend();
    if (focused)
      [...this.frame.querySelectorAll("[data-key]")]
        .find((x) => x.dataset.key === focused)
        ?.focus({ preventScroll: true });
  }

  /* One head row a level: an opened area spans its own sum and its parts. */
  drawHead(thead) {
    const { columns, corner } = this.data;
    const height =
      columns.some((column) => column[0] === "desa" || column[0] === "tingkat kecamatan") ||
      columns.some((column) => column[0] === "kecamatan" && column[5])
        ? 3
        : columns.some((column) => column[5])
          ? 2
          : 1;
    const rows = Array.from({ length: height }, () => thead.insertRow());
    const cell = (level, span, content, width = 1) => {
      const th = Object.assign(element("th"), {
        scope: width > 1 ? "colgroup" : "col",
        colSpan: width,
        rowSpan: span,
      });
      th.append(...[content].flat());
      rows[level].append(th);
      return th;
    };
    cell(0, height, corner).className = "corner";
    for (const column of columns) {
      const [kind, , , kawasan, kecamatan, opened] = column;
      const level =
        kind === "desa" || kind === "tingkat kecamatan"
          ? 2
          : kind === "kecamatan" || kind === "tingkat kawasan"
            ? 1
            : 0;
      const width = columns.filter((other) =>
        kind === "kawasan" ? other[3] === kawasan : other[4] === kecamatan,
      ).length;
      if (!opened || width === 1) cell(level, height - level, this.columnTitle(column));
      else {
        cell(level, 1, this.columnTitle(column), width).classList.add("opened");
        cell(level + 1, height - level - 1, "Jumlah");
      }
    }
    cell(0, height, "Jumlah").className = "total";
  }

  columnTitle(column) {
    const [kind, kode, name, , , opened] = column;
    const j = this.data.columns.indexOf(column);
    const content = [
      this.data.column_totals[j][0] > 0
        ? this.link(name, null, column, `Buka ${name} di peta`, "title")
        : element("span", "", name),
    ];
    if (opened === null) return content;
    const button = element("button", "opener", opened ? "−" : "+");
    button.type = "button";
    button.dataset.key = `open ${kode}`;
    button.setAttribute("aria-expanded", String(opened));
    button.setAttribute(
      "aria-label",
      `${opened ? "Tutup" : "Buka"} ${kind === "kawasan" ? "kecamatan" : "desa"} di ${name}`,
    );
    button.title = button.getAttribute("aria-label");
    button.addEventListener("click", () => this.send("toggle", kode));
    return [...content, button];
  }

  rowHead(kode, name, total) {
    const th = Object.assign(element("th"), { scope: "row" });
    const content =
      total[0] > 0 ? this.link(name, [kode, name], null, `Buka ${name} di peta`, "title") : element("span", "", name);
    if (this.data.symbols)
      content.prepend(
        Object.assign(element("img", "symbol"), { alt: "", src: `aset/simbol/${encodeURIComponent(kode)}.svg` }),
      );
    th.append(content);
    return th;
  }

  drawCell(content, row, column) {
    const [program, level, money, without] = content,
      { shown, blanks } = this.data;
    const total = !row || !column;
    if (program < 0) {
      const [sign, words] = blanks[-1 - program],
        sentence = level ? `${words} (${numberFormat.format(level)} OPD)` : words;
      const td = element("td", `empty blank-${-1 - program}`),
        i = element("i", "", sign);
      i.setAttribute("aria-hidden", "true");
      td.title = sentence;
      td.append(i, element("span", "words", sentence));
      return td;
    }
    const td = element("td", total ? "total" : `content class-${level}`);
    const count = `${numberFormat.format(program)} program`,
      partial = money !== null && without && shown !== "realisasi" ? "*" : "",
      rupiah = money === null ? UNFILLED : money + partial;
    if (partial) this.partial = true;
    const main = shown === "program" ? numberFormat.format(program) : program ? rupiah : "–";
    const small = !program ? "" : shown === "program" ? (money === null ? `pagu ${UNFILLED}` : rupiah) : count;
    if (!program) {
      td.append(element("b", "", main));
      return td;
    }
    const name = [row?.[1], column?.[2]].filter(Boolean).join(", ") || "Semua";
    const lacking = without && shown !== "realisasi" ? `, ${numberFormat.format(without)} program tanpa pagu` : "";
    const a = this.link(
      "",
      row,
      column,
      `${name}: ${count}, ${shown === "realisasi" ? "realisasi" : "pagu"} ${money ?? UNFILLED}${lacking}. Buka di peta`,
      "cell-figures",
    );
    if ((row?.[2] || column?.[6]) && program > this.data.most)
      a.title += ` (lebih dari ${this.data.most} program: wilayah sekitarnya ikut tampil)`;
    a.append(
      element("b", shown !== "program" && money === null ? "unfilled" : "", main),
      element("small", money === null ? "unfilled" : "", small),
    );
    td.append(a);
    return td;
  }

  link(content, row, column, sentence, className) {
    const a = element("a", className, content);
    const kode = [row ? row[0] : ALL, ...(column ? [column[0], column[1], column[3]] : [ALL, "", ""])];
    a.href = this.address(row, column, kode);
    a.dataset.key = `${className} ${kode.join(SEPARATOR)}`;
    a.title = sentence;
    if (!content) a.setAttribute("aria-label", sentence);
    a.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.send("cell", kode);
    });
    return a;
  }

  /* Where the keys of the filter can say the cell, the map's own address; else this page's, which goes on to it. */
  address(row, column, kode) {
    const rowKey = this.data.symbols ? "opd" : "fungsi";
    const own = {};
    if (row) own[rowKey] = row[0];
    if (column?.[0] === "fungsi") own.fungsi = column[1];
    if (column?.[3]) own.kawasan = column[3];
    if (column?.[4]) own.kecamatan = column[4];
    const byId = column?.[6] || (row && this.isUnit(row[0]));
    const query = new URLSearchParams(
      byId ? this.data.query : [...this.data.query.filter(([key]) => !(key in own)), ...Object.entries(own)],
    );
    if (!byId) return new URL(`./?${query}`, document.baseURI);
    query.set("susunan", this.data.arrangement);
    query.set("sel", kode.join(SEPARATOR));
    return new URL(`matriks?${query}`, document.baseURI);
  }

  isUnit(kode) {
    return this.data.rows.find(([other]) => other === kode)?.[2];
  }

  drawLegend() {
    const { legend, blanks, shown } = this.data;
    const items = legend.map((name, i) => {
      const content = element("span", "", name);
      content.prepend(element("i", `swatch class-${i + 1}`));
      return content;
    });
    if (items.length)
      items.unshift(
        element(
          "span",
          "",
          { program: "Program per sel:", pagu: "Pagu per sel:", realisasi: "Realisasi per sel:" }[shown],
        ),
      );
    const signs = blanks
      .filter(([, , present]) => present)
      .map(([sign, words]) => {
        const content = element("span", "", words);
        content.prepend(element("i", sign ? "" : "swatch", sign));
        return content;
      });
    if (this.partial) signs.push(element("span", "", "* sebagian program belum mengisi pagu"));
    this.legend.replaceChildren(...items, ...signs);
  }
}

const focusedKey = (frame) => (frame.contains(document.activeElement) ? document.activeElement.dataset.key : null);
document.documentElement.lang = "id"; // Streamlit's page says "en", and a screen reader would believe it

const matrices = new WeakMap();
export default function (kit) {
  const root = kit.parentElement.querySelector(".matrix");
  if (!matrices.has(root)) matrices.set(root, new Matrix(root));
  matrices.get(root).receive(kit.data, (name, value) => kit.setTriggerValue(name, value));
}
