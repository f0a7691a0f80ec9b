// What the phone keeps, in IndexedDB: what was taken along (`meta`), what stands here of every item (`records`), what waits to
// be sent in the order it was done (`outbox`), and pictures by the hash of their content (`files`).
const STORES = {meta: {}, records: {keyPath: 'key'}, outbox: {keyPath: 'seq', autoIncrement: true}, files: {keyPath: 'sha256'}};
let opening;

const open = () => opening ||= new Promise((done, failed) => {
  const asked = indexedDB.open('field', 1);
  asked.onupgradeneeded = () => Object.entries(STORES).forEach(([name, keys]) => asked.result.createObjectStore(name, keys));
  asked.onsuccess = () => { asked.result.onversionchange = () => { asked.result.close(); opening = null; }; done(asked.result); };
  asked.onerror = asked.onblocked = () => failed(asked.error);
});

const asked = request => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// One transaction over every store, on the disk when it ends; `work` awaits nothing but what it asks of it.
export async function within(work, mode = 'readwrite') {
  const db = await open(), transaction = db.transaction(Object.keys(STORES), mode, {durability: 'strict'});
  const ended = new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => failed(transaction.error || new Error('aborted'));
  });
  const at = name => transaction.objectStore(name);
  const ask = {
    get: (name, key) => asked(at(name).get(key)), all: name => asked(at(name).getAll()),
    put: (name, value, key) => asked(at(name).put(value, ...(key === undefined ? [] : [key]))),
    drop: (name, key) => asked(at(name).delete(key)), clear: name => asked(at(name).clear()),
  };
  try {
    const found = await work(ask);
    await ended;
    return found;
  } catch (error) {
    ended.catch(() => {});
    try { transaction.abort(); } catch { /* it ended by itself */ }
    throw transaction.error || error;
  }
}

export const look = work => within(work, 'readonly');
export const meta = key => look(ask => ask.get('meta', key));
export const note = (key, value) => within(ask => ask.put('meta', value, key));

export async function forgetAll() {
  (await open()).close();
  opening = null;
  await asked(indexedDB.deleteDatabase('field'));
}

export async function sha256(blob) {
  const found = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(found)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
