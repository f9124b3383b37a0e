/* The presentation of a meeting: it shows what the meeting shows, or leads it, and takes in what has changed. */
(() => {
  "use strict";
  const { element } = window.TKPKP;
  const { deck } = window,
    { kode, mode } = deck.initial.meeting;
  const address = `api/rapat/${encodeURIComponent(kode)}`;
  const SPREAD_MS = 300; // ms over which hundreds of phones spread their questions
  const RETRY_MS = 2000; // ms until something that failed is tried again
  const PATIENCE_MS = { ikuti: 1500, layar: 5000 }[mode]; // ms without a connection that nobody needs to be told of
  let { revisi } = deck.initial,
    { leading } = deck.initial.meeting;
  let roaming = false; // whether the viewer looks around alone
  let onScreen = null; // what the meeting shows
  let target = null,
    sending = false; // the move that others have not heard of yet

  document.body.dataset.mode = mode;

  /* What has changed. */
  let requested = revisi,
    fetching = false;
  async function refresh() {
    if (fetching) return;
    fetching = true;
    try {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * SPREAD_MS));
      const query = new URLSearchParams(location.search);
      query.set("sejak", revisi);
      const response = await fetch(`api/presentasi.json?${query}`);
      if (!response.ok) throw new Error(response.status);
      const fresh = await response.json();
      deck.receive(fresh);
      ({ revisi } = fresh);
      requested = Math.max(requested, revisi);
      preloadPictures();
      followScreen(); // the frame that is shown may have come only now
    } catch {
      setTimeout(refresh, RETRY_MS);
      return;
    } finally {
      fetching = false;
    }
    if (requested > revisi) refresh();
  }

  /* Pictures come before their frame is asked for. */
  const pictures = new Map();
  function preloadPictures() {
    for (const { picture } of deck.frames)
      if (picture && !pictures.has(picture)) pictures.set(picture, Object.assign(new Image(), { src: picture }));
  }
  preloadPictures();

  if (mode === "cermin") {
    addEventListener("message", ({ origin, data }) => {
      if (origin !== location.origin) return;
      if (data?.tkpkp === "frame") deck.goTo(data.id);
      if (data?.tkpkp === "data") refresh();
    });
    addEventListener("keydown", (e) => e.stopImmediatePropagation(), true);
    if (parent !== window) parent.postMessage({ tkpkp: "ready" }, location.origin);
    return;
  }

  /* Where everybody is. Where one leads, others' moves wait until one's own have been heard. */
  function followScreen() {
    if (onScreen && !roaming && target === null) deck.goTo(onScreen.bingkai);
  }

  async function sendMove() {
    if (sending) return;
    sending = true;
    while (target !== null) {
      const current = target;
      try {
        const response = await fetch(`${address}/tayang`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ bingkai: current }),
        });
        if (response.status >= 500) throw new Error(response.status);
        // Whoever has been signed out meanwhile goes on as one who follows.
        if (response.status === 403) leading = false;
        if (response.ok) onScreen = await response.json();
        if (!leading || current === target) target = null;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    sending = false;
    followScreen();
  }

  deck.moved = (id) => {
    if (leading) {
      target = id;
      sendMove();
    } else if (mode === "ikuti") {
      roaming = true;
      drawState();
    }
  };

  /* What stands beside the page number. */
  const followButton = element("button", "Ikuti layar"),
    lostNotice = element("span", "Sambungan terputus");
  Object.assign(followButton, { id: "follow", type: "button" });
  Object.assign(lostNotice, { id: "lost", hidden: true });
  lostNotice.setAttribute("role", "status");
  document.getElementById("pager").prepend(lostNotice, followButton);
  followButton.addEventListener("click", () => {
    roaming = false;
    drawState();
    followScreen();
  });
  function drawState() {
    followButton.hidden = mode === "layar" || !roaming;
    document.body.classList.toggle("roaming", roaming);
  }
  drawState();

  /* The stream; a browser that gave it up is made to try again. */
  let lostTimer = null;
  function connect() {
    const stream = new EventSource(`${address}/ikuti`);
    let first = true;
    stream.addEventListener("open", () => {
      first = true;
      clearTimeout(lostTimer);
      lostTimer = null;
      lostNotice.hidden = true;
    });
    stream.addEventListener("tayang", ({ data }) => {
      const fresh = JSON.parse(data);
      // The first one is how things stand, be it a backup's; of later ones an older one is late.
      if (!first && onScreen && fresh.nomor <= onScreen.nomor) return;
      first = false;
      onScreen = fresh;
      followScreen();
    });
    stream.addEventListener("revisi", ({ data }) => {
      first = false;
      requested = Number(data);
      if (requested !== revisi) refresh();
    });
    stream.addEventListener("error", () => {
      lostTimer ??= setTimeout(() => (lostNotice.hidden = false), PATIENCE_MS);
      if (stream.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
    });
  }
  connect();
})();
