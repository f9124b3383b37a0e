/* What a revision has is fetched once; the newest is kept, and a failure is not. */
export const fetchOnce = (address) => {
  let revisi, promise;
  return (requested) => {
    if (requested !== revisi) {
      revisi = requested;
      promise = fetch(new URL(address, document.baseURI)).then((r) =>
        r.ok ? r.json() : Promise.reject(new Error(`${address}: ${r.status}`)),
      );
      promise.catch(() => {
        if (revisi === requested) revisi = undefined;
      });
    }
    return promise;
  };
};
