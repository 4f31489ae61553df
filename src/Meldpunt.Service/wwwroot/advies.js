// The advice of the desk, as it comes: large where its match stands, else calm above the form, with its reference. It never takes the focus, a key that somebody types, or the place of
// what they type in. Without this file a link on the match leads to a page that shows the advice.

import { listen } from './stroom.js';

const maxBanners = 4;
// How far this tab has heard, so that one that is loaded anew goes on there. A number, and nothing of anybody.
const placeKey = 'meldpunt-advies';

const region = document.getElementById('adviezen');
const own = document.querySelector('[data-advies-pagina]');
const given = new Map();
let isLost = false;
let lastFocused = null;

const placeOf = query => document.querySelector(`[data-advies-van="${CSS.escape(query)}"]`);
const banners = () => region.querySelector('[data-adviezen]');

function words(advice) {
  const word = document.getElementById('advies-woorden').content.querySelector(`[data-soort="${CSS.escape(advice.advies)}"]`);
  const shown = word?.cloneNode(true) ?? null;
  const conditions = shown?.querySelector('[data-voorwaarden]');
  if (conditions) {
    const lines = (advice.voorwaarden ?? conditions.dataset.vraag).split('\n');
    conditions.replaceChildren(...lines.map(line => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }));
  }
  return shown;
}

function close(banner) {
  if (!banner) {
    return;
  }
  const hadFocus = banner.contains(document.activeElement);
  banner.remove();
  if (hadFocus) {
    (lastFocused?.isConnected ? lastFocused : document.querySelector('main [autofocus]') ?? document.querySelector('main')).focus();
  }
}

function showAbove(advice) {
  const banner = document.getElementById('advies-regel').content.firstElementChild.cloneNode(true);
  const shown = words(advice);
  if (shown === null) {
    return;
  }
  banner.dataset.bij = advice.bevraging;
  banner.querySelector('[data-referentie]').textContent = advice.referentie;
  banner.querySelector('[data-sluit]').before(shown);
  close(banners().querySelector(`[data-bij="${CSS.escape(advice.bevraging)}"]`));
  banners().prepend(banner);
  while (banners().childElementCount > maxBanners) {
    close(banners().lastElementChild);
  }
  // What somebody types in stays in sight.
  if (document.querySelector('main').contains(document.activeElement)) {
    document.activeElement.scrollIntoView({ block: 'nearest' });
  }
}

function showLarge(place, advice) {
  const shown = words(advice);
  if (shown === null) {
    return;
  }
  place.replaceChildren(shown);
  place.closest('.answer').classList.add('answer--advised');
  place.scrollIntoView({ block: 'nearest' });
}

// What was advised counts no more, and another case of the same visitor has no advice yet: it waits again.
function takeBack(query) {
  if (!given.delete(query)) {
    return;
  }
  close(banners().querySelector(`[data-bij="${CSS.escape(query)}"]`));
  placeOf(query)?.closest('.answer').classList.remove('answer--advised');
  sayWhere();
}

function take(advice) {
  if (advice.advies === null) {
    takeBack(advice.bevraging);
    return;
  }
  const before = given.get(advice.bevraging);
  if (before && before.advies === advice.advies && before.voorwaarden === advice.voorwaarden) {
    return;
  }
  given.set(advice.bevraging, advice);
  const place = placeOf(advice.bevraging);
  if (place) {
    showLarge(place, advice);
  } else {
    showAbove(advice);
  }
}

// A match came on the screen: its advice may have been quicker; else the place where it will stand says that it waits, or that it cannot come.
function sayWhere() {
  const place = document.querySelector('[data-advies-van]');
  const advice = place && given.get(place.dataset.adviesVan);
  if (advice) {
    close(banners().querySelector(`[data-bij="${CSS.escape(advice.bevraging)}"]`));
    showLarge(place, advice);
  } else if (place) {
    const line = document.createElement('p');
    line.textContent = isLost ? place.dataset.weg : place.dataset.wacht;
    place.replaceChildren(line);
  }
  region.querySelector('[data-verbinding]').textContent = isLost && (!place || advice) ? region.dataset.weg : '';
}

function onGatePage() {
  listen('/v1/adviezen/stroom', {
    after: sessionStorage.getItem(placeKey),
    placed: place => sessionStorage.setItem(placeKey, place),
    events: { advies: take },
    lost: () => {
      isLost = true;
      sayWhere();
    },
    restored: () => {
      isLost = false;
      sayWhere();
    },
  });
  document.addEventListener('meldpunt:getoond', sayWhere);
  document.addEventListener('focusin', event => {
    if (document.querySelector('main').contains(event.target)) {
      lastFocused = event.target;
    }
  });
  region.addEventListener('click', event => close(event.target.closest('[data-sluit]')?.closest('[data-bij]')));
  document.addEventListener('keydown', event => {
    const newest = banners().firstElementChild;
    if (event.key === 'F8' && newest) {
      event.preventDefault();
      close(newest);
    }
  });
  sayWhere();
}

function onAdvicePage() {
  const line = own.querySelector('[data-verbinding]');
  listen('/v1/adviezen/stroom', {
    after: own.dataset.na,
    events: {
      advies: advice => {
        if (advice.bevraging === own.dataset.adviesPagina) {
          location.reload();
        }
      },
    },
    lost: () => {
      line.textContent = line.dataset.weg;
    },
    restored: () => {
      line.textContent = '';
    },
  });
}

if (region) {
  onGatePage();
} else if (own) {
  onAdvicePage();
}
