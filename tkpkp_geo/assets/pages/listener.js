/* Hears of new revisions and asks for one rerun. One stream a document, however often the page is drawn. */
const ALAMAT = new URL("api/perubahan", document.baseURI);
const TERPUTUS = "Sambungan terputus, mencoba lagi…";
// Streamlit says so too, in English and in a dialog that locks the page, which can very well be read meanwhile.
const DIALOG = ".stDialog:not(:has([data-testid=stVerticalBlock])) button[aria-label=Close]";
const ACAK = 300; // ms; browsers that hear at one instant do not all ask in it
const JARAK = 1000; // ms; writes that follow one another fast are shown together
const SIBUK = 200,
  ULANG = 3000,
  SABAR = 3000; // ms
const KALI = 3; // a question may get lost with the connection; one that is never answered is not asked for ever

let tampil = 0,
  terdengar = 0,
  sisa = 0,
  ditanya = -Infinity,
  saat = 0;
let minta, kabar, aliran, tanyaNanti, bukaNanti, kabarNanti;

/* A rerun in the midst of another would cut that one short, and it would close a dialog. */
const sibuk = () => {
  const { testScriptState, testConnectionState } = document.querySelector("[data-testid=stApp]").dataset;
  const berjalan = ["running", "rerunRequested"].includes(testScriptState);
  return berjalan || testConnectionState !== "CONNECTED" || document.querySelector("[data-testid=stDialog]");
};

function nanti(ms) {
  const kapan = performance.now() + ms;
  if (tanyaNanti && saat <= kapan) return;
  clearTimeout(tanyaNanti);
  saat = kapan;
  tanyaNanti = setTimeout(tanya, ms);
}

function tanya() {
  tanyaNanti = null;
  if (terdengar <= tampil || !sisa) return;
  if (sibuk()) return nanti(SIBUK);
  sisa -= 1;
  ditanya = performance.now();
  minta("baru", terdengar);
  nanti(ULANG);
}

function dengar(revisi) {
  tersambung();
  if (revisi <= tampil) return;
  terdengar = revisi;
  sisa = KALI;
  nanti(Math.max(Math.random() * ACAK, ditanya + JARAK - performance.now()));
}

function tersambung() {
  clearTimeout(kabarNanti);
  kabarNanti = null;
  kabar.textContent = "";
}

function terputus() {
  document.querySelector(DIALOG)?.click();
  kabarNanti ??= setTimeout(() => (kabar.textContent = TERPUTUS), SABAR);
  // The browser comes back by itself unless it was refused, by a proxy without a server behind it for instance.
  if (aliran.readyState === EventSource.CLOSED) bukaNanti = setTimeout(buka, ULANG);
}

function tutup() {
  for (const waktu of [tanyaNanti, bukaNanti]) clearTimeout(waktu);
  tanyaNanti = null;
  aliran?.close();
  tersambung();
}

function buka() {
  aliran?.close();
  aliran = new EventSource(ALAMAT);
  aliran.addEventListener("revisi", (pesan) => dengar(Number(pesan.data)));
  aliran.addEventListener("error", terputus);
}

// A browser keeps few connections to one server: a tab that nobody looks at gives its own back and catches up later.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) tutup();
  else buka();
});

export default function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  tampil = data.revisi;
  minta = setTriggerValue;
  kabar = parentElement.querySelector(".listener");
  kabar.setAttribute("role", "status");
  if (!aliran && !document.hidden) buka();
}
