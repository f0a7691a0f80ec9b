// A signature is drawn with a finger and kept as a picture at once: `toBlob` may wait for an idle moment and lose a quick one.
import {say, el, button} from './page.js';
import {pictures} from './items.js';

const WIDTH = 600, HEIGHT = 200;

export function pad(record, row, acts) {
  const [signed] = record.files;
  if (signed) return el('div', {class: 'signed'}, el('img', {src: signed.thumb, alt: say('Signature')}), button(say('Sign again'), () => acts.drop(signed.sha256)));
  if (pictures(row, record)) return el('p', {}, say('Signed, in the register'));
  const canvas = el('canvas', {width: WIDTH, height: HEIGHT, class: 'pad', role: 'img', 'aria-label': say('Sign here with a finger')});
  const pen = canvas.getContext('2d');
  let isDown = false, isDrawn = false;
  const spot = event => { const box = canvas.getBoundingClientRect(); return [(event.clientX - box.left) * WIDTH / box.width, (event.clientY - box.top) * HEIGHT / box.height]; };
  const clear = () => { pen.fillStyle = '#fff'; pen.fillRect(0, 0, WIDTH, HEIGHT); Object.assign(pen, {lineWidth: 4, lineCap: 'round', strokeStyle: '#000'}); isDrawn = false; };
  canvas.addEventListener('pointerdown', event => { isDown = true; canvas.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...spot(event)); });
  canvas.addEventListener('pointermove', event => { if (isDown) { pen.lineTo(...spot(event)); pen.stroke(); isDrawn = true; } });
  canvas.addEventListener('pointerup', () => { isDown = false; });
  clear();
  const take = () => {
    if (!isDrawn) return;
    const bytes = Uint8Array.from(atob(canvas.toDataURL('image/png').split(',')[1]), sign => sign.charCodeAt(0));
    acts.add(new Blob([bytes], {type: 'image/png'}), 'signature.png');
  };
  return el('div', {class: 'signing'}, el('p', {}, say('Sign here with a finger')), canvas, el('div', {class: 'answers'}, button(say('Clear'), clear), button(say('Keep the signature'), take)));
}
