// The gate page without page loads: sends its own form, and takes in the main part of what the server answers.
// Without this file the page works the same, one load a visitor; only documents cannot be scanned.

import { readMrz } from './mrz.js';
import { findTypedScan, listenForScans } from './scan.js';

const timeLimitMs = 5000;
// An answer cannot be sent away by the same press of Enter, or the next one of an impatient finger, that asked for it.
const answerGuardMs = 400;

const state = () => document.querySelector('main').dataset.toestand;
const form = () => document.getElementById('toets');

let emptyMain = null;
let answeredAt = 0;
let asking = null;

function isEmptyForm() {
  return state() === 'formulier' && !form().querySelector('[aria-invalid]');
}

function clear(target) {
  for (const field of target.elements) {
    if (field.type === 'checkbox') {
      field.checked = false;
    } else if (field.type === 'text' || field.name === 'gescand') {
      field.value = '';
    }
  }
}

function keepEmptyMain() {
  if (emptyMain === null && isEmptyForm()) {
    emptyMain = document.querySelector('main').cloneNode(true);
    clear(emptyMain.querySelector('form'));
  }
}

function show(main, title) {
  document.querySelector('main').replaceWith(main);
  if (title) {
    document.title = title;
  }
  window.scrollTo(0, 0);
  (main.querySelector('[autofocus]') ?? main).focus();
  document.dispatchEvent(new Event('meldpunt:getoond'));
}

function next() {
  if (emptyMain === null) {
    location.assign('/poort');
    return;
  }
  show(emptyMain.cloneNode(true), null);
}

function showNoAnswer() {
  const main = document.querySelector('main');
  const template = document.getElementById('geen-antwoord');
  main.querySelector('[data-geen-antwoord]')?.remove();
  main.dataset.toestand = 'geen-antwoord';
  main.classList.add('gate--no-answer');
  main.prepend(template.content.cloneNode(true));
  window.scrollTo(0, 0);
  main.querySelector('[data-geen-antwoord] button').focus();
}

function showBusy(isBusy) {
  const line = form()?.querySelector('[data-bezig]');
  if (line) {
    line.textContent = isBusy ? line.dataset.bezig : '';
    form().setAttribute('aria-busy', String(isBusy));
  }
}

// Words of this page, because a scan that failed is never sent.
function showScanFaults(faults) {
  const words = document.getElementById('scan-woorden').content;
  const lines = faults.map(fault => words.querySelector(`[data-code="${fault}"]`).cloneNode(true));
  form().querySelector('[data-scan-fouten]').replaceChildren(...lines);
}

function fill(holder) {
  const fields = form().elements;
  fields.achternaam.value = holder.surname;
  fields.voornamen.value = holder.firstNames;
  fields.geenVoornamen.checked = holder.firstNames === '';
  fields.geboortedatum.value = holder.birthDate.split('-').reverse().join('-');
  fields.gescand.value = holder.nameMayBeCut ? 'vol' : 'ja';
}

// A document is a new visitor: what stood in the form goes, and an answer that is still on its way, because it would be taken for this one's.
// A match stays until somebody has called.
function takeScan(zone) {
  if (state() === 'match') {
    const line = document.querySelector('[data-eerst-bellen]');
    line.textContent = line.dataset.eerstBellen;
    line.scrollIntoView({ block: 'nearest' });
    return;
  }
  stopAsking();
  next();
  if (emptyMain === null) {
    return;
  }
  const holder = readMrz(zone, form().dataset.vandaag);
  showScanFaults(holder.faults);
  if (holder.faults.length === 0) {
    fill(holder);
    form().requestSubmit();
  }
}

function stopAsking() {
  asking?.abort();
  asking = null;
}

async function ask() {
  const sent = form();
  const own = new AbortController();
  asking = own;
  showScanFaults([]);
  const busyTimer = setTimeout(() => showBusy(true), 300);
  try {
    const response = await fetch('/poort', {
      method: 'POST',
      body: new URLSearchParams(new FormData(sent)),
      headers: { Accept: 'text/html' },
      signal: AbortSignal.any([AbortSignal.timeout(timeLimitMs), own.signal]),
    });
    if (response.redirected) {
      // The session is over, and the question was not asked: the page that the server leads to says so.
      location.assign(response.url);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const main = page.querySelector('main');
    const isComplete = main !== null && (main.dataset.toestand !== undefined || (response.status >= 400 && response.status < 500));
    if (!isComplete) {
      showNoAnswer();
      return;
    }
    answeredAt = performance.now();
    document.dispatchEvent(new Event('meldpunt:antwoord'));
    show(document.adoptNode(main), page.title);
  } catch {
    // Network, time limit, half an answer. Leaving or clearing the page is no failure.
    if (!own.signal.aborted) {
      showNoAnswer();
    }
  } finally {
    clearTimeout(busyTimer);
    if (asking === own) {
      showBusy(false);
      asking = null;
    }
  }
}

document.addEventListener('submit', event => {
  if (event.target.id !== 'toets') {
    return;
  }
  event.preventDefault();
  const fault = findTypedScan(form());
  if (fault !== null) {
    // What stands there may hold a number that must not leave this browser.
    clear(form());
    showScanFaults([fault]);
  } else if (asking === null) {
    ask();
  }
});

document.addEventListener('click', event => {
  const link = event.target.closest('[data-volgende], [data-wissen]');
  if (link === null || event.ctrlKey || event.metaKey) {
    return;
  }
  event.preventDefault();
  next();
});

document.addEventListener('keydown', event => {
  const isAnswer = state() === 'geen-match' || state() === 'match';
  if (event.key === 'Enter' && isAnswer && (event.repeat || performance.now() - answeredAt < answerGuardMs)) {
    event.preventDefault();
  } else if (event.key === 'Escape' && !isAnswer && form() !== null) {
    event.preventDefault();
    stopAsking();
    next();
  }
});

// A name that somebody changed is a typed one.
document.addEventListener('input', event => {
  if (['achternaam', 'voorvoegsel', 'voornamen'].includes(event.target.name) && event.target.form === form()) {
    form().elements.gescand.value = '';
  }
});

// Nothing typed stays behind in a page that the browser keeps for its back button.
window.addEventListener('pagehide', () => {
  if (form() !== null) {
    clear(form());
  }
});
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    next();
  }
});

keepEmptyMain();
listenForScans(takeScan);
