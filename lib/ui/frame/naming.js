/* The page's language, and names in it for what Streamlit itself says; our links stay in the window. Its words arrive as
   [pattern, words] pairs. Only attributes, and texts outside our own HTML, are looked at. A node keeps what it said itself,
   for the day its reader changes the language. */
(() => {
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
  const OWN = '[data-testid="stHtml"], [data-testid="stMarkdownContainer"], .js-plotly-plot, textarea, style, script';
  const NAMED = ATTRIBUTES.map((name) => `[${name}]`).join();
  document.documentElement.lang = WORDS.lang;
  const pairs = WORDS.pairs.map(([pattern, words]) => [new RegExp(`^${pattern}$`), words]);

  const told = (node, name, now) => {
    const kept = (node.atlasNames ||= {})[name], text = kept && kept.words === now ? kept.text : now;
    const found = pairs.find(([pattern]) => pattern.test(text));
    const words = found ? text.replace(...found) : text;
    if (words !== text) node.atlasNames[name] = { text, words };
    return words;
  };
  const put = (node, name, words) => { if (node.getAttribute(name) !== words) node.setAttribute(name, words); };
  const named = (node) => ATTRIBUTES.forEach((name) => {
    const text = node.getAttribute(name);
    if (text) put(node, name, told(node, name, text));
  });
  const texts = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.nodeValue.length > 80 || text.parentElement.closest(OWN)) continue;
      const words = told(text, "text", text.nodeValue);
      if (words !== text.nodeValue) text.nodeValue = words;
    }
  };
  const drawn = () => {
    let heading = "";
    document.querySelectorAll('h1, h2, h3, [data-testid="stPlotlyChart"], iframe').forEach((node) => {
      if (node.matches("h1, h2, h3")) { heading = node.textContent.trim(); return; }
      const kind = node.matches("iframe") ? WORDS.map : WORDS.chart, name = `${kind}${WORDS.joint}${heading}`;
      if (node.matches("iframe")) { put(node, "title", name); return; }
      put(node, "role", "group");
      put(node, "aria-label", name);
    });
  };
  /* What scrolls must be reached by the keyboard: by a link in it, or by itself. */
  const reachable = () => document.querySelectorAll(".list, .scroll").forEach((box) => {
    const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (!scrolls || box.querySelector("a, button, input")) { box.removeAttribute("tabindex"); return; }
    put(box, "tabindex", "0");
    put(box, "role", "region");
    if (!box.hasAttribute("aria-label")) put(box, "aria-label", WORDS.table);
  });
  const all = (root) => {
    if (root.closest && root.closest('[data-testid="stHtml"]')) return;
    root.querySelectorAll('a[target="_blank"]').forEach((link) => { if (link.origin === location.origin) link.target = "_self"; });
    if (root.matches && root.matches(NAMED)) named(root);
    root.querySelectorAll(NAMED).forEach(named);
    texts(root);
  };

  let planned = 0;
  const later = () => { planned ||= requestAnimationFrame(() => { planned = 0; drawn(); reachable(); }); };   // it measures: once a frame

  window.atlasNames?.disconnect();
  window.atlasNames = new MutationObserver((changes) => {
    changes.forEach(({ type, target, addedNodes }) => {
      if (type === "attributes") named(target);
      else if (type === "characterData") { if (target.parentElement && !target.parentElement.closest(OWN)) texts(target.parentElement); }
      else addedNodes.forEach((node) => { if (node.nodeType === Node.ELEMENT_NODE) all(node); });
    });
    later();
  });
  all(document.body);
  drawn();
  reachable();
  window.atlasNames.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
})();
