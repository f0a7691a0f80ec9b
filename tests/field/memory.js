// What `store.js` does, in memory: transactions one after the other, all of each or none.
const KEYS = {records: 'key', outbox: 'seq', files: 'sha256'};
let stores = {meta: new Map(), records: new Map(), outbox: new Map(), files: new Map()}, seq = 0, last = Promise.resolve();

const ask = {
  get: async (name, key) => stores[name].get(key), all: async name => [...stores[name].values()],
  put: async (name, value, key) => { const at = key ?? value[KEYS[name]] ?? ++seq; stores[name].set(at, Object.freeze(name === 'outbox' ? {...value, seq: at} : value)); return at; },
  drop: async (name, key) => { stores[name].delete(key); }, clear: async name => stores[name].clear(),
};

export const within = work => {
  const done = last.then(async () => {
    const before = Object.fromEntries(Object.entries(stores).map(([name, rows]) => [name, new Map(rows)]));
    try { return await work(ask); } catch (error) { stores = before; throw error; }
  });
  last = done.catch(() => {});
  return done;
};
export const look = within;
export const meta = key => look(one => one.get('meta', key));
export const note = (key, value) => within(one => one.put('meta', value, key));
