// What cannot wait, live: when the desk is told something, this part of its page is asked for again, so that the server draws it and nobody else. Says what is new to who
// cannot see it, and sounds. Without this file the page works the same, and shows what there was when it was opened.

import { keepClocks } from './klok.js';
import { readNow, showTrouble, tell } from './levend.js';
import { listen } from './stroom.js';
import { startSound } from './geluid.js';

// More than these are counted and not read out one by one.
const mostTold = 3;

const place = document.getElementById('nu');
const section = () => place.querySelector('[data-nu]');
const sound = startSound();

const whatOf = one => one.querySelector('.now__what').textContent;
const callsUs = one => one.dataset.beurt === 'ja';
const isLate = one => one.querySelector('.tag--late') !== null;

function casesIn(part) {
  return new Map([...part.querySelectorAll('[data-zaak]')].map(one => [one.dataset.zaak, one]));
}

// A case below the end of the list is not gone because another one came in.
function announce(before, after, isComplete) {
  const { nieuw, veranderd, klaar, meer } = section().dataset;
  const added = [...after.values()].filter(one => !before.has(one.dataset.zaak));
  const changed = [...after.values()].filter(one => before.has(one.dataset.zaak) && whatOf(before.get(one.dataset.zaak)) !== whatOf(one));
  const gone = isComplete ? [...before.values()].filter(one => !after.has(one.dataset.zaak)) : [];
  const lines = [
    ...(added.length > mostTold ? [meer.replace('{0}', added.length)] : added.map(one => `${nieuw}: ${one.dataset.zeg}`)),
    ...changed.slice(0, mostTold).map(one => `${veranderd}: ${one.dataset.zeg}`),
    ...gone.slice(0, mostTold).map(one => `${klaar}: ${one.dataset.zeg.split(',')[0]}`),
  ];
  tell(lines);
  for (const one of [...added, ...changed]) {
    one.classList.add('now__case--new');
  }
  // Also once more for what is still not done: that is what a reminder is for.
  if (added.length > 0 || changed.some(one => callsUs(one) && !callsUs(before.get(one.dataset.zaak))) || changed.some(one => callsUs(one) && isLate(one) && !isLate(before.get(one.dataset.zaak)))) {
    sound();
  }
}

// The focus stays where it was, also when what had it was drawn anew.
function focusIn(part) {
  const item = document.activeElement?.closest('#nu [data-zaak], #nu [data-melding]');
  if (!item) {
    return () => {};
  }
  const mark = item.dataset.zaak ? `[data-zaak="${item.dataset.zaak}"] a` : `[data-melding="${item.dataset.melding}"] button`;
  return () => part.querySelector(mark)?.focus({ preventScroll: true });
}

// What somebody would read, without the clocks, which go on by themselves.
function wordsOf(part) {
  return [...part.querySelectorAll('h2, .now__what, .work__none')].map(one => one.textContent).join('\n');
}

function show(page) {
  if (wordsOf(page) === wordsOf(place)) {
    return;
  }
  const before = casesIn(place);
  const refocus = focusIn(place);
  place.replaceChildren(...[...page.body.childNodes].map(node => document.adoptNode(node)));
  refocus();
  const open = Number(section().dataset.open);
  document.title = document.title.replace(/^.*(?= – )/, open > 0 ? `(${open}) ${place.dataset.titel}` : place.dataset.titel);
  const after = casesIn(place);
  announce(before, after, after.size === open);
  clocks();
}

const clocks = keepClocks(section, '[data-klok]');
const refresh = readNow('/bureau/nu', show);
listen('/v1/meldingen/stroom', {
  after: section().dataset.na,
  events: Object.fromEntries(['match', 'herinnering', 'escalatie', 'raadpleging', 'advies', 'bevestiging', 'betwisting', 'vervallen', 'registratieGewijzigd', 'verandering'].map(name => [name, refresh])),
  lost: () => {
    showTrouble('line', true);
    refresh();
  },
  restored: () => {
    showTrouble('line', false);
    refresh();
  },
});
showTrouble('line', false);
// What no line tells is seen within a minute all the same.
setInterval(refresh, 60_000);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
