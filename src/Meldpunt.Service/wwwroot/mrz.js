// Reads a machine-readable zone (ICAO Doc 9303) as Meldpunt.Index/Documents does, and says the same faults: a test holds them side by side.
// One difference: optional data is no fault here. It is not looked at, so that it never leaves this browser: docs/spec/mrz.md.

const filler = '<';
const maxTextLength = 200;
const shortestNameLine = 6;
const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

// Where fields stand over all lines put behind each other: [first, behind the last].
const layouts = [
  {
    lines: 3, lineLength: 30, name: [60, 90], number: [5, 14], birth: [30, 36], expiry: [38, 44], optional: [15, 30], moreOptional: [48, 59],
    composite: [[5, 30], [30, 37], [38, 45], [48, 59]], numberMayBeLong: true,
  },
  {
    lines: 2, lineLength: 36, name: [5, 36], number: [36, 45], birth: [49, 55], expiry: [57, 63], optional: [64, 71], moreOptional: [0, 0],
    composite: [[36, 46], [49, 56], [57, 71]], numberMayBeLong: true,
  },
  {
    lines: 2, lineLength: 44, name: [5, 44], number: [44, 53], birth: [57, 63], expiry: [65, 71], optional: [72, 86], moreOptional: [0, 0],
    composite: [[44, 54], [57, 64], [65, 87]], hasOptionalDigit: true,
  },
];

const linesOf = text => text.replace(/[a-z]/g, letter => letter.toUpperCase()).split(/[\r\n \t]+/).filter(line => line !== '');
const isEmpty = field => /^<*$/.test(field);
const words = field => field.split(filler).filter(word => word !== '').join(' ');

function checkDigit(text) {
  let sum = 0;
  for (let position = 0; position < text.length; position++) {
    sum += [7, 3, 1][position % 3] * Math.max(values.indexOf(text[position]), 0);
  }
  return String(sum % 10);
}

const agrees = (field, digit) => digit === checkDigit(field) || (digit === filler && isEmpty(field));

function findLayout(lines) {
  if (lines.length === 1) {
    return layouts.find(layout => layout.lines * layout.lineLength === lines[0].length);
  }
  const layout = layouts.find(candidate => candidate.lines === lines.length && candidate.lineLength === lines[1].length);
  if (layout === undefined || (layout.lines === 3 && lines[0].length !== layout.lineLength)) {
    return undefined;
  }
  // A short line that ends in a filler has lost something else than its last fillers: what, nobody knows.
  const name = layout.lines === 3 ? lines[2] : lines[0];
  const isWhole = name.length === layout.lineLength;
  const lacksItsEnd = name.length < layout.lineLength && name.length >= (layout.lines === 3 ? 1 : shortestNameLine) && !name.endsWith(filler);
  return isWhole || lacksItsEnd ? layout : undefined;
}

function withWholeNameLine(text, layout) {
  const missing = filler.repeat(layout.lines * layout.lineLength - text.length);
  const nameEnd = text.length - layout.lineLength;
  return layout.lines === 2 ? text.slice(0, nameEnd) + missing + text.slice(nameEnd) : text + missing;
}

// A number of more than nine characters goes on in the optional data; Dutch numbers have nine.
function readNumber(text, layout) {
  const number = text.slice(...layout.number);
  const digit = text[layout.number[1]];
  const optional = text.slice(...layout.optional);
  const isLong = layout.numberMayBeLong && digit === filler && !number.includes(filler) && text.slice(2, 5) !== 'NLD';
  if (!isLong) {
    return { isRight: agrees(number, digit), optional };
  }
  const rest = optional.split(filler)[0];
  return rest.length < 2
    ? { isRight: false, optional }
    : { isRight: checkDigit(number + rest.slice(0, -1)) === rest.at(-1), optional: optional.slice(rest.length) };
}

function checkDigits(text, layout) {
  const faults = [];
  const { isRight, optional } = readNumber(text, layout);
  const check = (isGood, fault) => isGood || faults.push(fault);
  check(isRight, 'mrz-controle-nummer');
  check(agrees(text.slice(...layout.birth), text[layout.birth[1]]), 'mrz-controle-geboortedatum');
  check(agrees(text.slice(...layout.expiry), text[layout.expiry[1]]), 'mrz-controle-geldigheid');
  check(!layout.hasOptionalDigit || agrees(optional, text[layout.optional[1]]), 'mrz-controle-extra-gegevens');
  if (faults.length === 0) {
    const covered = layout.composite.map(field => text.slice(...field)).join('');
    const digit = text[layout.composite.at(-1)[1]];
    const isBlanked = isEmpty(optional) && isEmpty(text.slice(...layout.moreOptional)) && isEmpty(text.slice(...layout.number));
    check(digit === checkDigit(covered) || (isBlanked && digit === filler), 'mrz-controle-geheel');
  }
  return faults;
}

function isDay(year, month, day) {
  if (month === 0) {
    return day === 0;
  }
  return month <= 12 && day <= new Date(Date.UTC(2000 + year % 400, month, 0)).getUTCDate();
}

// The last date with these two digits of a year that is not after today (yyyy-mm-dd).
function readBirthDate(field, today, faults) {
  const parts = [field.slice(0, 2), ...[field.slice(2, 4), field.slice(4)].map(part => (part === '<<' ? '00' : part))];
  if (parts[0] === '<<') {
    faults.push('mrz-geboortejaar');
    return null;
  }
  if (parts.every(part => /^\d\d$/.test(part))) {
    const [yearOfCentury, month, day] = parts.map(Number);
    const century = Math.floor(Number(today.slice(0, 4)) / 100);
    for (const year of [century * 100 + yearOfCentury, (century - 1) * 100 + yearOfCentury]) {
      const earliest = `${year}-${month === 0 ? '01' : parts[1]}-${day === 0 ? '01' : parts[2]}`;
      if (isDay(year, month, day) && earliest <= today) {
        return `${year}-${parts[1]}-${parts[2]}`;
      }
    }
  }
  faults.push('mrz-geboortedatum');
  return null;
}

function readName(field, faults) {
  if (/\d/.test(field)) {
    faults.push('mrz-tekens');
    return {};
  }
  const separator = field.indexOf('<<');
  const surname = words(separator < 0 ? field : field.slice(0, separator));
  if (surname === '') {
    faults.push('mrz-geen-naam');
  }
  return { surname, firstNames: separator < 0 ? '' : words(field.slice(separator)) };
}

/** True when nothing can be missing any more: all lines are there with all their characters. */
export function isFull(text) {
  const lines = linesOf(text);
  return layouts.some(layout => lines.join('').length === layout.lines * layout.lineLength
    && (lines.length === 1 || (lines.length === layout.lines && lines.every(line => line.length === layout.lineLength))));
}

/** Reads a zone: { faults } with the codes of all that is wrong, or { faults: [], surname, firstNames, birthDate, nameMayBeCut }. */
export function readMrz(typed, today) {
  const lines = linesOf(typed);
  let text = lines.join('');
  if (typed.length > maxTextLength) {
    return { faults: ['mrz-lengte'] };
  }
  if (/[^A-Z0-9<]/.test(text)) {
    return { faults: ['mrz-tekens'] };
  }
  if (lines.length === 1 && text.length === 30 && text.startsWith('D1')) {
    return { faults: ['mrz-rijbewijs'] };
  }
  const layout = findLayout(lines);
  if (layout === undefined) {
    return { faults: ['mrz-lengte'] };
  }
  text = withWholeNameLine(text, layout);
  if (!/^[PACI]/.test(text) || (layout.lineLength === 36 && text.startsWith('IDFRA'))) {
    return { faults: ['mrz-soort'] };
  }
  const faults = checkDigits(text, layout);
  const birthDate = faults.includes('mrz-controle-geboortedatum') ? null : readBirthDate(text.slice(...layout.birth), today, faults);
  const name = readName(text.slice(...layout.name), faults);
  return faults.length > 0 ? { faults } : { faults, ...name, birthDate, nameMayBeCut: text[layout.name[1] - 1] !== filler };
}
