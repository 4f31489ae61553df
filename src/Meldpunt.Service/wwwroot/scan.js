// A document scanner types as a keyboard does, into whatever has the focus, with Enter behind each line. This tells its typing from a person's,
// takes it away from the page, and hands it over as one text. Nothing of it is kept.

import { isFull } from './mrz.js';

// How a zone begins, whole or as far as it came: the document, its state, and more; or a driving licence.
const beginning = /^(?:[PIACV][A-Z<]{0,4}|D1?[A-Z]{0,3})(?:(?<=.{5})[A-Z0-9<]*)?$/i;
const pasted = /^\s*(?:[PIACV][A-Z<][A-Z<]{3}|D1[A-Z]{3})[A-Z0-9<\s]{25,180}$/i;
// A person types two keys within 60 ms now and then, but not seven times and three times out of four. A scanner may stumble in between.
const quickMs = 60;
const leastQuick = 7;
const pauseMs = 500;
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
  burst = { text: '', keys: 0, quick: 0, last: event.timeStamp, isScan: false, timer: 0, field, before: field?.value };
}

function isByMachine() {
  const { text, keys, quick } = burst;
  // A < or a digit among them: no name has either.
  return quick >= leastQuick && quick * 4 >= (keys - 1) * 3 && /[<0-9]/.test(text) && beginning.test(text);
}

// What stands before a pause and is no beginning of a zone, a person typed.
function isOver(event) {
  const gap = event.timeStamp - burst.last;
  return gap > pauseMs || (gap > quickMs && !beginning.test(burst.text));
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
  if (burst !== null && !burst.isScan && (!isLetter || isCommand || event.repeat || isOver(event))) {
    burst = null;
  }
  if (burst === null) {
    if (!isLetter || isCommand || event.repeat) {
      return;
    }
    begin(event);
  }
  burst.text += isLetter ? event.key : '\n';
  burst.quick += burst.keys > 0 && event.timeStamp - burst.last <= quickMs ? 1 : 0;
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

/** The fault of a form in which a scan was typed after all, by a scanner that is as slow as a person; null when there is none. */
export function findTypedScan(form) {
  const fields = [...form.elements].filter(isTextField);
  if (fields.some(field => /^D1[A-Z]{3}[A-Z0-9]{25}$/i.test(field.value.trim()))) {
    return 'mrz-rijbewijs';
  }
  // With another keyboard layout a < arrives as something else; a name with a long number is part of a zone all the same.
  const names = fields.filter(field => /naa?m|voorvoegsel|plaats/i.test(field.name));
  return fields.some(field => field.value.includes('<')) || names.some(field => /[0-9]{6}/.test(field.value)) ? 'mrz-lengte' : null;
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
