// Sending what waits and taking along what is new, one at a time over all tabs. What is not acknowledged stays.
import {look, within, meta, note} from './store.js';
import {day, now, setClock} from './clock.js';
import * as outbox from './outbox.js';

const TOGETHER = 20, PATIENCE = 120_000, LONG = 1_800_000;   // an end even to a picture over a line that stalls
export const state = {status: 'idle', reason: ''};   // idle, busy, offline, signedout, stranger, refused, later
let told = () => {};
export const onChange = listener => { told = listener; };
class Stop extends Error {}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(options.method === 'PUT' ? LONG : PATIENCE), ...options, headers: {Accept: 'application/json', ...options.headers}});
  } catch { throw new Stop('offline'); }
  if (answer.ok) return answer;
  let reason = '';
  try { reason = (await answer.clone().json()).reason; } catch { reason = await answer.text().catch(() => ''); }
  if (answer.status === 401) throw new Stop('signedout');
  const stop = new Stop(answer.status === 403 || answer.status === 400 ? 'refused' : 'later');
  throw Object.assign(stop, {reason, status: answer.status});
}

async function sendFile(entry, {sha256}) {
  const file = await look(one => one.get('files', sha256));
  if (!file || file.isSent || !file.blob) return;
  try {
    if (file.isTried && await isThere(sha256)) return;   // it had arrived, and its acknowledgement was lost
    await mark(sha256, {isTried: true});
    await ask(`files/${sha256}`, {method: 'PUT', body: file.blob});
  } catch (stop) {
    if (stop.status !== 413) throw stop;
    await outbox.settle({id: entry.id, state: 'refused', reason: stop.reason});
    return;
  }
  await mark(sha256, {isSent: true});
}

const mark = (sha256, change) => within(async one => { const file = await one.get('files', sha256); if (file) await one.put('files', {...file, ...change}); });

async function isThere(sha256) {
  const there = await ask(`files/${sha256}`, {method: 'HEAD'}).then(() => true, stop => { if (stop.status !== 404) throw stop; return false; });
  if (there) await mark(sha256, {isSent: true});
  return there;
}

async function sendAll(language, owner, actor) {
  for (let round = 0, missing = 0; round < 500 && missing < 4; round++) {
    const heads = await outbox.next(TOGETHER);
    if (!heads.length) return;
    for (const entry of heads) for (const file of entry.files || []) await sendFile(entry, file);
    await outbox.tried(heads);
    const sent = (await outbox.taken(heads)).filter(one => heads.some(head => head.id === one.id));
    if (!sent.length) continue;   // what was changed this moment stands last
    const body = JSON.stringify({owner, actor, entries: sent.map(outbox.sendable)});
    const answer = await ask(`entries?lang=${language}`, {method: 'POST', body, headers: {'Content-Type': 'application/json'}});
    const found = (await answer.json()).entries;
    for (const one of found) await outbox.settle(one);
    if (found.some(one => one.state === 'missing')) missing++;
    told();
  }
}

async function takeAlong() {
  const bundles = await (await ask('plans.json')).json();
  await setClock(bundles.zh.now);
  await outbox.freshen(bundles, await day());
  await note('loaded', (await now()).toISOString());
}

export const sync = ({isFull = false} = {}) => navigator.locks.request('field-sync', async () => {
  const language = document.documentElement.lang.slice(0, 2);
  Object.assign(state, {status: 'busy', reason: ''});
  told();
  try {
    const {owner} = await (await ask(`owner?lang=${language}`)).json(), other = await outbox.handOver(owner);
    if (other !== null) { Object.assign(state, {status: 'stranger', reason: other}); return; }   // never sent in another's name
    await sendAll(language, owner, await meta('actor') || '');
    if (isFull) await takeAlong();
    state.status = 'idle';
  } catch (stop) {
    if (!(stop instanceof Stop)) { state.status = 'later'; state.reason = String(stop); throw stop; }
    Object.assign(state, {status: stop.message, reason: stop.reason || ''});
  } finally { told(); }
});
