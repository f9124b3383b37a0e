/* The controls inside the map: OPD that can be switched on and off, the classes of the desa, the ground beneath. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;

  class Legenda {
    constructor(peta) {
      this.peta = peta;
      this.kotak = this.kontrol("bottomleft", "legenda-bawah");
      this.kelas = this.kotak.appendChild(TKPKP.teks("div", "", "legenda-kelas"));
      this.opd = this.kotak.appendChild(TKPKP.teks("div", "", "legenda-opd"));
      if (peta.config.ubin) this.dasar();
    }

    kontrol(posisi, kelas) {
      const kotak = L.DomUtil.create("div", `legenda ${kelas}`);
      L.DomEvent.disableClickPropagation(kotak);
      L.DomEvent.disableScrollPropagation(kotak);
      const kontrol = L.control({ position: posisi });
      kontrol.onAdd = () => kotak;
      kontrol.addTo(this.peta.map);
      return kotak;
    }

    gambar() {
      this.gambarOpd();
      this.gambarKelas();
    }

    gambarOpd() {
      const { isi, opd, jumlahOpd, config } = this.peta;
      const tanda = JSON.stringify(isi.opd);
      if (this.tanda !== tanda) {
        this.tanda = tanda;
        this.opd.replaceChildren();
        this.opd.setAttribute("role", "group");
        this.opd.setAttribute("aria-label", config.pesan.saring_opd);
        this.tombol = isi.opd.map((item) => {
          const tombol = TKPKP.teks("button", "", "opd");
          tombol.type = "button";
          tombol.dataset.opd = item.kode;
          tombol.innerHTML = item.svg;
          tombol.append(TKPKP.teks("span", ""));
          tombol.addEventListener("click", () => this.peta.pilihOpd(item.kode));
          this.opd.append(tombol);
          return tombol;
        });
      }
      isi.opd.forEach((item, i) => {
        const tombol = this.tombol[i];
        tombol.lastChild.textContent = jumlahOpd[i];
        tombol.title = `${item.nama}: ${jumlahOpd[i]} program`;
        tombol.setAttribute("aria-label", tombol.title);
        tombol.setAttribute("aria-pressed", String(opd.has(item.kode)));
        tombol.classList.toggle("redup", opd.size > 0 && !opd.has(item.kode));
        tombol.hidden = !jumlahOpd[i] && !opd.has(item.kode);
      });
    }

    gambarKelas() {
      const { peta } = this,
        { legenda } = peta.state;
      const satu = peta.state.kawasan.length === 1 ? peta.state.kawasan[0] : null;
      const tangga = satu ? peta.warnaKawasan(satu).tangga : peta.config.tangga[peta.gelap ? "dark" : "light"];
      this.kelas.replaceChildren(TKPKP.teks("b", legenda.judul));
      const baris = TKPKP.teks("span", "", "kelas");
      legenda.kelas.forEach((nama, i) => {
        const butir = TKPKP.teks("span", nama),
          kotak = TKPKP.teks("i", "");
        kotak.style.background = i ? tangga[i] : peta.warna.daratan;
        butir.prepend(kotak);
        baris.append(butir);
      });
      const garis = TKPKP.teks("span", "", "kelas");
      for (const [kelas, nama] of [
        ["anggota", "desa anggota"],
        ["bukan", "bukan anggota"],
      ]) {
        const butir = TKPKP.teks("span", nama);
        butir.prepend(TKPKP.teks("i", "", kelas));
        garis.append(butir);
      }
      this.kelas.append(baris, garis);
    }

    /* Tiles need the internet: they are off until asked for, and where they fail the map stays as it is. */
    dasar() {
      const { peta } = this,
        { ubin, pesan } = peta.config;
      const kotak = this.kontrol("topright", "legenda-dasar");
      kotak.setAttribute("role", "group");
      kotak.setAttribute("aria-label", pesan.latar);
      const kabar = TKPKP.teks("p", "", "kabar");
      kabar.setAttribute("role", "status");
      kabar.hidden = true;
      const pakai = (kode) => {
        if (peta.ubin) peta.ubin.remove();
        peta.ubin = null;
        kabar.hidden = true;
        if (kode) {
          const { url, atribusi, zoom_maks } = ubin[kode];
          const lapis = L.tileLayer(url, {
            pane: "ubin",
            attribution: TKPKP.teks("span", atribusi).innerHTML,
            maxZoom: 19,
            maxNativeZoom: zoom_maks,
          });
          lapis.once("tileerror", () => {
            if (peta.ubin !== lapis) return;
            pakai(null);
            kabar.textContent = pesan.ubin_gagal;
            kabar.hidden = false;
          });
          peta.ubin = lapis.addTo(peta.map);
        }
        for (const tombol of kotak.querySelectorAll("button"))
          tombol.setAttribute("aria-pressed", String(tombol.dataset.kode === (kode || "")));
        for (const lapis of peta.diam || []) lapis.gaya();
        peta.gambar();
      };
      for (const [kode, nama] of [["", pesan.tanpa_latar], ...Object.entries(ubin).map(([k, u]) => [k, u.nama])]) {
        const tombol = TKPKP.teks("button", nama);
        tombol.type = "button";
        tombol.dataset.kode = kode;
        tombol.setAttribute("aria-pressed", String(!kode));
        tombol.addEventListener("click", () => pakai(kode || null));
        kotak.append(tombol);
      }
      kotak.append(kabar);
    }
  }

  TKPKP.Legenda = Legenda;
})();
