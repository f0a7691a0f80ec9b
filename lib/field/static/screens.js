// The screens: the plans of a phone, one visit with what the register knows of the enterprise, one checklist.
import {say, el, button, fill, place, tell, at} from './page.js';
import {look} from './store.js';
import {keep, giveUp, keyOf} from './outbox.js';
import {day, isWrong, now} from './clock.js';
import {foundHere} from './found.js';
import {position, spoken} from './position.js';
import {cards, isAsked, isOpen, standing, toNext} from './items.js';

const recordsByKey = async () => Object.fromEntries((await look(ask => ask.all('records'))).map(one => [one.key, one]));

const planOf = (bundle, id) => bundle?.plans.find(one => one.inspection_plan_id === id);

function progress(bundle, visit, list, records) {
  const asked = bundle.checklists[list.checklist].items;
  const rows = list.rows.filter(row => isAsked(asked[row.item], list, visit, records));
  const stands = rows.map(row => [asked[row.item], row, standing(visit, list, row, records)]), open = stands.filter(one => isOpen(...one));
  return {all: rows.length, open: open.length, done: stands.filter(one => one[2].value && !open.includes(one)).length};
}

export async function home(bundle, loaded, again) {
  if (!bundle) return fill('screen', el('p', {}, say('Nothing was taken along yet. Connect to the network once.')), button(say('Take along now'), again, {class: 'wide main'}));
  const records = await recordsByKey();
  const visitCard = (plan, stop) => {
    const visit = {plan: plan.inspection_plan_id, enterprise: stop.enterprise_id};
    const here = records[keyOf(visit.plan, visit.enterprise, 'arrival')];
    const counts = stop.lists.map(list => progress(bundle, visit, list, records)), sum = name => counts.reduce((all, one) => all + one[name], 0);
    return el('a', {class: 'stop', href: place(visit.plan, visit.enterprise)}, el('b', {}, `${stop.stop_number}. ${stop.enterprise_name}`),
      el('span', {}, [stop.arrives_at, stop.leg_km && `${stop.leg_km} km`, stop.verdict_name].filter(Boolean).join(' · ')),
      el('span', {}, say('{done} of {all} answered', {done: sum('done'), all: sum('all')}) + (here || stop.outcome === 'visited' ? ` · ${say('arrived')}` : '')));
  };
  const plans = bundle.plans.map(plan => el('section', {}, el('h2', {}, `${plan.planned_on} ${plan.area_name}`),
    el('p', {}, [plan.inspection_plan_id, plan.body_name, plan.matter_name, plan.officers.join(', ')].join(' · ')), ...plan.stops.map(stop => visitCard(plan, stop))));
  const note = !bundle.is_own && bundle.has_accounts && bundle.plans.length ? [el('p', {class: 'hint'}, say('No plan names you as an officer: these are all approved plans you may see.'))] : [];
  if (bundle.left_off) note.push(el('p', {class: 'hint'}, say('{count} more plans are not on this phone.', {count: bundle.left_off})));
  if (await isWrong()) note.push(el('p', {class: 'bad', id: 'clock'}, say('The clock of this phone is wrong. The day of the atlas counts: {day}.', {day: await day()})));
  const gone = Object.values(records).filter(one => ['draft', 'conflict', 'refused'].includes(one.state) && !planOf(bundle, one.plan));
  if (gone.length) note.push(el('section', {id: 'gone'}, el('p', {class: 'bad'}, say('Of visits that are no longer on this phone, kept here alone:')), ...gone.map(one => el('div', {class: 'stop'},
    el('span', {}, [one.plan, one.item, one.found?.line_name, one.value, one.remark].filter(Boolean).join(' · ')), button(say('Give it up'), async () => { await giveUp(one); location.reload(); }, {class: 'wide'})))));
  fill('screen', el('h1', {}, say('Visits')), ...note, ...(plans.length ? plans : [el('p', {}, say('There is no approved plan for you now.'))]),
    el('p', {class: 'hint'}, say('Taken along on {when}', {when: loaded ? new Date(loaded).toLocaleString() : '–'})), button(say('Take along anew'), again, {class: 'wide', id: 'again'}));
}

export async function visitScreen(bundle, plan_id, enterprise, changed) {
  const plan = planOf(bundle, plan_id), stop = plan?.stops.find(one => one.enterprise_id === enterprise);
  if (!stop) return fill('screen', el('p', {}, say('This visit is not on this phone.')));
  const records = await recordsByKey(), visit = {plan: plan_id, enterprise};
  const key = keyOf(plan_id, enterprise, 'arrival'), here = records[key];
  const arrive = async () => {
    await keep({key, kind: 'arrival', ...visit, checklist: '', item: '', line_id: '', value: await day(), remark: await arrivalNote(), files: [], known: '', state: 'waiting'});
    changed();
    await visitScreen(bundle, plan_id, enterprise, changed);
  };
  const undo = async () => { await giveUp(here); changed(); await visitScreen(bundle, plan_id, enterprise, changed); };
  const arrival = here?.state === 'refused' ? [el('p', {class: 'bad'}, say('Refused: {reason}', {reason: here.reason})), button(say('Give it up'), undo, {class: 'wide'})]
    : here ? [el('p', {class: 'good'}, `${say('arrived')} ${here.remark}`)]
      : stop.outcome === 'visited' ? [el('p', {class: 'good'}, `${say('arrived')} ${stop.note || ''}`)] : [button(say('I have arrived'), arrive, {class: 'wide main'})];
  const lists = stop.lists.map(list => {
    const {all, done: answered} = progress(bundle, visit, list, records), finish = records[keyOf(plan_id, enterprise, list.checklist, 'finish')];
    const done = list.finished_at || finish?.state === 'kept' ? say('finished') : finish ? say('finished, waits to be sent') : '';
    return el('a', {class: 'stop', href: place(plan_id, enterprise, list.checklist)}, el('b', {}, list.checklist_name),
      el('span', {}, [say('{done} of {all} answered', {done: answered, all}), done].filter(Boolean).join(' · ')), el('progress', {max: all || 1, value: answered, 'aria-label': list.checklist_name}));
  });
  fill('screen', el('a', {class: 'back', href: '#/'}, say('All visits')), el('h1', {}, stop.enterprise_name), ...arrival, el('h2', {}, say('Checklists')), ...lists,
    el('h2', {}, say('Found here')), ...foundHere(visit, records), dossier(stop));
}

function dossier(stop) {
  const call = stop.contact_phone && el('a', {class: 'call', href: `tel:${stop.contact_phone.replace(/[^\d+]/g, '')}`}, stop.contact_phone);
  const facts = [[say('Address'), stop.address], [say('Contact'), stop.contact_name], [say('Phone'), call], [say('Credit code'), stop.credit_code], [say('Why'), stop.visit_reason]];
  const lines = stop.lines.map(line => el('li', {}, el('b', {}, [line.line_name, line.process_name].filter(Boolean).join(' · ')),
    el('span', {}, [line.capacity && `${line.capacity} ${line.unit_name || ''}`, line.state_name, line.verdict_name].filter(Boolean).join(' · ')), el('span', {}, line.explanation || '')));
  const cases = stop.cases.map(one => el('li', {}, el('b', {}, [one.case_id, one.stage_name].join(' · ')), el('span', {}, [one.line_name, one.clause, one.deadline, one.colour_name].filter(Boolean).join(' · '))));
  return el('details', {class: 'dossier'}, el('summary', {}, say('What the register knows')),
    el('dl', {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    lines.length ? el('h3', {}, say('Lines')) : null, el('ul', {}, ...lines), cases.length ? el('h3', {}, say('Open cases')) : null, el('ul', {}, ...cases));
}

// When and where, as far as the person lets the phone say it.
async function arrivalNote() {
  const when = (await now()).toLocaleString('sv').slice(0, 16), spot = await position();
  return spot ? say('{when}, {place}, within {metres} m', {when, place: spoken(spot), metres: spot.metres}) : say('{when}, no position', {when});
}

export async function listScreen(bundle, plan_id, enterprise, checklist, changed) {
  const plan = planOf(bundle, plan_id), stop = plan?.stops.find(one => one.enterprise_id === enterprise), list = stop?.lists.find(one => one.checklist === checklist);
  if (!list) return fill('screen', el('p', {}, say('This visit is not on this phone.')));
  const records = await recordsByKey(), visit = {plan: plan_id, enterprise}, asked = bundle.checklists[checklist].items, key = keyOf(plan_id, enterprise, checklist, 'finish');
  const count = el('p', {class: 'count', 'aria-live': 'polite'}), bar = el('progress', {'aria-label': list.checklist_name});
  const redraw = record => {
    const {all, done} = progress(bundle, visit, list, records);
    count.textContent = say('{done} of {all} answered', {done, all});
    Object.assign(bar, {max: all || 1, value: done});
    if (record) for (const one of document.querySelectorAll('.item')) if (asked[one.id.slice(5)]?.shown_if?.startsWith(`${record.item}=`)) one.dispatchEvent(new Event('redraw'));
    if (record) changed();
  };
  const finish = async () => {
    if (progress(bundle, visit, list, records).open) { tell(say('Not everything is answered yet.'), true); return toNext(); }
    await keep({key, kind: 'finish', ...visit, checklist, item: '', line_id: '', value: '', remark: '', files: [], known: '', state: 'waiting'});
    changed();
    location.hash = place(plan_id, enterprise);
  };
  const refused = records[key]?.state === 'refused' ? [el('p', {class: 'bad'}, say('Refused: {reason}', {reason: records[key].reason}))] : [];
  fill('screen', el('a', {class: 'back', href: place(plan_id, enterprise)}, stop.enterprise_name), el('h1', {}, list.checklist_name), count, bar, ...refused,
    ...cards(visit, plan, list, asked, records, redraw), button(say('Finish this checklist'), finish, {class: 'wide'}),
    el('nav', {class: 'foot'}, button(say('Next without an answer'), toNext, {class: 'wide main'})));
  redraw();
  at('screen').focus({preventScroll: true});
}
