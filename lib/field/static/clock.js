// The clock of a phone may be wrong by years: the day of the atlas counts, as it was when the plans were taken along, counted on from there.
import {meta, note} from './store.js';

const MINUTE = 60_000, ROUGH = 10;   // minutes nobody need hear of
const drift = async () => await meta('drift') || 0;

export const setClock = real => note('drift', real - Date.now());
export const now = async () => new Date(Date.now() + await drift());
export const day = async () => (await now()).toLocaleDateString('sv');
// Without news from the atlas either clock may be the wrong one, if somebody set it right meanwhile: nothing ends before both say so.
export const earliest = async () => new Date(Math.min(Date.now(), +await now())).toLocaleDateString('sv');
export const isWrong = async () => Math.abs(await drift()) > ROUGH * MINUTE;
