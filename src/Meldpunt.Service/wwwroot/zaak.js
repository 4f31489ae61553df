// The page of a case, live: when one of both desks records something, or a colleague does, its parts are asked for again. What somebody is filling in stays as it is. Without this file
// the page works the same, and whoever comes second is told when they send it.

import { keepClocks } from './klok.js';
import { readNow, showTrouble, tell } from './levend.js';
import { listen } from './stroom.js';

const main = document.querySelector('main[data-zaak]');
const path = `/zaken/${main.dataset.zaak}`;
const form = () => main.querySelector('[data-vorm]');

function isBusy() {
  return form().querySelector('details[open]') !== null
    || form().contains(document.activeElement)
    || [...form().querySelectorAll('input, textarea')].some(field => field.type === 'radio' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
}

// Clocks go on by themselves, and the token of a form is another one each time: neither is news.
function news(part) {
  const copy = part.cloneNode(true);
  copy.querySelectorAll('[data-klok]').forEach(clock => clock.replaceChildren());
  copy.querySelectorAll('[name="__RequestVerificationToken"]').forEach(token => token.remove());
  return copy.innerHTML;
}

// True when there is something else in it now.
function take(fresh, name) {
  const [old, now] = [main, fresh].map(part => part.querySelector(`[data-deel="${name}"]`));
  if (news(old) === news(now)) {
    return false;
  }
  old.replaceChildren(...[...now.childNodes].map(node => document.adoptNode(node)));
  return true;
}

// The other desk did something: what is being filled in can be sent as it is. A colleague was first: it is not, and it is said.
function takeForm(fresh) {
  const note = main.querySelector('[data-ander]');
  if (fresh.dataset.zelf === main.dataset.zelf) {
    for (const field of note.hidden ? form().querySelectorAll('input[name="versie"]') : []) {
      field.value = fresh.dataset.versie;
    }
    if (isBusy()) {
      return;
    }
  } else if (isBusy()) {
    note.hidden = false;
    return;
  }
  form().replaceChildren(...[...fresh.querySelector('[data-vorm]').childNodes].map(node => document.adoptNode(node)));
  main.dataset.zelf = fresh.dataset.zelf;
}

function show(page) {
  const fresh = page.querySelector('main[data-zaak]');
  main.dataset.nu = fresh.dataset.nu;
  clocks();
  const [isOther, isElsewhere] = [['kop', 'stand'], ['bel', 'merkteken', 'wat', 'geschiedenis']].map(names => names.filter(name => take(fresh, name)).length > 0);
  if (fresh.dataset.versie !== main.dataset.versie) {
    takeForm(fresh);
    main.dataset.versie = fresh.dataset.versie;
  }
  if (isOther) {
    tell([...main.querySelectorAll('h1, .case__how')].map(one => one.textContent));
  }
  if (isOther || isElsewhere) {
    clocks();
  }
}

const clocks = keepClocks(() => main, '[data-klok]');
const refresh = readNow(`${path}/nu`, show);
// What has no case may be of the same visitor, or of a colleague.
const mine = message => (!message.opvolging || message.opvolging === main.dataset.zaak) && refresh();
listen('/v1/meldingen/stroom', {
  after: main.dataset.na,
  isQuietWhileHidden: true,
  events: Object.fromEntries(['herinnering', 'escalatie', 'raadpleging', 'advies', 'bevestiging', 'betwisting', 'vervallen', 'verandering'].map(name => [name, mine])),
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
setInterval(() => document.hidden || refresh(), 60_000);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
