/* Ties the map engine to the component that the page's map lives in. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};
  const { TKPKP } = globalThis;
  TKPKP.start = (map) => {
    document.documentElement.classList.add("framed");
    document.documentElement.lang = "id";
    const data = window.__GLOBAL_DATA__;
    data.selected_tags = null;
    const send = (sequence, kind, values) => {
      data.selected_tags = [String(sequence), kind, ...values];
      data.previous_data = { selected_tags: data.selected_tags };
      window.Streamlit.setComponentValue({ selected_tags: data.selected_tags });
    };
    window.tkpkp = new TKPKP.MapView(map, Object.assign(TKPKP.config, { send }));
  };
})();
