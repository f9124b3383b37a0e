/* The button that prints the page; how it looks on paper is profile-print.css's affair. */
export default function ({ parentElement }) {
  const root = parentElement.querySelector(".print");
  if (root.firstChild) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Cetak";
  button.onclick = () => window.print();
  root.append(button);
}
