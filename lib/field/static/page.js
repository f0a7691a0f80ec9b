// What every screen is made of: words of the catalogue, elements, and the values that stand here or in what was taken along.
let sentences = {};

export async function speak(language) {
  sentences = await (await fetch(`words/${language}.json`)).json();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('Field inspection');
}

export const say = (sentence, holes = {}) =>
  (sentences[sentence] || sentence).replace(/\{(\w+)\}/g, (all, name) => name in holes ? String(holes[name]) : all);

// An element with its attributes and children; texts stay texts, whatever somebody wrote into them.
export function el(kind, attributes = {}, ...children) {
  const made = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter(one => one !== null && one !== undefined && one !== '' && one !== false));
  return made;
}

export const button = (words, onclick, attributes = {}) => el('button', {type: 'button', onclick, ...attributes}, words);
export const at = id => document.getElementById(id);
export const fill = (id, ...children) => at(id).replaceChildren(...children.flat().filter(Boolean));

// A sentence that a screen reader says too.
export const tell = (words, isBad = false) => fill('told', words && el('p', {class: isBad ? 'bad' : 'good'}, words));

// Said to a screen reader alone: what everybody else sees change. The element stays, or nothing is said.
export const hear = words => { at('heard').textContent = words; };

export const place = (...parts) => `#/${parts.map(encodeURIComponent).join('/')}`;
