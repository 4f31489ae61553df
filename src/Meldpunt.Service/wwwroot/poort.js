// The gate page without page loads: sends its own form, and takes in the main part of what the server answers.
// Without this file the page works the same, one load a visitor.

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
    } else if (field.type === 'text') {
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

async function ask() {
  const sent = form();
  asking = new AbortController();
  const busyTimer = setTimeout(() => showBusy(true), 300);
  try {
    const response = await fetch('/poort', {
      method: 'POST',
      body: new URLSearchParams(new FormData(sent)),
      headers: { Accept: 'text/html' },
      signal: AbortSignal.any([AbortSignal.timeout(timeLimitMs), asking.signal]),
    });
    if (response.redirected) {
      // The session is over.
      location.assign('/poort');
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
    show(document.adoptNode(main), page.title);
  } catch {
    // Network, time limit, half an answer. Leaving or clearing the page is no failure.
    if (!asking.signal.aborted) {
      showNoAnswer();
    }
  } finally {
    clearTimeout(busyTimer);
    showBusy(false);
    asking = null;
  }
}

document.addEventListener('submit', event => {
  if (event.target.id !== 'toets') {
    return;
  }
  event.preventDefault();
  if (asking === null) {
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
    asking?.abort();
    next();
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
