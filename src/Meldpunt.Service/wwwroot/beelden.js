// Redraws chosen pictures before they are sent: upright, as large as is of use, and with nothing in the file but the picture. What cannot be redrawn goes as it
// is; the service keeps of it only what makes the picture.

const mostSide = 2400;
const mostBytes = 4 * 1024 * 1024;
const qualities = [0.9, 0.75, 0.5];

async function redraw(file, number) {
  const drawn = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, mostSide / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(drawn.width * scale));
  canvas.height = Math.max(1, Math.round(drawn.height * scale));
  const pen = canvas.getContext('2d');
  // A JPEG has no transparency; white is what a page would show behind it.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  for (const quality of qualities) {
    const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', quality); });
    if (blob !== null && blob.size <= mostBytes) {
      return new File([blob], `beeld-${number}.jpg`, { type: 'image/jpeg' });
    }
  }
  throw new Error('too large');
}

async function prepare(input, turn) {
  const status = input.parentElement.querySelector('[data-beelden-bezig]');
  const buttons = input.form.querySelectorAll('button');
  const chosen = [...input.files];
  if (chosen.length === 0) {
    status.textContent = '';
    return;
  }
  status.textContent = status.dataset.beeldenBezig;
  buttons.forEach((button) => { button.disabled = true; });
  const ready = new DataTransfer();
  let failed = false;
  for (const [index, file] of chosen.entries()) {
    try {
      ready.items.add(await redraw(file, index + 1));
    } catch {
      failed = true;
      ready.items.add(file);
    }
  }
  if (input.dataset.beurt !== turn) {
    return;
  }
  input.files = ready.files;
  buttons.forEach((button) => { button.disabled = false; });
  status.textContent = failed ? status.dataset.beeldenMislukt : status.dataset.beeldenKlaar;
}

document.querySelectorAll('[data-zonder-script]').forEach((warning) => warning.remove());

let turns = 0;
for (const input of document.querySelectorAll('[data-beelden]')) {
  input.addEventListener('change', () => {
    // Who chooses again while the first are being redrawn gets the last.
    turns += 1;
    input.dataset.beurt = String(turns);
    prepare(input, input.dataset.beurt);
  });
}
