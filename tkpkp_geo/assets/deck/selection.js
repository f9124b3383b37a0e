/* What lies where somebody clicked, in the form of a frame's words. */
(() => {
  "use strict";
  const TKPKP = window.TKPKP,
    numberFormat = new Intl.NumberFormat("id-ID");
  const UNFILLED = "belum diisi";
  const formatMoney = (value) => (value === null ? UNFILLED : `Rp${numberFormat.format(value)}`);
  const asFrame = (facts) => ({ kind: "selection", kicker: "", figures: [], sections: [], notes: [], ...facts });
  const asSection = (heading, lines) => ({
    heading,
    lines,
    kind: "list",
    count: numberFormat.format(lines.length),
    more: 0,
  });

  function programFrame(view, row) {
    const opd = view.content.opd[row.opd];
    const facts = [
      ["OPD", opd.nama],
      ["Lokus", row.lokus || "Belum berlokus"],
      ["Tahun", row.tahun],
      ["Status", row.status],
      ["Fungsi kawasan", row.fungsi],
      ["Sumber dana", row.dana],
      ["Pagu", formatMoney(row.pagu)],
      ["Realisasi", formatMoney(row.realisasi)],
      ...(row.fisik === null ? [] : [["Realisasi fisik", `${numberFormat.format(row.fisik)}%`]]),
    ];
    return asFrame({
      title: row.program,
      kicker: ["Program", ...row.marks].join(" · "),
      sections: [
        {
          ...asSection(
            "",
            facts.map(([name, value]) => ({ text: value, note: name })),
          ),
          kind: "detail",
        },
      ],
    });
  }

  function placeFrame(view, kode) {
    const desa = view.desa.find((entry) => entry.kode === kode),
      kecamatan = view.content.kecamatan[kode],
      kawasan = view.kawasanByKode.get(kode);
    const matches = desa
      ? (t) => t.desa === kode
      : kecamatan
        ? (t) => t.level === "kecamatan" && t.kec === kode
        : (t) => t.level === "kawasan" && t.kaw === kode;
    const rows = view.shown.filter((entry) => entry.places.some(matches)).map(({ row }) => row);
    const funded = rows.filter((row) => row.pagu !== null);
    const name = desa
      ? `${desa.status === "kelurahan" ? "Kelurahan" : "Desa"} ${desa.nama}`
      : kecamatan
        ? `Kec. ${kecamatan.nama}`
        : `Kawasan ${kawasan.nama}`;
    const lines = rows.map((row) => ({
      text: row.program,
      note: [...row.marks, view.content.opd[row.opd].nama, row.tahun, row.status].join(" · "),
      right: row.pagu === null ? `pagu ${UNFILLED}` : formatMoney(row.pagu),
      opd: view.content.opd[row.opd].kode,
    }));
    return asFrame({
      title: name,
      kicker: desa
        ? [`keanggotaan: ${desa.keanggotaan}`, view.kawasanByKode.get(desa.kode_kawasan)?.nama]
            .filter(Boolean)
            .join(" · ")
        : `Program yang diketahui sampai tingkat ${kecamatan ? "kecamatan" : "kawasan"}`,
      figures: [
        { value: numberFormat.format(rows.length), label: "program", note: "" },
        { value: numberFormat.format(new Set(rows.map((row) => row.opd)).size), label: "OPD", note: "" },
        {
          value: funded.length ? formatMoney(funded.reduce((a, row) => a + row.pagu, 0)) : UNFILLED,
          label: "pagu",
          note: "",
        },
      ],
      sections: lines.length ? [asSection("Program", lines)] : [],
      notes: lines.length ? [] : ["Belum ada program di sini dalam saringan ini"],
    });
  }

  /* The words about a program, desa, kecamatan or kawasan by its code; nothing where there is no such thing. */
  TKPKP.selection = (view, kode) => {
    const row = view.shown.find((entry) => entry.row.id === kode)?.row;
    if (row) return programFrame(view, row);
    const exists =
      view.desa.some((entry) => entry.kode === kode) || view.content.kecamatan[kode] || view.kawasanByKode.has(kode);
    return exists ? placeFrame(view, kode) : null;
  };
})();
