// One line to the server, for as long as the page is there. The browser comes back by itself after a short break and says what it heard last; this also comes back where the browser
// gives up, after a refusal or a machine that slept, and notices a line that died without a word: the server says something at least every fifteen seconds.

const silenceMs = 40_000;
const againMs = 5_000;
// A break that is over this soon is nobody's concern.
const graceMs = 4_000;

// path: of the stream. after: number of the last message that the page knows of; left out: from now on.
// events: what to listen for, by name; each gets what the event carries. lost, restored: the line went, and is there again. placed: how far the page has heard, for one that keeps it.
// isQuietWhileHidden: no line while nobody looks, for pages of which somebody has many; what there was meanwhile is heard as soon as somebody does.
export function listen(path, { after, events, lost, restored, placed, isQuietWhileHidden = false }) {
  let last = after;
  let source = null;
  let heardAt = Date.now();
  let lostTimer = null;
  let againTimer = null;
  let isLost = false;

  function heard(event) {
    heardAt = Date.now();
    if (event.lastEventId) {
      last = event.lastEventId;
      placed?.(last);
    }
    clearTimeout(lostTimer);
    lostTimer = null;
    if (isLost) {
      isLost = false;
      restored();
    }
  }

  function broke() {
    lostTimer ??= setTimeout(() => {
      isLost = true;
      lost();
    }, graceMs);
  }

  function close() {
    clearTimeout(againTimer);
    source?.close();
    source = null;
  }

  function open() {
    close();
    if (isQuietWhileHidden && document.hidden) {
      return;
    }
    heardAt = Date.now();
    source = new EventSource(last ? `${path}?na=${encodeURIComponent(last)}` : path);
    source.addEventListener('hartslag', heard);
    for (const [name, take] of Object.entries(events)) {
      source.addEventListener(name, event => {
        heard(event);
        take(JSON.parse(event.data));
      });
    }
    source.addEventListener('error', () => {
      broke();
      if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(againTimer);
        againTimer = setTimeout(open, againMs);
      }
    });
  }

  // By the clock, because timers stand still while a machine sleeps.
  setInterval(() => {
    if (source !== null && Date.now() - heardAt > silenceMs) {
      broke();
      open();
    }
  }, 5_000);
  if (isQuietWhileHidden) {
    document.addEventListener('visibilitychange', () => {
      clearTimeout(lostTimer);
      lostTimer = null;
      if (document.hidden) {
        close();
      } else {
        open();
      }
    });
  }
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      open();
    }
  });
  // The old line may still bring what was under way, which would look as if all were well. Where the browser is mistaken the new one is there at once.
  window.addEventListener('offline', () => {
    broke();
    open();
  });
  window.addEventListener('online', open);
  open();
}
