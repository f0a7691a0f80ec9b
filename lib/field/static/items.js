// One checklist: its items with three large answers, what a no needs asked at once, and each answer kept when it is given.
import {say, el, button, tell, hear, at} from './page.js';
import {keep, choose, giveUp, keyOf} from './outbox.js';
import {look, sha256} from './store.js';
import {day} from './clock.js';
import {pad} from './signing.js';

const CHOICES = {yes_no: ['yes', 'no'], yes_no_na: ['yes', 'no', 'na']};
const SIGNED = ['signature', 'officer_signature'], PICTURED = ['photo', ...SIGNED], SMALL = 320, PAUSE = 400, LONGEST = 2000;
const NUMBER = /^-?\d{1,9}(\.\d+)?$/, DATE = /^\d{4}-\d{2}-\d{2}$/;

export const answerWords = value => ({yes: say('Yes'), no: say('No'), na: say('Not applicable')})[value] || value;

// What stands of an item: what was done here, else what was taken along.
export function standing(visit, list, row, records) {
  const key = keyOf(visit.plan, visit.enterprise, list.checklist, row.item, row.line_id || '');
  return records[key] || {key, kind: 'answer', ...visit, checklist: list.checklist, item: row.item, line_id: row.line_id || '',
    value: row.item_value || '', remark: row.item_remark || '', files: [], known: row.answer_id || '', state: 'kept', reason: '', stands: null};
}

export function isAsked(item, list, visit, records) {
  if (!item.shown_if) return true;
  const [other, value] = item.shown_if.split('='), row = list.rows.find(one => one.item === other);
  return Boolean(row) && standing(visit, list, row, records).value === value;
}

export const pictures = (row, record) => record.files.length + (record.stands ? 0 : Math.max(0, (row.picture_count || 0) - record.files.filter(one => one.given).length));

export function lacks(item, row, record) {
  const needs = record.value === 'no' ? item.needs_on_no || '' : '';
  return {answer: !record.value && item.item_severity !== 'info' || record.state === 'draft', remark: needs.includes('comment') && !record.remark.trim(),
    photo: needs.includes('photo') && !pictures(row, record)};
}

export const isOpen = (item, row, record) => Object.values(lacks(item, row, record)).some(Boolean);

// The cards of a list; `changed` is called when an answer was kept here.
export function cards(visit, plan, list, asked, records, changed) {
  let section = '';
  return list.rows.flatMap(row => {
    const item = asked[row.item], made = card(visit, plan, list, row, item, records, changed);
    const head = item.section_name !== section ? [el('h3', {}, section = item.section_name)] : [];
    return [...head, made];
  });
}

const touched = holder => [...holder.querySelectorAll('button, input, select, textarea')];

function card(visit, plan, list, row, item, records, changed) {
  const holder = el('section', {class: 'item', id: `item-${row.item}${row.line_id ? `-${row.line_id}` : ''}`, tabindex: -1});
  let timer, doing = Promise.resolve();
  const current = () => standing(visit, list, row, records);
  const draw = () => {
    holder.hidden = !isAsked(item, list, visit, records) && !current().value && current().state === 'kept';   // an answer to what is asked no more is taken back
    const here = touched(holder).indexOf(document.activeElement);
    holder.replaceChildren(...parts(current(), row, item, plan, {set, add, drop, decide, undo}));
    touched(holder)[here]?.focus({preventScroll: true});
    holder.dataset.state = current().state;
    holder.classList.toggle('open', isOpen(item, row, current()));
  };
  async function store(change, blobs = [], isRedrawn = true) {
    const record = {...current(), ...(typeof change === 'function' ? change(current()) : change)};
    record.state = isWhole(record, row, item) ? 'waiting' : 'draft';
    if (item.answer_kind === 'photo') record.value = pictures(row, record) ? '1' : '';
    const before = records[record.key];
    record.on = await day();
    records[record.key] = record;
    const isKept = await tellKept(async () => { await keep(record, blobs); records[record.key] = await look(ask => ask.get('records', record.key)); });
    if (!isKept) if (before) records[record.key] = before; else delete records[record.key];
    if (isRedrawn) draw();
    if (isKept && document.querySelector('#told .bad')) tell('');
    if (isKept) hear([row.item, answerWords(record.value), stateWords(records[record.key], row)].filter(Boolean).join(' · '));
    changed(record);
  }
  const queue = (...given) => { doing = doing.then(() => store(...given)); return doing; };
  function set(change, isTyped = false) {
    clearTimeout(timer);
    if (!isTyped) return queue(change);
    timer = setTimeout(() => queue(change, [], false), PAUSE);
  }
  async function add(blob, name) {
    const {file, row: kept} = await pictured(blob, name);
    const beside = record => SIGNED.includes(item.answer_kind) ? [] : record.files.filter(one => one.sha256 !== file.sha256);
    return queue(record => ({files: [...beside(record), file]}), [kept]);
  }
  const drop = hash => queue(record => ({files: record.files.filter(one => one.sha256 !== hash)}));
  async function decide(isOurs) {
    await choose(current(), isOurs);
    records[current().key] = await look(ask => ask.get('records', current().key));
    draw();
    changed(current());
  }
  async function undo() {
    const {key} = current();
    await giveUp(current());
    delete records[key];
    draw();
    changed(current());
  }
  holder.addEventListener('redraw', draw);
  draw();
  return holder;
}

// Keep something here; what the phone refuses is told.
export async function tellKept(work) {
  try { await work(); return true; } catch (error) {
    tell(error.name === 'QuotaExceededError' ? say('The storage of this phone is full: the last entry was not kept. Send what waits, or save it as a file, then make room.')
      : say('The last entry was not kept: {reason}', {reason: error.message}), true);
    return false;
  }
}

// A picture as a record names it, and as it is kept until it was sent.
export async function pictured(blob, name) {
  const hash = await sha256(blob);
  return {file: {sha256: hash, name, given: false, thumb: await small(blob)}, row: {sha256: hash, blob, isSent: false}};
}

// Whether it is an answer already; what is none stays here as a draft.
function isWhole(record, row, item) {
  if (item.answer_kind === 'number') return !record.value || NUMBER.test(record.value);
  if (item.answer_kind === 'date') return !record.value || DATE.test(record.value);
  if (SIGNED.includes(item.answer_kind)) return !record.value === !pictures(row, record);
  return true;
}

function parts(record, row, item, plan, acts) {
  const lacking = lacks(item, row, record), label = `q-${record.key}`, kind = item.answer_kind;
  const asked = [el('p', {class: 'code'}, [row.item, row.line_name].filter(Boolean).join(' · ')), el('p', {class: 'question', id: label}, item.question),
    el('p', {class: 'basis'}, item.item_basis)];
  if (record.state === 'conflict') return [...asked, conflict(record, acts)];
  const told = record.state === 'refused' ? [el('p', {class: 'bad'}, say('Refused: {reason}', {reason: record.reason})), button(say('Give it up'), acts.undo, {class: 'wide'})] : [];
  const field = [answer(kind, record, item, row, plan, label, acts)];
  if (record.value === 'no' && item.on_no) field.push(el('p', {class: 'hint'}, say('After a no: {what}', {what: item.on_no})));
  if (lacking.remark) field.push(el('p', {class: 'bad'}, say('A no to this item needs a remark.')));
  if (!PICTURED.includes(kind) && record.value)
    field.push(el('textarea', {rows: 2, maxlength: LONGEST, 'aria-label': say('Remark'), placeholder: say('Facts, no conclusions'), oninput: event => acts.set({remark: event.target.value}, true),
      onchange: event => acts.set({remark: event.target.value})}, record.remark));
  if (lacking.photo) field.push(el('p', {class: 'bad'}, say('A no to this item needs a photo.')));
  if (kind === 'photo' || !PICTURED.includes(kind) && (record.value === 'no' || record.files.length)) field.push(photos(record, row, acts));
  return [...asked, ...told, ...field, state(record, row)];
}

function stateWords(record, row) {
  return {waiting: say('Kept on this phone, waits to be sent'), draft: say('Not complete yet, kept on this phone'), kept: record.value || row.answer_id ? say('In the register') : ''}[record.state] || '';
}

function state(record, row) {
  const words = stateWords(record, row);
  const who = record.state === 'kept' && row.actor && record.known === row.answer_id ? ` · ${row.actor}` : '';
  return el('p', {class: `state ${record.state}`}, words && words + who);
}

function conflict(record, acts) {
  const {stands} = record, said = one => [answerWords(one.value) || say('no answer'), one.remark].filter(Boolean).join(' · ');
  const shots = count => count ? ` · ${say('{count} photos', {count})}` : '';
  return el('div', {class: 'conflict', role: 'group', 'aria-label': say('Two answers')},
    el('p', {class: 'bad'}, say('Somebody else answered meanwhile. Choose which answer counts.')),
    el('dl', {}, el('dt', {}, say('In the register, by {who}', {who: stands.actor || '–'})), el('dd', {}, said(stands) + shots(stands.picture_count)),
      el('dt', {}, say('On this phone')), el('dd', {}, said(record) + shots(record.files.length))),
    el('div', {class: 'answers'}, button(say('Take theirs'), () => acts.decide(false)), button(say('Take mine'), () => acts.decide(true))));
}

function answer(kind, record, item, row, plan, label, acts) {
  if (CHOICES[kind]) return el('div', {class: 'answers', role: 'radiogroup', 'aria-labelledby': label}, CHOICES[kind].map(value =>
    button(answerWords(value), () => acts.set({value: record.value === value ? '' : value}),
      {role: 'radio', 'aria-checked': String(record.value === value), class: `answer ${value}`})));
  if (kind === 'choice' || kind === 'officer_signature') return picked(kind, record, item, row, plan, label, acts);
  if (kind === 'photo') return null;
  const held = row.held ? [el('p', {class: 'held'}, say('In the register: {value}', {value: row.held}))] : [];
  if (kind === 'number') return el('div', {}, el('div', {class: 'number'}, typed(record, label, acts, {inputmode: 'decimal', autocomplete: 'off'}), el('span', {class: 'unit'}, item.unit_name || '')),
    record.value && !NUMBER.test(record.value) ? el('p', {class: 'bad'}, say('Not a number yet')) : null, ...held);
  if (kind === 'date') return typed(record, label, acts, {type: 'date'});
  if (kind === 'signature') return el('div', {}, typed(record, label, acts, {placeholder: say('name and office')}), pad(record, row, acts));
  return el('textarea', {rows: 3, maxlength: LONGEST, 'aria-labelledby': label, oninput: event => acts.set({value: event.target.value}, true), onchange: event => acts.set({value: event.target.value})}, record.value);
}

const typed = (record, label, acts, attributes) => el('input', {value: record.value, maxlength: LONGEST, 'aria-labelledby': label, ...attributes,
  oninput: event => acts.set({value: event.target.value.trim()}, true), onchange: event => acts.set({value: event.target.value.trim()})});

function picked(kind, record, item, row, plan, label, acts) {
  const values = kind === 'choice' ? item.choices_zh.split(';') : plan.officers, names = kind === 'choice' ? item.choices.split(';') : plan.officers;
  const options = values.map((value, index) => el('option', {value, selected: value === record.value}, names[index]));
  const chosen = el('select', {'aria-labelledby': label, onchange: event => acts.set({value: event.target.value})}, el('option', {value: ''}, say('Choose')), ...options);
  return kind === 'choice' ? chosen : el('div', {}, chosen, pad(record, row, acts));
}

export function photos(record, row, acts) {
  const more = Math.max(0, pictures(row, record) - record.files.length);
  const input = (onpick, words) => el('label', {class: 'shoot'}, words, el('input', {type: 'file', accept: 'image/*', capture: 'environment', class: 'away',
    onchange: async event => { const [file] = event.target.files; if (file) await onpick(file); }}));
  const figures = record.files.map(one => el('figure', {}, el('img', {src: one.thumb, alt: say('Photo {name}', {name: one.name})}),
    input(async file => { await acts.add(file, file.name); await acts.drop(one.sha256); }, say('Retake')),
    button(say('Remove'), () => acts.drop(one.sha256))));
  return el('div', {class: 'photos'}, more ? el('p', {}, say('{count} photos in the register', {count: more})) : null, ...figures, input(file => acts.add(file, file.name), say('Take a photo')));
}

// A small copy to look at; the picture itself is sent untouched.
async function small(blob) {
  try {
    const bitmap = await createImageBitmap(blob), share = Math.min(1, SMALL / Math.max(bitmap.width, bitmap.height));
    const canvas = el('canvas', {width: Math.round(bitmap.width * share), height: Math.round(bitmap.height * share)});
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch { return ''; }
}

// The next item without an answer, from where the reader is.
export function toNext() {
  const open = [...document.querySelectorAll('.item.open:not([hidden])')], here = at('screen').querySelector('.item:focus-within');
  const after = open.find(one => here && here !== one && here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) || open.find(one => one !== here) || open[0];
  if (!after) return tell(say('Everything is answered.'));
  after.scrollIntoView({block: 'start'});
  after.focus({preventScroll: true});
}
