/* The button that prints the page; how it looks on paper is profile-print.css's affair. */
export default function ({ parentElement }) {
  const akar = parentElement.querySelector(".print");
  if (akar.firstChild) return;
  const tombol = document.createElement("button");
  tombol.type = "button";
  tombol.textContent = "Cetak";
  tombol.onclick = () => window.print();
  akar.append(tombol);
}
