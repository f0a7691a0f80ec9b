// Keeps the page with its scripts and words, and nothing else: what speaks of enterprises lies in IndexedDB, where it ends.
// All parts are of one version and are taken together, or not at all: a redirected answer, such as the sign-in page, fails.
const CACHE = 'field-{version}', SHELL = '{shell}';
self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  for (const part of SHELL) {
    const answer = await fetch(part, {cache: 'reload', redirect: 'error', headers: {Accept: '*/*'}});
    if (!answer.ok || answer.redirected) throw new Error(`${part}: ${answer.status}`);
    await cache.put(new URL(part, self.registration.scope), answer);
  }
  await self.skipWaiting();
})()));
self.addEventListener('activate', event => event.waitUntil((async () => {
  const old = (await caches.keys()).filter(name => name.startsWith('field-') && name !== CACHE);
  await Promise.all(old.map(name => caches.delete(name)));
  await self.clients.claim();
})()));
self.addEventListener('fetch', event => {
  const {method, url} = event.request;
  if (method !== 'GET' || !url.startsWith(self.registration.scope)) return;
  event.respondWith(caches.open(CACHE).then(async cache => await cache.match(url, {ignoreSearch: true}) || fetch(event.request)));
});
