// Signing in on a terminal in seconds: Enter in the number goes on to the PIN. Without this file the browser does nearly the same by itself.

document.addEventListener('keydown', event => {
  const next = event.target.form?.elements.pin;
  if (event.key === 'Enter' && event.target.name === 'personeelsnummer' && event.target.value !== '' && next.value === '') {
    event.preventDefault();
    next.focus();
  }
});

// Nothing typed stays behind in a page that the browser keeps for its back button.
window.addEventListener('pagehide', () => document.querySelector('form.keypad')?.reset());
