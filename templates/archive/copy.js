/* Puts a button beside each form of a citation that copies it. Without this script it is selected by hand. */
(() => {
  if (!navigator.clipboard) return;
  for (const text of document.querySelectorAll('.citation, #cite ~ div pre')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-describedby', text.id);
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    text.after(button);
  }
})();
