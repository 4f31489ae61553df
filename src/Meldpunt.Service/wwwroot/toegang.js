// Pages of the way in. A code that came behind the # of the address, which browsers send to nobody, is put in its field and taken out of the address; a
// password that is chosen can be shown. Without this file the pages work the same: the code is typed, and the password is not shown.

const field = document.querySelector('[data-code-uit-adres]');
if (field !== null && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1)).slice(0, 48);
  history.replaceState(null, '', location.pathname);
}

for (const button of document.querySelectorAll('[data-toon]')) {
  const input = document.getElementById(button.dataset.toon);
  const words = [button.textContent, button.dataset.verberg];
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.textContent = words[shown ? 1 : 0];
    button.setAttribute('aria-pressed', String(shown));
    input.focus();
  });
  // It is sent as a password, so that no browser keeps it among what was typed.
  input.form.addEventListener('submit', () => {
    input.type = 'password';
  });
}
