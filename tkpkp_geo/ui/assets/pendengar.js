/* Hears of new revisions by server-sent events and asks the page for one rerun. Nothing is polled. */
const SEBAR = 300; // ms: many browsers that hear the same news do not all ask in one instant
const JEDA = 1000; // ms: while people write all the time, a page follows once a second
const DIAM = 5000; // ms without a connection before the page says so
const PUTUS = "Sambungan terputus, mencoba lagi …";
let kit, kabar, sumber, terbaru, janji, cemas, terakhir = 0;

const minta = () => {
  janji = null;
  if (terbaru === kit.data.revisi) return;
  terakhir = performance.now();
  kit.setTriggerValue("revisi", terbaru);
};
const rencanakan = () => {
  if (janji || terbaru === undefined || terbaru === kit.data.revisi) return;
  janji = setTimeout(minta, Math.max(Math.random() * SEBAR, JEDA - (performance.now() - terakhir)));
};
const tenang = (putus) => {
  clearTimeout(cemas);
  cemas = null;
  if (kabar) kabar.hidden = !putus;
};

function dengar() {
  // A browser grants a host six connections in all: a tab that nobody looks at gives its own back.
  if (document.hidden) {
    sumber?.close();
    sumber = null;
    tenang(false);
    return;
  }
  if (sumber) return;
  sumber = new EventSource(new URL("api/perubahan", document.baseURI));
  sumber.onopen = () => tenang(false);
  sumber.addEventListener("revisi", (pesan) => {
    terbaru = Number(pesan.data);
    rencanakan();
  });
  sumber.onerror = () => {
    cemas ??= setTimeout(() => tenang(true), DIAM);
    if (sumber?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    sumber = null;
    setTimeout(dengar, DIAM);
  };
}
document.addEventListener("visibilitychange", dengar);

export default function (baru) {
  kit = baru;
  kabar = kit.parentElement.querySelector(".pendengar");
  kabar.hidden = kabar.hidden || !kabar.textContent;
  kabar.setAttribute("role", "status");
  kabar.textContent = PUTUS;
  if (!cemas && sumber?.readyState === EventSource.OPEN) kabar.hidden = true;
  dengar();
  rencanakan();
}
