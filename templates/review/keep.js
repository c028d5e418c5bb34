// Work is kept in the browser until it is saved, so that a closed window costs nothing.

const NAME = "newscopy-review";
const STORE = "stories";

/** The kept states of stories by their key; nothing where the browser keeps nothing. */
export async function keptWork() {
  try {
    const base = await asked(opening());
    const store = base.transaction(STORE, "readonly").objectStore(STORE);
    const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    return { base, kept: new Map(keys.map((key, at) => [key, values[at]])) };
  } catch {
    return { base: null, kept: new Map() };
  }
}

/** Keep the state of a story, or forget it. */
export function keep(base, key, state) {
  if (!base) return;
  const store = base.transaction(STORE, "readwrite").objectStore(STORE);
  if (state) store.put(state, key);
  else store.delete(key);
}

function opening() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return request;
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
