/* Ties the map engine to the component that the page's map lives in. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  TKPKP.mulai = (map) => {
    document.documentElement.classList.add("bingkai");
    document.documentElement.lang = "id";
    const data = window.__GLOBAL_DATA__;
    data.selected_tags = null;
    const kirim = (urut, jenis, nilai) => {
      data.selected_tags = [String(urut), jenis, ...nilai];
      data.previous_data = { selected_tags: data.selected_tags };
      window.Streamlit.setComponentValue({ selected_tags: data.selected_tags });
    };
    window.tkpkp = new TKPKP.Peta(map, Object.assign(TKPKP.config, { kirim }));
  };
})();
