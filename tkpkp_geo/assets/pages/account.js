/* The account in the corner: the way in, or name, role and the way out. Forms, so that nothing secret is in an address. */
const buat = (nama, isi = "", sifat = {}) => Object.assign(document.createElement(nama), { textContent: isi }, sifat);
const medan = (name, value) => buat("input", "", { type: "hidden", name, value });

function formulir(action, ...isi) {
  const form = buat("form", "", { method: "post", action });
  form.append(...isi);
  return form;
}

function tamu(tiket) {
  if (!tiket) return [buat("a", "Masuk", { href: "/masuk" })];
  const form = formulir("/masuk/tiket", medan("tiket", tiket));
  queueMicrotask(() => form.requestSubmit());
  return [form];
}

function orang(data) {
  const menu = buat("details"),
    isi = buat("div"),
    kembali = medan("kembali", "/");
  const judul = buat("summary", data.nama, { title: `${data.nama} · ${data.peran}` });
  judul.append(buat("small", data.peran));
  const keluar = formulir("/keluar", kembali, buat("button", "Keluar", { type: "submit" }));
  keluar.addEventListener("submit", () => (kembali.value = location.pathname + location.search));
  isi.append(buat("a", "Ganti sandi", { href: "/sandi" }), keluar);
  menu.append(judul, isi);
  return [menu];
}

export default function ({ data, parentElement }) {
  const akar = parentElement.querySelector(".account"),
    tanda = JSON.stringify(data);
  if (akar.dataset.tanda === tanda) return;
  akar.dataset.tanda = tanda;
  akar.replaceChildren(...(data.nama ? orang(data) : tamu(data.tiket)));
}
