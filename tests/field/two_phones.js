// Two phones at one visit over a network that loses, tears and repeats: `outbox.js` and `sync.js` as they are, each phone with a memory
// of its own, against a server of which `serve` says what it does with what arrives.
const OVER = 25;   // rounds without a fault in which everything must have been sent

// Numbers that a seed makes (mulberry32).
const dice = seed => () => {
  seed = (seed + 0x6D2B79F5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

// What the atlas does with answers and files, as lib/inspections says it.
class Atlas {
  constructor(plan) { Object.assign(this, {plan, standing: new Map(), sent: new Map(), waiting: new Set(), log: [], again: 0}); }

  put(sha256) { this.again += this.waiting.has(sha256); this.waiting.add(sha256); }

  post({actor, entries}) {
    const lacking = new Map(entries.map(one => [one.id, this.sent.has(one.id) ? [] : one.files.map(file => file.sha256).filter(name => !this.waiting.has(name))]));
    const told = entries.map(one => ({id: one.id, ...(lacking.get(one.id).length ? {state: 'missing', missing: lacking.get(one.id)} : this.take(one, actor))}));
    for (const one of told) if (one.state === 'kept') for (const {sha256} of entries.find(entry => entry.id === one.id).files) this.waiting.delete(sha256);
    return told;
  }

  take(given, actor) {
    const earlier = this.sent.get(given.id), nothing = {answer_id: '', client_id: '', value: '', remark: '', pictures: []};
    if (earlier) return {state: 'kept', answer_id: earlier};
    const stood = this.standing.get(given.item) || nothing, kept = stood.pictures.filter(name => !given.drops.includes(name) && given.value);
    if (!given.files.length && given.value === stood.value && given.remark === stood.remark && kept.length === stood.pictures.length) return {state: 'kept', answer_id: stood.answer_id};
    const seen = [stood.answer_id, stood.client_id].filter(Boolean).concat(stood.value ? [] : ['']);
    if (!seen.includes(given.seen))
      return {state: 'conflict', stands: {answer_id: stood.answer_id, value: stood.value, remark: stood.remark, actor: stood.actor || '', picture_count: stood.pictures.length}};
    const row = {answer_id: `${this.plan}/${this.log.length + 1}`, client_id: given.id, item: given.item, value: given.value, remark: given.remark, actor, pictures: [...kept, ...given.files.map(one => one.sha256)]};
    this.log.push(row);
    this.standing.set(given.item, row);
    this.sent.set(given.id, row.answer_id);
    return {state: 'kept', answer_id: row.answer_id};
  }

  plans({enterprise, checklist, items}) {
    const rows = items.map(item => { const one = this.standing.get(item) || {}; return {item, line_id: '', item_value: one.value || '', item_remark: one.remark || '', answer_id: one.answer_id || '', picture_count: one.pictures?.length || 0}; });
    const plan = {inspection_plan_id: this.plan, ends_on: '9999-12-31', stops: [{enterprise_id: enterprise, lists: [{checklist, rows}]}]};
    const bundle = {plans: [plan], now: Date.now()};
    return {zh: bundle, en: bundle};
  }
}

// One phone and who holds it; `did` is the last thing they did with each item.
class Phone {
  constructor(name, modules, world) { Object.assign(this, {name, ...modules, world, did: new Map(), dropped: new Map()}); }

  async record(item) {
    const {plan, enterprise, checklist} = this.world.visit, key = this.outbox.keyOf(plan, enterprise, checklist, item, ''), bundle = await this.store.meta('bundle:en');
    const row = bundle?.plans[0].stops[0].lists[0].rows.find(one => one.item === item) || {};
    return await this.store.look(ask => ask.get('records', key)) || {key, kind: 'answer', plan, enterprise, checklist, item, line_id: '', value: row.item_value || '', remark: row.item_remark || '',
      files: [], known: row.answer_id || '', state: 'kept', reason: '', stands: null};
  }

  async act(item, {isWhole = false} = {}) {
    const {chance, pick, counts} = this.world, record = await this.record(item);
    if (record.state === 'conflict') return;
    const blobs = [], change = {value: pick(['yes', 'no', 'no']), remark: `${this.name} ${++counts.acts}`, files: record.files, state: isWhole || chance() < 0.85 ? 'waiting' : 'draft'};
    const dropped = this.dropped.get(item) || new Set();
    if (record.files.length && chance() < 0.4) {
      const [gone] = record.files;
      dropped.add(gone.sha256);
      change.files = record.files.slice(1);
    }
    const fresh = chance() < 0.4 && this.world.picture();
    if (fresh) {
      change.files = [...change.files, {sha256: fresh, name: 'p.jpg', given: false, thumb: ''}];
      blobs.push({sha256: fresh, blob: 'x', isSent: false});
    }
    this.dropped.set(item, dropped);
    await this.outbox.keep({...record, ...change}, blobs);
    this.did.set(item, {remark: change.remark, files: change.files.map(one => one.sha256), isDraft: change.state === 'draft'});
  }

  async decide() {
    for (const item of this.world.visit.items) {
      const record = await this.record(item);
      if (record.state !== 'conflict') continue;
      const isOurs = this.world.chance() < 0.5;
      await this.outbox.choose(record, isOurs);
      if (!isOurs) { this.did.delete(item); this.dropped.delete(item); }
      this.world.counts.decided++;
    }
  }
}

// The network: what the phone asks for arrives, or not, or twice, and is answered, or not; meanwhile the person goes on.
function network(world, atlas, serve) {
  return async (address, options = {}) => {
    const {chance, counts, phone} = world, method = options.method || 'GET', [, kind] = address.match(/^(\w+)/);
    const fault = world.isOver || chance() > 0.3 ? '' : world.pick(['torn', 'lost', 'repeated']);
    const isBusy = !world.isOver && chance() < 0.2;
    if (isBusy) await phone.act(world.pick(world.visit.items));
    if (fault) counts[fault]++;
    if (fault === 'torn' && method !== 'PUT') throw new TypeError('network');
    const answer = async () => {
      if (kind === 'owner') return [200, {owner: phone.name}];
      if (kind === 'plans') return [200, atlas.plans(world.visit)];
      if (kind === 'files') {
        const [sha256] = address.split('/').slice(-1);
        if (method === 'HEAD') return [atlas.waiting.has(sha256) ? 200 : 404, {}];
        if (fault === 'torn') return [422, {reason: 'torn'}];
        atlas.put(sha256);
        await serve?.file(sha256);
        return [201, {}];
      }
      const sent = JSON.parse(options.body), told = atlas.post({...sent, actor: phone.name});
      if (serve) {
        const real = await serve.entries(phone.name, sent.entries);
        if (JSON.stringify(real) !== JSON.stringify(told)) throw Object.assign(new Error(`the atlas says ${JSON.stringify(real)}, the model ${JSON.stringify(told)}`), {name: 'Apart'});
      }
      return [200, {entries: told}];
    };
    let [status, body] = await answer();
    if (fault === 'repeated' && method === 'POST') [status, body] = await answer();
    if (fault === 'lost') throw new TypeError('network');
    return new Response(method === 'HEAD' ? null : JSON.stringify(body), {status});
  };
}

async function history(seed, {plan = 'P', enterprise = 'E', checklist = 'C', items = ['1', '2', '3'], pictures, serve} = {}, counts) {
  const chance = dice(seed), pick = list => list[Math.floor(chance() * list.length)], atlas = new Atlas(plan);
  const left = pictures && [...pictures];
  const world = {chance, pick, counts, visit: {plan, enterprise, checklist, items}, picture: () => left ? left.pop() : `${seed}-${counts.acts}-${Math.floor(chance() * 1e9)}`};
  const phones = await Promise.all(['王科长', '李科员'].map(async name => {
    const at = `/${seed}-${name === '王科长' ? 'a' : 'b'}/`, [outbox, sync, store] = await Promise.all(['outbox', 'sync', 'store'].map(part => import(`${at}${part}.js`)));
    return new Phone(name, {outbox, sync, store}, world);
  }));
  const send = async (phone, isFull) => { world.phone = phone; await phone.sync.sync({isFull}); };
  globalThis.fetch = network(world, atlas, serve);
  for (let turn = 0; turn < 10; turn++) {
    const phone = pick(phones);
    if (chance() < 0.7) await phone.act(pick(items)); else { await send(phone, chance() < 0.3); await phone.decide(); }
  }
  world.isOver = true;
  for (const phone of phones) for (const [item, did] of [...phone.did]) if (did.isDraft) await phone.act(item, {isWhole: true});
  for (let turn = 0; turn < OVER && (await Promise.all(phones.map(isBusy))).some(Boolean); turn++)
    for (const phone of phones) { await phone.decide(); await send(phone, false); }
  return faults(atlas, phones);
}

const isBusy = async phone => Object.values(await phone.outbox.waiting()).some(Boolean);

async function faults(atlas, phones) {
  const told = [], ids = atlas.log.map(one => one.client_id), remarks = atlas.log.map(one => one.remark);
  if (new Set(ids).size < ids.length) told.push('an answer was recorded twice');
  if (new Set(remarks).size < remarks.length) told.push('what was said once is there twice');
  if (atlas.again) told.push('a picture that was there was sent again');
  for (const phone of phones) {
    const waits = await phone.outbox.waiting();
    if (waits.entries + waits.drafts + waits.conflicts + waits.refused) told.push(`${phone.name} waits: ${JSON.stringify(waits)}`);
    for (const [item, did] of phone.did) {
      const row = atlas.log.find(one => one.remark === did.remark), dropped = phone.dropped.get(item);
      if (!row) told.push(`${phone.name} answered ${item} (${did.remark}), and it is nowhere`);
      else if (did.files.some(name => !row.pictures.includes(name))) told.push(`${did.remark} lost a picture`);
      else if (row.pictures.some(name => dropped.has(name))) told.push(`${did.remark} has a picture that was dropped`);
    }
  }
  return told;
}

// What went wrong in each of many histories, and how often the network did its worst.
export async function histories(seeds, world = {}) {
  const counts = {acts: 0, torn: 0, lost: 0, repeated: 0, decided: 0}, wrong = {};
  for (const seed of seeds) {
    const told = await history(seed, world, counts);
    if (told.length) wrong[seed] = told;
  }
  return {counts, wrong};
}
