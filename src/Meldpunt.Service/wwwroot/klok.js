// Clocks that go on: how long ago something was, counted on the clock of the server and in its words.

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function words(passedMs, units) {
  const [minute, hour, day] = units.split('|');
  if (passedMs < hourMs) {
    return `${Math.max(0, Math.floor(passedMs / minuteMs))} ${minute}`;
  }
  if (passedMs < 2 * dayMs) {
    return `${Math.floor(passedMs / hourMs)} ${hour} ${Math.floor(passedMs % hourMs / minuteMs)} ${minute}`;
  }
  return `${Math.floor(passedMs / dayMs)} ${day} ${Math.floor(passedMs % dayMs / hourMs)} ${hour}`;
}

// source: gives what holds the server's time when it was drawn (data-nu) and the words (data-eenheden). Returns what to call when it was drawn anew.
export function keepClocks(source, clocks) {
  let aheadMs = 0;

  function drawn() {
    if (source() !== null) {
      aheadMs = Date.parse(source().dataset.nu) - Date.now();
      tick();
    }
  }

  function tick() {
    for (const clock of source() === null ? [] : document.querySelectorAll(clocks)) {
      const text = words(Date.now() + aheadMs - Date.parse(clock.dataset.sinds ?? clock.dateTime), source().dataset.eenheden);
      if (clock.textContent !== text) {
        clock.textContent = text;
      }
    }
  }

  setInterval(tick, 1_000);
  drawn();
  return drawn;
}
