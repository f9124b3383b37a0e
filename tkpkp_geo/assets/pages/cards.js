/* Kawasan cards. Drawings are fetched once a revision; a rerun only moves figures and shades. */
import { fetchOnce } from "./once.js";

const fetchJson = fetchOnce("api/sketsa.json");
const svg = (name, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};
const element = (name, content, className = "") =>
  Object.assign(document.createElement(name), { textContent: content, className });

function buildCard(card, sketch) {
  const button = element("button", "", "kawasan-card");
  button.type = "button";
  button.dataset.kawasan = card.kode;
  const drawing = svg("svg", { viewBox: "0 0 400 400", role: "img", "aria-label": `Peta kecil ${sketch.nama}` });
  for (const desa of sketch.desa)
    drawing.append(svg("path", { d: desa.d, class: desa.member ? "member" : "nonmember", "data-desa": desa.kode }));
  drawing.append(svg("path", { d: sketch.outline, class: "outline" }));
  const content = element("span", "", "content");
  content.append(
    element("b", sketch.nama),
    element("small", sketch.kab),
    element("span", "", "card-figures"),
    element("span", "", "lacking"),
  );
  button.append(drawing, content);
  return button;
}

document.documentElement.lang = "id"; // Streamlit's page says "en", and a screen reader would believe it

export default async function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  const root = parentElement.querySelector(".cards");
  const sketch = await fetchJson(data.revisi);
  // A new revision hardly ever changes the drawings: cards that stay keep the keyboard's focus.
  const signature = JSON.stringify(sketch);
  if (root.signature !== signature) {
    root.signature = signature;
    root.replaceChildren(element("p", "", "cards-legend"), ...data.cards.map((k) => buildCard(k, sketch[k.kode])));
  }
  const legend = root.firstChild;
  legend.replaceChildren(element("span", `${data.title}:`));
  data.legend.forEach((name, i) => {
    const item = element("span", name),
      box = element("i", "");
    box.style.background = data.ramp[i];
    item.prepend(box);
    legend.append(item);
  });
  data.cards.forEach((card, i) => {
    const button = root.children[i + 1],
      { warna: colour, ramp } = sketch[card.kode];
    button.style.setProperty("--k", colour[data.theme]);
    button.setAttribute("aria-pressed", String(card.open));
    button.classList.toggle("short", card.short);
    // Assigned anew on each rerun: the trigger that came with an older one is spent.
    button.onclick = () => setTriggerValue("open", card.open ? "" : card.kode);
    for (const [n, path] of button.querySelectorAll("[data-desa]").entries())
      path.style.fill = ramp[data.theme][Number(card.classes[n] || 0)];
    const figures = card.figures.map(([value, name]) => {
      const item = element("span", "");
      if (name === "pagu") item.append(`Pagu `, element("b", value));
      else item.append(element("b", value), ` ${name}`);
      return item;
    });
    button.querySelector(".card-figures").replaceChildren(...figures);
    button.querySelector(".lacking").replaceChildren(...card.lacking.map((sentence) => element("span", sentence)));
  });
}
