// What was done here and waits: an entry bears an id that is made once. One that was never tried gives way to what it became, which stands
// last, as it was done last; one that was may have arrived, so that what is done after it follows it and names it as what it saw.
import {within, look} from './store.js';

export const keyOf = (...parts) => parts.join('|');
const entriesOf = async (ask, key) => (await ask.all('outbox')).filter(one => one.key === key);
const dropAll = async (ask, key) => { for (const one of await entriesOf(ask, key)) await ask.drop('outbox', one.seq); };

// Let a record stand with its entry, and tell under which key: another where what was found was changed after it may have arrived. `blobs`
// are its new pictures. A draft stands here alone: it is no answer yet.
export const keep = (record, blobs = []) => within(ask => stand(ask, record, blobs));

async function stand(ask, record, blobs = []) {
  const before = await ask.get('records', record.key) || {files: [], known: record.known};
  if (before.state === 'refused') await dropAll(ask, record.key);
  const last = (await entriesOf(ask, record.key)).at(-1);
  if (record.kind === 'found' && (last?.tried || before.state === 'kept')) return anew(ask, record, before, blobs);
  const gone = before.files.filter(old => old.given && !record.files.some(one => one.sha256 === old.sha256)).map(one => one.sha256);
  const drops = [...new Set([...(before.drops || []), ...gone])];   // pictures that are to leave the answer in the register
  const files = record.files.map(one => before.files.find(old => old.sha256 === one.sha256) || one);
  for (const blob of blobs) await ask.put('files', blob);
  const isDraft = record.state === 'draft', isTold = !last || last.tried;
  const stands = {...record, files, drops, known: before.known, state: isDraft ? 'draft' : 'waiting', reason: '', stands: null};
  await ask.put('records', stands);
  if (record.kind === 'answer') {   // the list is finished no more
    const end = keyOf(record.plan, record.enterprise, record.checklist, 'finish');
    if ((await ask.get('records', end))?.state === 'kept') await ask.drop('records', end);
  }
  if (isDraft) {
    if (last && !last.tried) await ask.drop('outbox', last.seq);
    return record.key;
  }
  const entry = {...told(stands), tried: false, id: isTold ? crypto.randomUUID() : last.id, seen: isTold ? (last ? last.id : before.known || '') : last.seen};
  if (!isTold) await ask.drop('outbox', last.seq);
  await ask.put('outbox', entry);
  return record.key;
}

// What was found is the office's once it may have arrived. What is changed after that is a draft of its own, with the pictures that are still
// here, for its maker to send as well or to give up; what says the same is no change.
async function anew(ask, record, before, blobs) {
  const said = ({found, remark, files}) => JSON.stringify([found, remark, files.map(one => one.sha256)]);
  if (said(record) === said(before)) return record.key;
  const {plan, enterprise} = record, key = keyOf(plan, enterprise, 'found', crypto.randomUUID()), fresh = blobs.map(one => one.sha256), files = [];
  for (const one of record.files) if (fresh.includes(one.sha256) || (await ask.get('files', one.sha256))?.blob) files.push({...one, given: false});
  return stand(ask, {...record, key, files, known: '', state: 'draft'}, blobs);
}

// What an entry says of a record.
const told = ({key, kind, plan, enterprise, checklist, item, line_id, value, remark, on, found, drops = [], files}) => ({key, kind, plan, enterprise, checklist, item,
  line_id, value, remark, on, drops, ...(found && {found}), files: files.filter(one => !one.given).map(({sha256, name}) => ({sha256, name}))});
export const sendable = ({seq, key, tried, ...one}) => one;

// The entries that may be sent now: the first of each item that nobody has to decide on, the end of a list after its answers, and a
// signature after the answers that it was given to.
export const next = most => look(async ask => {
  const records = Object.fromEntries((await ask.all('records')).map(one => [one.key, one])), heads = new Map();
  const all = await ask.all('outbox');
  for (const one of all) if (!heads.has(one.key)) heads.set(one.key, one);
  const isFree = one => !['conflict', 'refused'].includes(records[one.key]?.state);
  const isLast = one => one.kind !== 'finish' || !all.some(other => other.kind === 'answer' && other.plan === one.plan
    && other.enterprise === one.enterprise && (other.checklist === one.checklist || one.checklist === 'signing'));
  const isSigned = one => one.checklist !== 'signing' || one.kind !== 'answer' || !all.some(other => other.kind === 'answer' && other.seq < one.seq
    && other.checklist !== 'signing' && other.plan === one.plan && other.enterprise === one.enterprise && heads.get(other.key) !== other);
  return [...heads.values()].filter(one => isFree(one) && isLast(one) && isSigned(one)).slice(0, most);
});

export const tried = entries => within(async ask => {
  for (const {seq, id} of entries) {
    const entry = await ask.get('outbox', seq);
    if (!entry || entry.id !== id) continue;
    await ask.put('outbox', {...entry, tried: true});
    const record = await ask.get('records', entry.key), names = entry.files.map(one => one.sha256);
    if (record) await ask.put('records', {...record, files: record.files.map(one => names.includes(one.sha256) ? {...one, given: true} : one)});
  }
});

// Entries as they are when they are sent: what was changed meanwhile is sent as it is now.
export const taken = entries => look(async ask => (await Promise.all(entries.map(one => ask.get('outbox', one.seq)))).filter(Boolean));

export const settle = found => within(async ask => {
  const all = await ask.all('outbox'), entry = all.find(one => one.id === found.id);
  if (!entry) return;
  const others = (await ask.all('records')).filter(one => one.key !== entry.key);
  const record = await ask.get('records', entry.key), later = all.filter(one => one.key === entry.key && one.seq > entry.seq);
  if (found.state === 'kept') {
    await ask.drop('outbox', entry.seq);
    for (const one of later) if (one.seen === entry.id) await ask.put('outbox', {...one, seen: found.answer_id || ''});
    if (record) await ask.put('records', {...record, known: found.answer_id || '', drops: (record.drops || []).filter(one => !entry.drops.includes(one)),
      state: later.length || record.state === 'draft' ? record.state : 'kept'});
    for (const {sha256} of entry.files) {   // the small copy stays, the picture itself is in the register
      const file = await ask.get('files', sha256);
      const isNeeded = all.some(one => one.seq !== entry.seq && one.files?.some(other => other.sha256 === sha256))
        || others.some(one => one.files.some(other => other.sha256 === sha256 && !other.given));   // of a draft too
      if (file && !isNeeded) await ask.put('files', {...file, blob: null});
    }
  } else if (found.state === 'missing') {
    for (const sha256 of found.missing) { const file = await ask.get('files', sha256); if (file) await ask.put('files', {...file, isSent: false}); }
  } else if (record) {
    const names = [entry, ...later].flatMap(one => one.files.map(other => other.sha256));
    const files = record.files.map(one => names.includes(one.sha256) ? {...one, given: false} : one);
    await ask.put('records', {...record, files, state: found.state, reason: found.reason || '', stands: found.stands || null});
  }
});

// A person decided between two answers: ours is sent again, knowing theirs; or theirs stands here too.
export const choose = (record, isOurs) => within(async ask => {
  await dropAll(ask, record.key);
  const {stands} = record, known = stands.answer_id;
  if (!isOurs) return ask.put('records', {...record, known, value: stands.value, remark: stands.remark, files: [], drops: [], state: 'kept', stands: null});
  await ask.put('records', {...record, known, state: 'draft', stands: null});
  return stand(ask, {...record, known, state: 'waiting'});
});

// What was refused is done again with a new id (`keep`), or given up.
export const giveUp = record => within(async ask => { await dropAll(ask, record.key); await ask.drop('records', record.key); });

export const isTried = key => look(async ask => (await entriesOf(ask, key)).some(one => one.tried));

export const waiting = () => look(counted);

async function counted(ask) {
  const [outbox, records] = [await ask.all('outbox'), await ask.all('records')];
  const count = state => records.filter(one => one.state === state).length;
  return {entries: outbox.length, pictures: new Set(outbox.flatMap(one => one.files?.map(file => file.sha256) || [])).size,
    conflicts: count('conflict'), refused: count('refused'), drafts: count('draft')};
}

// Whose this phone's work is: the name for whom something waits, when it is another's; else everything is the new owner's.
export const handOver = owner => within(async ask => {
  const before = await ask.get('meta', 'owner');
  if (before !== undefined && before !== owner) {
    const waits = await counted(ask);
    if (waits.entries + waits.drafts) return before;
    for (const name of ['meta', 'records', 'files']) await ask.clear(name);
  }
  await ask.put('meta', owner, 'owner');
  return null;
});

// What the register told anew takes the place of what was kept; what waits stays, and so does what a person has to decide.
// What belongs to a plan that has ended goes, whether there is a network or not.
export const freshen = (bundles, today, isNew = true) => within(async ask => {
  const outbox = await ask.all('outbox'), waits = new Set(outbox.map(one => one.key)), rows = new Map(), names = new Set();
  const plans = Object.values(bundles)[0]?.plans.filter(one => one.ends_on >= today) || [];
  for (const plan of plans) for (const stop of plan.stops) for (const list of stop.lists) for (const row of list.rows)
    rows.set(keyOf(plan.inspection_plan_id, stop.enterprise_id, list.checklist, row.item, row.line_id || ''), row);
  for (const one of await ask.all('records')) {
    if (waits.has(one.key) || one.state === 'draft') { one.files.forEach(file => names.add(file.sha256)); continue; }
    const row = rows.get(one.key), isHere = plans.some(plan => plan.inspection_plan_id === one.plan);
    if (!isHere) { await ask.drop('records', one.key); continue; }
    if (isNew && one.state === 'kept' && one.kind === 'finish') { await ask.drop('records', one.key); continue; }
    one.files.forEach(file => names.add(file.sha256));
    if (isNew && one.state === 'kept' && one.kind === 'answer' && row)
      await ask.put('records', {...one, value: row.item_value || '', remark: row.item_remark || '', known: row.answer_id || ''});
  }
  for (const file of await ask.all('files')) if (!names.has(file.sha256)) await ask.drop('files', file.sha256);
  for (const [language, bundle] of Object.entries(bundles))
    await ask.put('meta', {...bundle, plans: bundle.plans.filter(one => one.ends_on >= today)}, `bundle:${language}`);
});

// Everything that waits as one file: a line of JSON, then the pictures one after the other, those of what is not complete last.
export const saved = owner => look(async ask => {
  const entries = await ask.all('outbox'), drafts = (await ask.all('records')).filter(one => one.state === 'draft').map(told);
  const names = [...new Set([...entries, ...drafts].flatMap(one => one.files.map(file => file.sha256)))];
  const files = (await Promise.all(names.map(name => ask.get('files', name)))).filter(one => one?.blob);
  const head = {form: 'exit-atlas-field-1', owner, entries: entries.map(sendable), drafts: drafts.map(sendable), files: files.map(one => ({sha256: one.sha256, size: one.blob.size}))};
  return new Blob([JSON.stringify(head), '\n', ...files.map(one => one.blob)], {type: 'application/octet-stream'});
});
