/* What lies where somebody clicked, in the form of a frame's words. */
(() => {
  "use strict";
  const TKPKP = window.TKPKP,
    angka = new Intl.NumberFormat("id-ID");
  const KOSONG = "belum diisi";
  const uang = (nilai) => (nilai === null ? KOSONG : `Rp${angka.format(nilai)}`);
  const bingkai = (isi) => ({ kind: "pilihan", kicker: "", figures: [], sections: [], notes: [], ...isi });
  const seksi = (heading, lines) => ({ heading, lines, kind: "list", count: angka.format(lines.length), more: 0 });

  function program(peta, row) {
    const opd = peta.isi.opd[row.opd];
    const isi = [
      ["OPD", opd.nama],
      ["Lokus", row.lokus || "Belum berlokus"],
      ["Tahun", row.tahun],
      ["Status", row.status],
      ["Fungsi kawasan", row.fungsi],
      ["Sumber dana", row.dana],
      ["Pagu", uang(row.pagu)],
      ["Realisasi", uang(row.realisasi)],
      ...(row.fisik === null ? [] : [["Realisasi fisik", `${angka.format(row.fisik)}%`]]),
    ];
    return bingkai({
      title: row.program,
      kicker: ["Program", ...row.tanda].join(" · "),
      sections: [
        {
          ...seksi(
            "",
            isi.map(([nama, nilai]) => ({ text: nilai, note: nama })),
          ),
          kind: "rinci",
        },
      ],
    });
  }

  function tempat(peta, kode) {
    const desa = peta.desa.find((satu) => satu.kode === kode),
      kecamatan = peta.isi.kecamatan[kode],
      kawasan = peta.perKawasan.get(kode);
    const kena = desa
      ? (t) => t.desa === kode
      : kecamatan
        ? (t) => t.tingkat === "kecamatan" && t.kec === kode
        : (t) => t.tingkat === "kawasan" && t.kaw === kode;
    const rows = peta.tampil.filter((satu) => satu.tempat.some(kena)).map(({ row }) => row);
    const pagu = rows.filter((row) => row.pagu !== null);
    const nama = desa
      ? `${desa.status === "kelurahan" ? "Kelurahan" : "Desa"} ${desa.nama}`
      : kecamatan
        ? `Kec. ${kecamatan.nama}`
        : `Kawasan ${kawasan.nama}`;
    const lines = rows.map((row) => ({
      text: row.program,
      note: [...row.tanda, peta.isi.opd[row.opd].nama, row.tahun, row.status].join(" · "),
      right: row.pagu === null ? `pagu ${KOSONG}` : uang(row.pagu),
      opd: peta.isi.opd[row.opd].kode,
    }));
    return bingkai({
      title: nama,
      kicker: desa
        ? [`keanggotaan: ${desa.keanggotaan}`, peta.perKawasan.get(desa.kode_kawasan)?.nama].filter(Boolean).join(" · ")
        : `Program yang diketahui sampai tingkat ${kecamatan ? "kecamatan" : "kawasan"}`,
      figures: [
        { value: angka.format(rows.length), label: "program", note: "" },
        { value: angka.format(new Set(rows.map((row) => row.opd)).size), label: "OPD", note: "" },
        { value: pagu.length ? uang(pagu.reduce((a, row) => a + row.pagu, 0)) : KOSONG, label: "pagu", note: "" },
      ],
      sections: lines.length ? [seksi("Program", lines)] : [],
      notes: lines.length ? [] : ["Belum ada program di sini dalam saringan ini"],
    });
  }

  /* The words about a program, desa, kecamatan or kawasan by its code; nothing where there is no such thing. */
  TKPKP.pilihan = (peta, kode) => {
    const row = peta.tampil.find((satu) => satu.row.id === kode)?.row;
    if (row) return program(peta, row);
    const ada = peta.desa.some((satu) => satu.kode === kode) || peta.isi.kecamatan[kode] || peta.perKawasan.has(kode);
    return ada ? tempat(peta, kode) : null;
  };
})();
