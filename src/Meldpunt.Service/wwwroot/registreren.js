// The step "who" with a document reader: fills name and birth date from a zone that is scanned, pasted or typed over, here in the browser. Of the zone
// nothing is sent: no document number and no citizen service number. Without this file the step works the same, by typing.

import { readMrz } from './mrz.js';
import { findTypedScan, listenForScans } from './scan.js';

const form = document.getElementById('stap');
const person = document.querySelector('[data-persoon]');
const fieldOf = name => form.elements[`persoon.${name}`];

// Words of this page, because a scan that failed is never sent.
function showFaults(faults) {
  const words = document.getElementById('scan-woorden').content;
  form.querySelector('[data-scan-fouten]').replaceChildren(...faults.map(fault => words.querySelector(`[data-code="${fault}"]`).cloneNode(true)));
}

function fill(zone) {
  const holder = readMrz(zone, person.dataset.vandaag);
  showFaults(holder.faults);
  if (holder.faults.length > 0) {
    return false;
  }
  fieldOf('achternaam').value = holder.surname;
  fieldOf('voorvoegsel').value = '';
  fieldOf('voornamen').value = holder.firstNames;
  fieldOf('geenVoornamen').checked = holder.firstNames === '';
  fieldOf('geboortedatum').value = holder.birthDate.split('-').reverse().join('-');
  fieldOf('gescand').value = holder.nameMayBeCut ? 'vol' : 'ja';
  fieldOf('geboorteplaats').focus();
  return true;
}

if (person !== null) {
  const zone = document.getElementById('zone');
  listenForScans(fill);

  document.querySelector('[data-lees-zone]').addEventListener('click', () => {
    if (fill(zone.value)) {
      zone.value = '';
      zone.closest('details').open = false;
    }
  });

  // A name that somebody changed is a typed one.
  form.addEventListener('input', event => {
    if (['achternaam', 'voorvoegsel', 'voornamen'].some(name => event.target === fieldOf(name))) {
      fieldOf('gescand').value = '';
    }
  });

  form.addEventListener('submit', event => {
    const fault = findTypedScan(form);
    if (fault !== null) {
      // What stands there may hold a number that must not leave this browser.
      event.preventDefault();
      showFaults([fault]);
    }
  });

  // Nothing typed stays behind in a page that the browser keeps for its back button; what was sent is in the draft.
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      location.reload();
    }
  });
}
