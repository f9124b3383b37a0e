/* The presentation of a meeting: it shows what the meeting shows, or leads it, and takes in what has changed. */
(() => {
  "use strict";
  const { teks } = window.TKPKP;
  const { dek } = window,
    { kode, mode } = dek.awal.rapat;
  const alamat = `api/rapat/${encodeURIComponent(kode)}`;
  const JEDA = 300; // ms over which hundreds of phones spread their questions
  const ULANG = 2000; // ms until something that failed is tried again
  const SABAR = { ikuti: 1500, layar: 5000 }[mode]; // ms without a connection that nobody needs to be told of
  let { revisi } = dek.awal,
    { memimpin } = dek.awal.rapat;
  let bebas = false; // whether the viewer looks around alone
  let tayang = null; // what the meeting shows
  let tujuan = null,
    mengirim = false; // the move that others have not heard of yet

  document.body.dataset.mode = mode;

  /* What has changed. */
  let diminta = revisi,
    mengambil = false;
  async function segarkan() {
    if (mengambil) return;
    mengambil = true;
    try {
      await new Promise((lalu) => setTimeout(lalu, Math.random() * JEDA));
      const kunci = new URLSearchParams(location.search);
      kunci.set("sejak", revisi);
      const jawaban = await fetch(`api/presentasi.json?${kunci}`);
      if (!jawaban.ok) throw new Error(jawaban.status);
      const baru = await jawaban.json();
      dek.terima(baru);
      ({ revisi } = baru);
      diminta = Math.max(diminta, revisi);
      siapkanGambar();
      tuju(); // the frame that is shown may have come only now
    } catch {
      setTimeout(segarkan, ULANG);
      return;
    } finally {
      mengambil = false;
    }
    if (diminta > revisi) segarkan();
  }

  /* Pictures come before their frame is asked for. */
  const gambar = new Map();
  function siapkanGambar() {
    for (const { picture } of dek.bingkai)
      if (picture && !gambar.has(picture)) gambar.set(picture, Object.assign(new Image(), { src: picture }));
  }
  siapkanGambar();

  if (mode === "cermin") {
    addEventListener("message", ({ origin, data }) => {
      if (origin !== location.origin) return;
      if (data?.tkpkp === "bingkai") dek.ke(data.id);
      if (data?.tkpkp === "data") segarkan();
    });
    addEventListener("keydown", (e) => e.stopImmediatePropagation(), true);
    if (parent !== window) parent.postMessage({ tkpkp: "siap" }, location.origin);
    return;
  }

  /* Where everybody is. Where one leads, others' moves wait until one's own have been heard. */
  function tuju() {
    if (tayang && !bebas && tujuan === null) dek.ke(tayang.bingkai);
  }

  async function kirim() {
    if (mengirim) return;
    mengirim = true;
    while (tujuan !== null) {
      const kini = tujuan;
      try {
        const jawaban = await fetch(`${alamat}/tayang`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ bingkai: kini }),
        });
        if (jawaban.status >= 500) throw new Error(jawaban.status);
        // Whoever has been signed out meanwhile goes on as one who follows.
        if (jawaban.status === 403) memimpin = false;
        if (jawaban.ok) tayang = await jawaban.json();
        if (!memimpin || kini === tujuan) tujuan = null;
      } catch {
        await new Promise((lalu) => setTimeout(lalu, ULANG));
      }
    }
    mengirim = false;
    tuju();
  }

  dek.bergerak = (id) => {
    if (memimpin) {
      tujuan = id;
      kirim();
    } else if (mode === "ikuti") {
      bebas = true;
      tulis();
    }
  };

  /* What stands beside the page number. */
  const ikut = teks("button", "Ikuti layar"),
    putus = teks("span", "Sambungan terputus");
  Object.assign(ikut, { id: "ikut", type: "button" });
  Object.assign(putus, { id: "putus", hidden: true });
  putus.setAttribute("role", "status");
  document.getElementById("nomor").prepend(putus, ikut);
  ikut.addEventListener("click", () => {
    bebas = false;
    tulis();
    tuju();
  });
  function tulis() {
    ikut.hidden = mode === "layar" || !bebas;
    document.body.classList.toggle("bebas", bebas);
  }
  tulis();

  /* The stream; a browser that gave it up is made to try again. */
  let hilang = null;
  function sambung() {
    const aliran = new EventSource(`${alamat}/ikuti`);
    let pertama = true;
    aliran.addEventListener("open", () => {
      pertama = true;
      clearTimeout(hilang);
      hilang = null;
      putus.hidden = true;
    });
    aliran.addEventListener("tayang", ({ data }) => {
      const baru = JSON.parse(data);
      // The first one is how things stand, be it a backup's; of later ones an older one is late.
      if (!pertama && tayang && baru.nomor <= tayang.nomor) return;
      pertama = false;
      tayang = baru;
      tuju();
    });
    aliran.addEventListener("revisi", ({ data }) => {
      pertama = false;
      diminta = Number(data);
      if (diminta !== revisi) segarkan();
    });
    aliran.addEventListener("error", () => {
      hilang ??= setTimeout(() => (putus.hidden = false), SABAR);
      if (aliran.readyState === EventSource.CLOSED) setTimeout(sambung, ULANG);
    });
  }
  sambung();
})();
