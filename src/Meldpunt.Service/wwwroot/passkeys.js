// Passkeys: asks the browser for one, or to make one, and sends what it says with the form it stands in. Without this file one signs in with a code.

const canUse = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

// The question comes from the service, in answer to the same form.
async function readOptions(form) {
  const response = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  if (!response.ok) {
    throw new Error('no question');
  }
  return response.json();
}

async function answer(form) {
  const options = await readOptions(form);
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(credential.toJSON());
}

async function send(form) {
  const fault = form.querySelector('[data-passkey-fault]');
  const button = form.querySelector('button');
  fault.hidden = true;
  button.disabled = true;
  try {
    form.elements.passkey.value = await answer(form);
    form.submit();
  } catch {
    fault.hidden = false;
    button.disabled = false;
    button.focus();
  }
}

if (canUse) {
  for (const form of document.querySelectorAll('[data-passkey]')) {
    form.hidden = false;
    form.parentElement.querySelector('[data-passkey-none]').hidden = true;
    form.addEventListener('submit', event => {
      event.preventDefault();
      send(form);
    });
  }
}
