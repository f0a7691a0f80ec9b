// The page: which screen, what waits, and when it is sent.
import {speak, say, el, button, fill, tell, hear, at} from './page.js';
import {meta, note, forgetAll} from './store.js';
import {freshen, waiting, saved} from './outbox.js';
import {sync, state, onChange} from './sync.js';
import {earliest, now} from './clock.js';
import {SIGN, foundScreen} from './found.js';
import {home, visitScreen, listScreen} from './screens.js';

const REST = 2500, FRESH = 600_000, INSIDE = /MicroMessenger|DingTalk|QQ\/|Weibo|AlipayClient|Lark\//i;
let language, bundle, timer, drawing = Promise.resolve(), held = {entries: 0, pictures: 0, conflicts: 0, refused: 0, drafts: 0};

// What this browser lacks, as sentences; nothing where the page can work.
function lacking() {
  const told = [];
  if (INSIDE.test(navigator.userAgent)) told.push(say('This is a browser inside another app, which keeps nothing safely: open this address in the browser of the phone itself (menu at the upper right, “Open in browser”).'));
  if (!isSecureContext) told.push(say('This address is not secure (http), so that the browser keeps nothing for work without a network and makes no check sums. Open {address} instead; if that does not work, the administrator sets up https with a certificate that phones trust.', {address: `https://${location.hostname}/field/`}));
  else if (!('serviceWorker' in navigator) || !globalThis.crypto?.subtle || !navigator.locks || !globalThis.indexedDB || !AbortSignal.timeout) told.push(say('This browser is too old, or in private mode: it keeps nothing for work without a network.'));
  return told;
}

const refusal = told => fill('screen', el('h1', {}, say('This page cannot work here')), ...told.map(one => el('p', {class: 'bad'}, one)),
  el('p', {}, say('It works in Chrome, Edge and Firefox of the last two years, Safari from iOS 16.4, and the browsers of Huawei, Xiaomi, OPPO and vivo phones that build on Chromium 103 or later.')),
  button(language === 'zh' ? 'English' : '中文', () => turn(language === 'zh' ? 'en' : 'zh')));

async function turn(to) {
  language = to;
  await speak(to);
  if (isSecureContext && globalThis.indexedDB) await note('language', to).catch(() => {});
  await draw();
}

const STATUS = {busy: () => say('Sending …'), offline: () => say('No network: everything is kept here.'), signedout: () => say('Your session has ended. What waits is kept; sign in to send it.'),
  stranger: () => say('What waits on this phone is {name}’s: sign in as {name}, or save it as a file.', {name: state.reason}),
  refused: () => say('The atlas did not take it: {reason}', {reason: state.reason}), later: () => say('The atlas cannot take anything now; it is tried again.'), idle: () => say('Everything was sent.')};

function bar() {
  const waits = held.entries + held.drafts, words = held.entries ? say('{count} to send', {count: held.entries}) : held.drafts ? '' : STATUS.idle();
  const status = state.status === 'idle' && held.entries ? '' : state.status === 'idle' ? '' : STATUS[state.status]();
  fill('bar', el('p', {class: 'waits', id: 'waits', 'data-count': held.entries, 'data-status': state.status}, [navigator.onLine ? '' : say('Offline'), words, held.pictures && say('{count} photos', {count: held.pictures}),
    held.drafts && say('{count} incomplete', {count: held.drafts}), held.conflicts && say('{count} to decide', {count: held.conflicts}), held.refused && say('{count} refused', {count: held.refused})].filter(Boolean).join(' · ')),
  status && el('p', {class: 'status'}, status),
  el('div', {class: 'acts'}, button(say('Send now'), () => go(true), {id: 'send'}),
    state.status === 'signedout' || state.status === 'stranger' ? el('a', {class: 'button', id: 'signin', href: `/signin?lang=${language}&next=/field/`}, say('Sign in')) : null,
    el('details', {class: 'more', open: Boolean(document.querySelector('.more')?.open)}, el('summary', {}, say('More')), waits || held.entries ? button(say('Save what waits as one file'), save, {id: 'save'}) : null,
      button(language === 'zh' ? 'English' : '中文', () => turn(language === 'zh' ? 'en' : 'zh')), bundle && !bundle.has_accounts ? button(say('Your name'), named) : null, button(say('Sign out and clear this phone'), leave))));
}

// One screen is drawn after the other: one that was left meanwhile never lies over the one that was asked for later.
const draw = () => drawing = drawing.catch(() => {}).then(async () => {
  const place = location.hash;
  await drawn();
  at('screen').dataset.place = place;
});

async function drawn() {
  const told = lacking();
  if (told.length) { fill('bar'); return refusal(told); }
  bundle = await meta(`bundle:${language}`);
  held = await waiting();
  bar();
  if (state.status === 'stranger') return fill('screen', el('p', {class: 'bad', id: 'stranger'}, STATUS.stranger()));   // another's work is not shown
  const [plan, enterprise, checklist, draft] = location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  if (checklist === SIGN && draft) return foundScreen(bundle, plan, enterprise, draft, changed);
  if (checklist) return listScreen(bundle, plan, enterprise, checklist, changed);
  if (enterprise) return visitScreen(bundle, plan, enterprise, changed);
  return home(bundle, await meta('loaded'), () => go(true));
}

async function changed() {
  held = await waiting();
  bar();
  clearTimeout(timer);
  timer = setTimeout(() => go(false), REST);
}

// Send, and draw anew what is not being typed in.
async function go(isFull) {
  clearTimeout(timer);
  if (bundle && !bundle.has_accounts && !await meta('actor')) { if (!await named()) return; }
  await sync({isFull}).catch(error => tell(say('The last entry was not kept: {reason}', {reason: error.message}), true));
  held = await waiting();
  bar();
  const isTyping = at('screen').contains(document.activeElement) && ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement.tagName);
  if (state.status === 'stranger' || !isTyping && !document.querySelector('canvas.pad')) {
    const y = scrollY;
    await draw();
    scrollTo(0, y);
  }
}

async function named() {
  const name = prompt(say('Your name (kept with the entry)'), await meta('actor') || '');
  if (name?.trim()) await note('actor', name.trim().slice(0, 40));
  return Boolean(name?.trim());
}

async function save() {
  const blob = await saved(await meta('owner') || ''), link = el('a', {href: URL.createObjectURL(blob), download: `field-${new Date().toISOString().slice(0, 16).replace(/\D/g, '')}.atlas`});
  link.click();
  tell(say('Saved. The office hands the file in; nothing is there twice. What waits stays here until it was sent.'));
}

// The session ends as by the button of the sign-in page; where nobody is signed in there is none.
async function signedOut() {
  if (!bundle?.has_accounts) return true;
  try {
    const page = await fetch(`/signin?lang=${language}`, {cache: 'no-store'}), paper = new DOMParser().parseFromString(await page.text(), 'text/html');
    if (!page.ok || !paper.querySelector('form[action^="/sign"]')) return false;   // some other page answers for the atlas
    const proof = paper.querySelector('form[action^="/signout"] input[name=proof]')?.value;
    return !proof || (await fetch('/signout', {method: 'POST', body: new URLSearchParams({proof})})).ok;
  } catch { return false; }
}

async function leave() {
  const {entries, drafts} = await waiting();
  const told = entries + drafts ? say('{count} entries were not sent and would be lost. Save them as a file first. Clear this phone all the same?', {count: entries + drafts}) : say('Clear everything this page keeps on this phone, and go to the sign-in page?');
  if (!confirm(told)) return;
  if (!await signedOut()) return tell(say('You could not be signed out without a network: nothing was cleared.'), true);
  await forgetAll();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  location.href = `/signin?lang=${language}`;
}

async function start() {
  const asked = new URLSearchParams(location.search).get('lang'), isAble = isSecureContext && globalThis.indexedDB;
  language = ['zh', 'en'].includes(asked) ? asked : (isAble && await meta('language').catch(() => '')) || document.documentElement.lang.slice(0, 2);
  await speak(language);
  const told = lacking();
  if (told.length) return refusal(told);
  navigator.serviceWorker.register('worker.js', {scope: './'}).catch(error => tell(say('The page could not be kept for work without a network: {reason}', {reason: error.message}), true));
  navigator.storage?.persist?.();
  let before = state.status, hasWaited = false;
  onChange(async () => {
    held = await waiting();
    bar();
    const isSent = hasWaited && !held.entries;
    hasWaited ||= held.entries > 0;
    if (state.status === 'busy') return;
    if (isSent || state.status !== before) hear(STATUS[state.status]());
    [before, hasWaited] = [state.status, held.entries > 0];
  });
  addEventListener('hashchange', async () => { tell(''); await draw(); scrollTo(0, 0); });
  addEventListener('online', () => go(false));
  addEventListener('offline', bar);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) go(false); });
  const kept = {zh: await meta('bundle:zh'), en: await meta('bundle:en')};
  if (kept.zh && kept.en) await freshen(kept, await earliest(), false);
  await draw();
  document.body.dataset.ready = '1';
  const loaded = await meta('loaded');
  await go(!loaded || Math.abs(await now() - Date.parse(loaded)) > FRESH);
}

await start();
