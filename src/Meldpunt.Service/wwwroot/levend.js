// What pages that listen have in common: asking the server for a part again, and saying how the line is.

const timeLimitMs = 10_000;
// A burst of events is one look, and another one after it.
const pauseMs = 150;
const againMs = 5_000;

const line = document.querySelector('[data-live]');
// What is not as it should be: the line, the last look, or both.
const troubles = new Set();
let isSignedOut = false;

// verbonden, weg or afgemeld; said once, and not over again.
function say(state) {
  if (line.dataset.stand !== state) {
    line.hidden = false;
    line.dataset.stand = state;
    line.querySelector('[data-live-regel]').textContent = line.dataset[state];
  }
}

export function showTrouble(name, isThere) {
  if (isThere) {
    troubles.add(name);
  } else {
    troubles.delete(name);
  }
  if (!isSignedOut) {
    say(troubles.size > 0 ? 'weg' : 'verbonden');
  }
}

// Nothing comes in any more, and somebody has to see that from afar.
function showSignedOut() {
  isSignedOut = true;
  say('afgemeld');
  line.querySelector('[data-live-aanmelden]').hidden = false;
  document.title = `(!) ${document.title}`;
  document.dispatchEvent(new Event('meldpunt:afgemeld'));
}

// To who cannot see it.
export function tell(lines) {
  if (lines.length > 0) {
    document.querySelector('[data-zeg]').textContent = lines.join('. ');
  }
}

// A function that asks for a part again and shows it; once at a time, however often it is called.
export function readNow(path, show) {
  let isReading = false;
  let isAsked = false;

  async function read() {
    const response = await fetch(path, { headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(timeLimitMs) });
    if (response.redirected || response.status === 401 || response.status === 403) {
      showSignedOut();
      return;
    }
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    show(new DOMParser().parseFromString(await response.text(), 'text/html'));
  }

  return async function refresh() {
    isAsked = true;
    if (isReading) {
      return;
    }
    isReading = true;
    while (isAsked && !isSignedOut) {
      isAsked = false;
      try {
        await read();
        showTrouble('look', false);
      } catch {
        // No line, or a service that starts: what stands here is old, and it is asked again.
        showTrouble('look', true);
        setTimeout(refresh, againMs);
        break;
      }
      await new Promise(done => { setTimeout(done, pauseMs); });
    }
    isReading = false;
  };
}
