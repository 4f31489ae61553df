// A terminal that several people share. F9 hands it to the next one. When the session has run out, the page goes to sign-in by itself and leaves nothing of a visitor on
// the screen. It never asks the server whether the session is still there, because asking would keep it alive: it counts from the last answer.
// Without this file the button works the same, and the page is loaded anew when the time is over.

const form = document.getElementById('wissel');
const idleMs = Number(form.dataset.naSeconden) * 1000;

let endsAt = 0;
let timer = null;

function begin() {
  endsAt = Date.now() + idleMs;
  clearTimeout(timer);
  timer = setTimeout(look, idleMs);
}

// By the clock, because timers stand still while a machine sleeps.
function look() {
  if (Date.now() < endsAt) {
    timer = setTimeout(look, endsAt - Date.now());
    return;
  }
  document.querySelector('main')?.replaceChildren();
  form.elements.reden.value = 'verlopen';
  form.submit();
}

document.addEventListener('keydown', event => {
  if (event.key === 'F9' && !event.repeat) {
    event.preventDefault();
    document.querySelector('main')?.replaceChildren();
    form.submit();
  }
});

// poort.js: the server answered a question, and so counts from now.
document.addEventListener('meldpunt:antwoord', begin);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    look();
  }
});
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    look();
  }
});

begin();
