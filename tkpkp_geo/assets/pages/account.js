/* The account in the corner: the way in, or name, role and the way out. Forms, so that nothing secret is in an address. */
const element = (name, content = "", attributes = {}) =>
  Object.assign(document.createElement(name), { textContent: content }, attributes);
const hiddenField = (name, value) => element("input", "", { type: "hidden", name, value });

function buildForm(action, ...content) {
  const form = element("form", "", { method: "post", action });
  form.append(...content);
  return form;
}

function signInEntry(ticket) {
  if (!ticket) return [element("a", "Masuk", { href: "/masuk" })];
  const form = buildForm("/masuk/tiket", hiddenField("tiket", ticket));
  queueMicrotask(() => form.requestSubmit());
  return [form];
}

function userMenu(data) {
  const menu = element("details"),
    content = element("div"),
    back = hiddenField("kembali", "/");
  const summary = element("summary", data.nama, { title: `${data.nama} · ${data.peran}` });
  summary.append(element("small", data.peran));
  const signOut = buildForm("/keluar", back, element("button", "Keluar", { type: "submit" }));
  signOut.addEventListener("submit", () => (back.value = location.pathname + location.search));
  content.append(element("a", "Ganti sandi", { href: "/sandi" }), signOut);
  menu.append(summary, content);
  return [menu];
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".account"),
    signature = JSON.stringify(data);
  if (root.dataset.signature === signature) return;
  root.dataset.signature = signature;
  root.replaceChildren(...(data.nama ? userMenu(data) : signInEntry(data.ticket)));
}
