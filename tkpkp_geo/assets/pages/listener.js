/* Hears of new revisions and asks for one rerun. One stream a document, however often the page is drawn. */
const ADDRESS = new URL("api/perubahan", document.baseURI);
const LOST = "Sambungan terputus, mencoba lagi…";
// Streamlit says so too, in English and in a dialog that locks the page, which can very well be read meanwhile.
const DIALOG = ".stDialog:not(:has([data-testid=stVerticalBlock])) button[aria-label=Close]";
const SPREAD_MS = 300; // ms; browsers that hear at one instant do not all ask in it
const SPACING_MS = 1000; // ms; writes that follow one another fast are shown together
const BUSY_MS = 200,
  RETRY_MS = 3000,
  PATIENCE_MS = 3000; // ms
const ATTEMPTS = 3; // a question may get lost with the connection; one that is never answered is not asked for ever

let shown = 0,
  heard = 0,
  attemptsLeft = 0,
  askedAt = -Infinity,
  askDue = 0;
let requestRerun, notice, stream, askTimer, reopenTimer, noticeTimer;

/* A rerun in the midst of another would cut that one short, and it would close a dialog. */
const isBusy = () => {
  const { testScriptState, testConnectionState } = document.querySelector("[data-testid=stApp]").dataset;
  const running = ["running", "rerunRequested"].includes(testScriptState);
  return running || testConnectionState !== "CONNECTED" || document.querySelector("[data-testid=stDialog]");
};

function schedule(ms) {
  const due = performance.now() + ms;
  if (askTimer && askDue <= due) return;
  clearTimeout(askTimer);
  askDue = due;
  askTimer = setTimeout(ask, ms);
}

function ask() {
  askTimer = null;
  if (heard <= shown || !attemptsLeft) return;
  if (isBusy()) return schedule(BUSY_MS);
  attemptsLeft -= 1;
  askedAt = performance.now();
  requestRerun("news", heard);
  schedule(RETRY_MS);
}

function hear(revisi) {
  onConnected();
  if (revisi <= shown) return;
  heard = revisi;
  attemptsLeft = ATTEMPTS;
  schedule(Math.max(Math.random() * SPREAD_MS, askedAt + SPACING_MS - performance.now()));
}

function onConnected() {
  clearTimeout(noticeTimer);
  noticeTimer = null;
  notice.textContent = "";
}

function onLost() {
  document.querySelector(DIALOG)?.click();
  noticeTimer ??= setTimeout(() => (notice.textContent = LOST), PATIENCE_MS);
  // The browser comes back by itself unless it was refused, by a proxy without a server behind it for instance.
  if (stream.readyState === EventSource.CLOSED) reopenTimer = setTimeout(open, RETRY_MS);
}

function close() {
  for (const timer of [askTimer, reopenTimer]) clearTimeout(timer);
  askTimer = null;
  stream?.close();
  onConnected();
}

function open() {
  stream?.close();
  stream = new EventSource(ADDRESS);
  stream.addEventListener("revisi", (message) => hear(Number(message.data)));
  stream.addEventListener("error", onLost);
}

// A browser keeps few connections to one server: a tab that nobody looks at gives its own back and catches up later.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) close();
  else open();
});

export default function (kit) {
  const { data, parentElement, setTriggerValue } = kit;
  shown = data.revisi;
  requestRerun = setTriggerValue;
  notice = parentElement.querySelector(".listener");
  notice.setAttribute("role", "status");
  if (!stream && !document.hidden) open();
}
