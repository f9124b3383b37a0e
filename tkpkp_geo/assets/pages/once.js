/* What a revision has is fetched once; the newest is kept, and a failure is not. */
export const sekali = (alamat) => {
  let revisi, janji;
  return (diminta) => {
    if (diminta !== revisi) {
      revisi = diminta;
      janji = fetch(new URL(alamat, document.baseURI)).then((r) =>
        r.ok ? r.json() : Promise.reject(new Error(`${alamat}: ${r.status}`)),
      );
      janji.catch(() => {
        if (revisi === diminta) revisi = undefined;
      });
    }
    return janji;
  };
};
