// A document scanner types as a keyboard does, into whatever has the focus, with Enter behind each line. This tells its typing from a person's,
// takes it away from the page, and hands it over as one text. Nothing of it is kept.

import { isFull } from './mrz.js';

// What the first line of a zone begins with: the document, its state, and more; or a driving licence.
const start = /^(?:[PIACV][A-Z<][A-Z<]{3}|D1[A-Z]{3})[A-Z0-9<]*$/i;
const pasted = /^\s*(?:[PIACV][A-Z<][A-Z<]{3}|D1[A-Z]{3})[A-Z0-9<\s]{25,180}$/i;
// Three keys of a person come no faster than 60 ms apart on average, let alone eight, with a < or a digit among them: no name has either.
const leastKeys = 8;
const averageGapMs = 60;
const pauseMs = 250;
// A zone with all its characters is over; one whose scanner left out the last fillers, or stumbled, may go on.
const quietFullMs = 100;
const quietMs = 700;

const silentKeys = new Set(['Shift', 'CapsLock', 'AltGraph', 'Alt', 'Control']);

let burst = null;

function isTextField(element) {
  return element instanceof HTMLInputElement && element.type === 'text';
}

function begin(event) {
  const field = isTextField(event.target) ? event.target : null;
  burst = { text: '', keys: 0, first: event.timeStamp, last: event.timeStamp, isScan: false, timer: 0, field, before: field?.value };
}

function isByMachine() {
  const { text, keys, first, last } = burst;
  return keys >= leastKeys && /[<0-9]/.test(text) && start.test(text) && last - first <= averageGapMs * (keys - 1);
}

function finish(onScan) {
  const { text } = burst;
  burst = null;
  onScan(text);
}

function takeKey(event, onScan) {
  const isLetter = event.key.length === 1;
  if (silentKeys.has(event.key)) {
    return;
  }
  const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (burst !== null && !burst.isScan && (!isLetter || isCommand || event.repeat || event.timeStamp - burst.last > pauseMs)) {
    burst = null;
  }
  if (burst === null) {
    if (!isLetter || isCommand || event.repeat) {
      return;
    }
    begin(event);
  }
  burst.text += isLetter ? event.key : '\n';
  burst.keys += 1;
  burst.last = event.timeStamp;
  if (!burst.isScan && isByMachine()) {
    burst.isScan = true;
    if (burst.field !== null) {
      burst.field.value = burst.before;
    }
  }
  if (burst.isScan) {
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(burst.timer);
    burst.timer = setTimeout(finish, isFull(burst.text) ? quietFullMs : quietMs, onScan);
  }
}

/** Calls back with each zone that is scanned or pasted anywhere on the page. */
export function listenForScans(onScan) {
  document.addEventListener('keydown', event => takeKey(event, onScan), { capture: true });
  document.addEventListener('paste', event => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (pasted.test(text) && (text.includes('<<') || /^\s*D1/i.test(text))) {
      event.preventDefault();
      onScan(text);
    }
  }, { capture: true });
}
