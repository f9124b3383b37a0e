/* Kawasan cards. Drawings are fetched once a revision; a rerun only moves figures and shades. */
import { sekali } from "./once.js";

const ambil = sekali("api/sketsa.json");
const svg = (nama, sifat) => {
  const simpul = document.createElementNS("http://www.w3.org/2000/svg", nama);
  for (const [kunci, nilai] of Object.entries(sifat)) simpul.setAttribute(kunci, nilai);
  return simpul;
};
const teks = (nama, isi, kelas = "") =>
  Object.assign(document.createElement(nama), { textContent: isi, className: kelas });

function bangun(kartu, gambar) {
  const tombol = teks("button", "", "kartu-kawasan");
  tombol.type = "button";
  tombol.dataset.kawasan = kartu.kode;
  const bidang = svg("svg", { viewBox: "0 0 400 400", role: "img", "aria-label": `Peta kecil ${gambar.nama}` });
  for (const desa of gambar.desa)
    bidang.append(svg("path", { d: desa.d, class: desa.anggota ? "anggota" : "bukan", "data-desa": desa.kode }));
  bidang.append(svg("path", { d: gambar.garis, class: "garis" }));
  const isi = teks("span", "", "isi");
  isi.append(
    teks("b", gambar.nama),
    teks("small", gambar.kab),
    teks("span", "", "angka-kartu"),
    teks("span", "", "kurang"),
  );
  tombol.append(bidang, isi);
  return tombol;
}

document.documentElement.lang = "id"; // Streamlit's page says "en", and a screen reader would believe it

export default async function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  const akar = parentElement.querySelector(".cards");
  const gambar = await ambil(data.revisi);
  // A new revision hardly ever changes the drawings: cards that stay keep the keyboard's focus.
  const tanda = JSON.stringify(gambar);
  if (akar.tanda !== tanda) {
    akar.tanda = tanda;
    akar.replaceChildren(teks("p", "", "legenda-kartu"), ...data.kartu.map((k) => bangun(k, gambar[k.kode])));
  }
  const legenda = akar.firstChild;
  legenda.replaceChildren(teks("span", `${data.judul}:`));
  data.legenda.forEach((nama, i) => {
    const butir = teks("span", nama),
      kotak = teks("i", "");
    kotak.style.background = data.tangga[i];
    butir.prepend(kotak);
    legenda.append(butir);
  });
  data.kartu.forEach((kartu, i) => {
    const tombol = akar.children[i + 1],
      { warna, tangga } = gambar[kartu.kode];
    tombol.style.setProperty("--k", warna[data.tema]);
    tombol.setAttribute("aria-pressed", String(kartu.buka));
    tombol.classList.toggle("ringkas", kartu.ringkas);
    // Assigned anew on each rerun: the trigger that came with an older one is spent.
    tombol.onclick = () => setTriggerValue("buka", kartu.buka ? "" : kartu.kode);
    for (const [n, path] of tombol.querySelectorAll("[data-desa]").entries())
      path.style.fill = tangga[data.tema][Number(kartu.kelas[n] || 0)];
    const baris = kartu.isi.map(([nilai, nama]) => {
      const butir = teks("span", "");
      if (nama === "pagu") butir.append(`Pagu `, teks("b", nilai));
      else butir.append(teks("b", nilai), ` ${nama}`);
      return butir;
    });
    tombol.querySelector(".angka-kartu").replaceChildren(...baris);
    tombol.querySelector(".kurang").replaceChildren(...kartu.kurang.map((kalimat) => teks("span", kalimat)));
  });
}
