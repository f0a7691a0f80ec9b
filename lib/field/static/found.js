// A plant or a line that stands in no register, written down at a visit as a draft for the office. Whatever is typed is kept here at
// once; it is sent when its maker says that it is ready, and once it may have arrived it is the office's.
import {say, el, button, fill, place, tell, at} from './page.js';
import {keep, giveUp, isTried, keyOf} from './outbox.js';
import {look} from './store.js';
import {photos, pictured, tellKept} from './items.js';
import {position, spoken} from './position.js';

const NOTHING = {enterprise_name: '', address: '', sector: '', line_name: '', model: '', lon: null, lat: null}, LONGEST = 2000, PAUSE = 400;
export const SIGN = '+';   // in an address, where a checklist's name would stand

const lacks = ({found, files}) => [!found.line_name.trim() && say('What was seen: the line or the equipment.'),
  found.lon === null && !found.address.trim() && say('Where it is: its position or its address.'), !files.length && say('A picture.')].filter(Boolean);

// What was found at a visit, and the way to say more.
export function foundHere(visit, records) {
  const here = Object.values(records).filter(one => one.kind === 'found' && one.plan === visit.plan && one.enterprise === visit.enterprise);
  return [...here.map(one => el('a', {class: 'stop', href: place(visit.plan, visit.enterprise, SIGN, one.key.split('|').at(-1))},
    el('b', {}, [one.found.enterprise_name, one.found.line_name].filter(Boolean).join(' · ') || say('Without a name')), el('span', {}, became(one)))),
  el('a', {class: 'button wide', id: 'find', href: place(visit.plan, visit.enterprise, SIGN, crypto.randomUUID())}, say('Record what the register does not know'))];
}

const became = one => ({draft: say('Not complete yet, kept on this phone'), waiting: say('Kept on this phone, waits to be sent'), refused: say('Refused: {reason}', {reason: one.reason}),
  kept: say('The office has it, as {draft}', {draft: one.known})})[one.state];

export async function foundScreen(bundle, plan_id, enterprise, id, changed) {
  const stop = bundle?.plans.find(one => one.inspection_plan_id === plan_id)?.stops.find(one => one.enterprise_id === enterprise);
  if (!stop) return fill('screen', el('p', {}, say('This visit is not on this phone.')));
  let key = keyOf(plan_id, enterprise, 'found', id);
  let record = await look(ask => ask.get('records', key)) || {key, kind: 'found', plan: plan_id, enterprise, checklist: '', item: '', line_id: '', value: '',
    remark: '', files: [], known: '', state: 'draft', found: NOTHING};
  let doing = Promise.resolve(), timer;
  const here = key, own = () => key.split('|').at(-1), draw = () => foundScreen(bundle, plan_id, enterprise, own(), changed);
  const store = async (change, blobs, isDrawn) => {
    const mine = {...record, state: 'draft', ...change(record)};
    await tellKept(async () => {
      const before = key;
      key = await keep(mine, blobs);
      record = await look(ask => ask.get('records', key));
      if (key === before) return;
      history.replaceState(null, '', place(plan_id, enterprise, SIGN, own()));
      tell(say('It was sent meanwhile as it was. What you changed is kept here as another draft: send it as well, or give it up.'), true);
    });
    changed();
    if (isDrawn && at(here)) await draw();
  };
  const queue = (change, {blobs = [], isDrawn = true} = {}) => (doing = doing.then(() => store(change, blobs, isDrawn)));
  const typed = name => ({name, maxlength: LONGEST,
    oninput: event => { clearTimeout(timer); const {value} = event.target; timer = setTimeout(() => queue(one => ({found: {...one.found, [name]: value}}), {isDrawn: false}), PAUSE); },
    onchange: event => { clearTimeout(timer); const {value} = event.target; queue(one => ({found: {...one.found, [name]: value}}), {isDrawn: false}); }});
  const asked = (words, made) => el('label', {class: 'field'}, el('span', {}, words), made);
  const head = [el('a', {class: 'back', href: place(plan_id, enterprise)}, stop.enterprise_name), el('h1', {}, say('What the register does not know'))];
  const bad = record.state === 'refused' ? [el('p', {class: 'bad'}, became(record))] : [];
  if (record.state === 'kept' || record.state !== 'refused' && await isTried(key)) return fill('screen', ...head, el('p', {class: 'good', id: key}, became(record)), ...bad, ...told(bundle, record));
  const acts = {
    add: async (blob, name) => { const {file, row} = await pictured(blob, name); return queue(one => ({files: [...one.files.filter(other => other.sha256 !== file.sha256), file]}), {blobs: [row]}); },
    drop: hash => queue(one => ({files: one.files.filter(other => other.sha256 !== hash)})),
  };
  const locate = async event => {
    event.target.disabled = true;
    const spot = await position();
    if (!spot) tell(say('The phone gave no position: say the address.'), true);
    await queue(one => ({found: {...one.found, lon: spot?.lon ?? one.found.lon, lat: spot?.lat ?? one.found.lat}}));
  };
  const ready = async () => {
    await doing;
    const lacking = lacks(record);
    if (lacking.length) return tell(`${say('Still lacking:')} ${lacking.join(' ')}`, true);
    await queue(() => ({state: 'waiting'}));
    location.hash = place(plan_id, enterprise);
  };
  const leave = async () => { await doing; await giveUp(record); changed(); location.hash = place(plan_id, enterprise); };
  fill('screen', ...head, el('p', {class: 'hint', id: key}, say('A draft for the office, which decides of it. It counts nowhere before.')), ...bad,
    asked(say('Plant, if it is another one than the visited'), el('input', {...typed('enterprise_name'), value: record.found.enterprise_name})),
    asked(say('Lines or equipment seen'), el('textarea', {rows: 2, ...typed('line_name')}, record.found.line_name)),
    asked(say('Model'), el('input', {...typed('model'), value: record.found.model})),
    asked(say('What it makes'), el('select', typed('sector'), el('option', {value: ''}, say('I do not know')),
      ...(bundle.sectors || []).map(one => el('option', {value: one.code, selected: one.code === record.found.sector}, one.name)))),
    asked(say('Where it stands'), el('input', {...typed('address'), value: record.found.address})),
    el('div', {class: 'spot'}, button(record.found.lon === null ? say('Take the position') : say('Take the position again'), locate, {class: 'wide'}),
      record.found.lon === null ? null : el('p', {class: 'good'}, spoken(record.found))),
    asked(say('Remark'), el('textarea', {rows: 2, maxlength: LONGEST, placeholder: say('Facts, no conclusions'), onchange: event => queue(() => ({remark: event.target.value}), {isDrawn: false})}, record.remark)),
    photos(record, {}, acts), button(say('Ready for the office'), ready, {class: 'wide main', id: 'ready'}),
    button(say('Give it up'), leave, {class: 'wide'}));
}

function told(bundle, {found, remark, files}) {
  const sector = (bundle.sectors || []).find(one => one.code === found.sector)?.name, spot = found.lon === null ? '' : spoken(found);
  const facts = [[say('Plant'), found.enterprise_name], [say('Lines or equipment seen'), found.line_name], [say('Model'), found.model], [say('What it makes'), sector], [say('Where it stands'), [found.address, spot].filter(Boolean).join(' · ')], [say('Remark'), remark]];
  return [el('dl', {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    el('div', {class: 'photos'}, ...files.map(one => el('figure', {}, el('img', {src: one.thumb, alt: say('Photo {name}', {name: one.name})}))))];
}
