/* The control desk: what the projector shows, what comes next, notes and clocks. A move goes straight to the server
   and comes back from it to every screen. What is typed by people enters only as text nodes. */
import { formatDuration, pace } from "./durations.js";

const SCREEN_WIDTH = 1366,
  SCREEN_HEIGHT = 768; // px of the screen that the pictures of the frames are small copies of
const TIMEOUT_MS = 8000,
  RETRY_MS = 3000,
  NOTICE_MS = 3000; // ms
const STEPS = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 };

const element = (name, content = "", className = "") =>
  Object.assign(document.createElement(name), { textContent: content, className });
let desk = null;
const watchers = new Set();

/* Call `notify` with the frame on screen, now and at each move, for as long as `node` stands on the page. */
export function watchFrame(node, notify) {
  for (const watcher of watchers) if (watcher.node === node || !watcher.node.isConnected) watchers.delete(watcher);
  watchers.add({ node, notify });
  if (desk?.frames) notify(desk.current());
}

/* A small copy of one frame of the deck. */
class Mirror {
  constructor(name) {
    this.box = element("div", "", "mirror");
    this.box.inert = true;
    this.screen = Object.assign(element("iframe"), { title: name, width: SCREEN_WIDTH, height: SCREEN_HEIGHT });
    this.screen.addEventListener("load", () => this.send({ tkpkp: "frame", id: this.id }));
    this.box.append(this.screen);
    new ResizeObserver(() => this.box.style.setProperty("--scale", this.box.clientWidth / SCREEN_WIDTH)).observe(
      this.box,
    );
  }

  display(deck, id) {
    this.box.hidden = !id;
    // A phone has no room for it; a deck that is not drawn could not measure itself.
    if (!this.box.checkVisibility() || (this.id === id && this.deck === deck)) return;
    const isNew = this.deck !== deck;
    Object.assign(this, { deck, id });
    if (isNew) this.screen.src = `${new URL(deck, document.baseURI)}&mode=cermin#${encodeURIComponent(id)}`;
    else this.send({ tkpkp: "frame", id });
  }

  send(message) {
    if (message.tkpkp !== "frame" || message.id) this.screen.contentWindow?.postMessage(message, location.origin);
  }
}

class Desk {
  constructor(root) {
    this.root = root;
    this.clockOffset = Infinity;
    this.onScreen = { nomor: -1 };
    this.target = null;
    const button = (content, direction) => {
      const node = element("button", content, "step");
      node.type = "button";
      node.addEventListener("click", () => this.step(direction));
      return node;
    };
    this.screen = new Mirror("Yang tampil di layar");
    this.following = new Mirror("Bingkai berikutnya");
    this.heading = element("b", "", "title");
    this.list = element("ol");
    this.list.setAttribute("aria-label", "Daftar bingkai");
    this.backButton = button("‹ Sebelumnya", -1);
    this.forwardButton = button("Berikutnya ›", 1);
    this.place = element("span", "", "place");
    this.clock = this.addReading("Pukul");
    this.elapsed = this.addReading("Rapat");
    this.duration = this.addReading("Bingkai ini");
    this.notes = element("p", "", "notes-text");
    this.nextTitle = element("b", "", "title");
    this.notice = element("p", "", "notice");
    this.notice.setAttribute("role", "status");
    this.arrange();
  }

  arrange() {
    const section = (className, heading, ...content) => {
      const node = element("section", "", className),
        title = element("h3");
      title.append(...[heading].flat());
      node.append(title, ...content);
      return node;
    };
    const controls = element("div", "", "controls"),
      clocks = element("dl", "", "clocks");
    clocks.append(...[this.clock, this.elapsed, this.duration].map(({ box }) => box));
    controls.append(this.backButton, this.place, this.forwardButton, clocks);
    const notes = section("notes", "Catatan pembicara", this.notes);
    this.notes.tabIndex = 0;
    const links = element("nav", "", "screen-links");
    this.screenLink = Object.assign(element("a", "Buka layar proyektor", "to-screen"), { target: "_blank" });
    this.audienceLink = Object.assign(element("a"), { target: "_blank" });
    links.setAttribute("aria-label", "Layar dan peserta");
    links.append(this.screenLink, element("span", "Peserta: "), this.audienceLink);
    this.root.replaceChildren(
      links,
      section("current", ["Di layar: ", this.heading], this.screen.box),
      section("order", "Semua bingkai", this.list),
      controls,
      this.notice,
      notes,
      section("next", ["Berikutnya: ", this.nextTitle], this.following.box),
    );
  }

  addReading(name) {
    const box = element("div"),
      value = element("dd");
    box.append(element("dt", name), value);
    return { box, value };
  }

  receive(data) {
    const isOther = this.data?.meeting !== data.meeting;
    // The server's clock counts, and the way here only makes it look slow.
    this.clockOffset = Math.min(this.clockOffset, Date.now() - Date.parse(data.now));
    this.data = data;
    this.clock.box.firstChild.textContent = `Pukul (${data.clock})`;
    this.clockFormat = new Intl.DateTimeFormat("id-ID", { timeZone: data.zone, hour: "2-digit", minute: "2-digit" });
    this.frames = data.frames;
    this.screenLink.href = new URL(data.screen, document.baseURI);
    this.audienceLink.href = new URL(data.audience, document.baseURI);
    this.audienceLink.textContent = data.reachable
      ? data.audience.replace(/^https?:\/\//, "")
      : "hanya di komputer ini";
    if (isOther) Object.assign(this, { onScreen: { nomor: -1 }, target: null });
    if ((isOther || !this.stream) && !document.hidden) this.open();
    this.drawList();
    this.redraw();
    this.ticker ??= setInterval(() => this.tick(), 500);
  }

  /* The frame on screen: the one that a move is on its way to, else the one that the server told. */
  position() {
    const id = this.target ?? this.onScreen.bingkai;
    return Math.max(
      0,
      this.frames.findIndex((frame) => frame.id === id),
    );
  }

  current() {
    return this.frames[this.position()];
  }

  step(direction) {
    const target = this.frames[this.position() + direction];
    if (target) this.moveTo(target.id);
  }

  moveTo(id) {
    this.target = id;
    this.redraw();
    this.send();
  }

  /* One request at a time, so that of two moves the later one wins. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.target) {
        const id = this.target,
          content = await this.requestMove(id);
        this.hear(content);
        if (this.target === id) this.target = null;
      }
      this.say("");
    } catch (error) {
      this.target = null;
      this.say(error.refusal ?? "Layar belum pindah: server tidak menjawab. Periksa jaringan, lalu tekan lagi.");
    } finally {
      this.sending = false;
      this.redraw();
    }
  }

  async requestMove(id) {
    const response = await fetch(this.address("tayang"), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ bingkai: id }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const content = await response.json().catch(() => ({}));
    if (!response.ok) throw { refusal: this.refusalWords(content, response.status) };
    return content;
  }

  refusalWords({ galat: error, rincian }, status) {
    const reason = (error || `server menolak (${status})`).replace(/\.$/, "");
    return [`Layar tidak pindah: ${reason}.`, ...(rincian || [])].join(" ");
  }

  address(what) {
    return new URL(`api/rapat/${encodeURIComponent(this.data.meeting)}/${what}`, document.baseURI);
  }

  open() {
    this.stream?.close();
    this.stream = new EventSource(this.address("ikuti"));
    let first = true;
    this.stream.addEventListener("open", () => {
      first = true;
      this.onConnected();
    });
    this.stream.addEventListener("tayang", (message) => {
      this.onConnected();
      // The first one is how things stand, be it a backup's; of later ones an older one is late.
      this.hear(JSON.parse(message.data), first);
      first = false;
    });
    this.stream.addEventListener("revisi", () => {
      this.onConnected();
      this.refreshMirrors();
    });
    this.stream.addEventListener("error", () => this.onLost());
  }

  close() {
    for (const timer of [this.reopenTimer, this.noticeTimer]) clearTimeout(timer);
    this.noticeTimer = null;
    this.stream?.close();
    this.stream = null;
  }

  hear(onScreen, first = false) {
    if (!first && onScreen.nomor <= this.onScreen.nomor) return;
    this.onScreen = onScreen;
    if (!this.sending) this.target = null;
    this.redraw();
  }

  refreshMirrors() {
    for (const mirror of [this.screen, this.following]) mirror.send({ tkpkp: "data" });
  }

  onConnected() {
    clearTimeout(this.noticeTimer);
    this.noticeTimer = null;
    if (this.root.dataset.lost) this.say("");
    delete this.root.dataset.lost;
  }

  onLost() {
    this.noticeTimer ??= setTimeout(() => {
      this.root.dataset.lost = "yes";
      this.say("Sambungan terputus. Layar tetap menampilkan bingkai terakhir; mencoba lagi…");
    }, NOTICE_MS);
    // The browser comes back by itself unless it was refused.
    if (this.stream?.readyState === EventSource.CLOSED) this.reopenTimer = setTimeout(() => this.open(), RETRY_MS);
  }

  say(content) {
    this.notice.textContent = content;
  }

  drawList() {
    const signature = JSON.stringify(this.frames);
    if (this.signature === signature) return;
    this.signature = signature;
    this.list.replaceChildren(
      ...this.frames.map((frame, i) => {
        const li = element("li"),
          button = element("button");
        button.type = "button";
        button.dataset.id = frame.id;
        button.append(
          element("i", `${i + 1}`),
          element("span", frame.title),
          element("small", frame.minutes ? `${frame.minutes} mnt` : ""),
        );
        button.addEventListener("click", () => this.moveTo(frame.id));
        li.append(button);
        return li;
      }),
    );
  }

  redraw() {
    const index = this.position(),
      frame = this.frames[index],
      next = this.frames[index + 1];
    if (!frame) return;
    this.root.dataset.frame = frame.id;
    this.root.dataset.number = this.onScreen.nomor;
    this.heading.textContent = frame.title;
    this.place.textContent = `${index + 1} dari ${this.frames.length}`;
    this.backButton.disabled = index === 0;
    this.forwardButton.disabled = !next;
    this.notes.textContent = frame.notes || "Tidak ada catatan untuk bingkai ini.";
    this.notes.classList.toggle("empty", !frame.notes);
    this.nextTitle.textContent = next ? next.title : "bingkai terakhir";
    this.screen.display(this.data.deck, frame.id);
    this.following.display(this.data.deck, next?.id);
    for (const button of this.list.querySelectorAll("button")) {
      const isCurrent = button.dataset.id === frame.id;
      isCurrent ? button.setAttribute("aria-current", "step") : button.removeAttribute("aria-current");
      // The list scrolls, never the page.
      if (isCurrent)
        this.list.scrollTop = button.offsetTop - this.list.offsetTop - this.list.clientHeight / 2 + button.clientHeight;
    }
    this.tick();
    for (const { notify } of watchers) notify(frame);
  }

  tick() {
    if (!this.root.isConnected) return dismiss(this);
    const now = Date.now() - this.clockOffset;
    const since = (iso) => (iso ? Math.max(0, (now - Date.parse(iso)) / 1000) : null);
    const write = ({ value }, content) => {
      if (value.textContent !== content) value.textContent = content;
    };
    write(this.clock, this.clockFormat.format(now));
    const elapsed = since(this.data.started);
    write(
      this.elapsed,
      elapsed === null ? "belum dimulai" : formatDuration(this.data.ended ? elapsed - since(this.data.ended) : elapsed),
    );
    const duration = this.onScreen.bingkai === this.current().id ? since(this.onScreen.sejak) : null;
    const { left, state } = pace(this.current().minutes, duration);
    const planWords = this.current().minutes ? ` dari ${this.current().minutes} mnt` : "";
    write(
      this.duration,
      (duration === null ? "–" : formatDuration(duration)) +
        planWords +
        (state === "over" ? `, lewat ${formatDuration(-left)}` : ""),
    );
    this.duration.box.className = state;
  }
}

function dismiss(old) {
  old.close();
  clearInterval(old.ticker);
  old.ticker = null;
  if (desk === old) desk = null;
}

/* A clicker sends PageUp and PageDown, and is heard also while somebody types; arrows only where they have no other use. */
document.addEventListener("keydown", (e) => {
  if (!desk?.root.isConnected || !(e.key in STEPS) || e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) return;
  const { target } = e,
    isArrow = e.key.startsWith("Arrow");
  if (target.closest("[role=listbox], [role=option], [role=dialog], [aria-expanded=true]")) return;
  if (
    isArrow &&
    (target.isContentEditable ||
      target.closest(
        "input, textarea, select, [role=radio], [role=radiogroup], [role=combobox], [role=slider], [role=tab]",
      ))
  )
    return;
  e.preventDefault();
  desk.step(STEPS[e.key]);
});

// A browser keeps few connections to one server: a tab that nobody looks at gives its own back and catches up later.
document.addEventListener("visibilitychange", () => {
  if (!desk?.root.isConnected) return;
  if (document.hidden) desk.close();
  else desk.open();
});

export default function (kit) {
  const root = kit.parentElement.querySelector(".desk");
  if (desk && desk.root !== root) dismiss(desk);
  desk ??= new Desk(root);
  desk.receive(kit.data);
}
