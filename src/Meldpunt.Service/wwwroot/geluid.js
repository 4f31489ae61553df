// A short sound when something comes in, off until somebody switches it on, and remembered in this browser: in a cookie, because signing out empties every other place.

const name = location.protocol === 'https:' ? '__Host-meldpunt-geluid' : 'meldpunt-geluid';
const year = 365 * 24 * 60 * 60;
// Two tones, the second one higher: heard beside a telephone, and over before anybody minds.
const tones = [[660, 0], [880, 0.18]];
const toneSeconds = 0.16;
const loudness = 0.25;

const button = document.querySelector('[data-geluid]');
const waits = document.querySelector('[data-geluid-wacht]');

const isOn = () => document.cookie.split('; ').includes(`${name}=aan`);

function keep(on) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${on ? 'aan' : 'uit'}; Path=/; Max-Age=${year}; SameSite=Strict${secure}`;
}

// Returns what makes the sound, when it is on.
export function startSound() {
  let context = null;

  function open() {
    context ??= new AudioContext();
    return context;
  }

  function show() {
    const on = isOn();
    button.setAttribute('aria-pressed', String(on));
    button.textContent = on ? button.dataset.aan : button.dataset.uit;
    // A browser sounds for a page only after somebody touched it.
    waits.hidden = !on || open().state === 'running';
  }

  async function sound() {
    if (!isOn()) {
      return;
    }
    await Promise.race([open().resume(), new Promise(done => { setTimeout(done, 500); })]);
    show();
    if (context.state !== 'running') {
      return;
    }
    const start = context.currentTime;
    for (const [frequency, after] of tones) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(loudness, start + after);
      volume.gain.exponentialRampToValueAtTime(0.001, start + after + toneSeconds);
      tone.connect(volume).connect(context.destination);
      tone.start(start + after);
      tone.stop(start + after + toneSeconds);
    }
    document.dispatchEvent(new Event('meldpunt:geluid'));
  }

  button.addEventListener('click', () => {
    keep(!isOn());
    show();
    sound();
  });
  document.addEventListener('pointerdown', async () => {
    if (isOn()) {
      await open().resume();
      show();
    }
  });
  document.addEventListener('meldpunt:afgemeld', sound);
  show();
  return sound;
}
