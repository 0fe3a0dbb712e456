// The theme: the system's, or the one that the reader has chosen. A plain script in the page's head, so that the first
// paint has it already.

(() => {
  const KEY = 'streamctl-theme';
  const CHOICES = ['light', 'dark'];
  const root = document.documentElement;

  function show(theme) {
    if (CHOICES.includes(theme)) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  // A browser that keeps nothing for this page throws: the choice then lasts as long as the page.
  const kept = {
    read: () => localStorage.getItem(KEY),
    write: (theme) => (CHOICES.includes(theme) ? localStorage.setItem(KEY, theme) : localStorage.removeItem(KEY)),
  };
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  show(attempt(kept.read));
  document.addEventListener('DOMContentLoaded', () => {
    const select = document.getElementById('theme');
    const follow = () => (select.value = root.dataset.theme ?? 'system');
    follow();
    select.addEventListener('change', () => {
      show(select.value);
      attempt(() => kept.write(select.value));
    });
    // Another tab's choice is the same reader's.
    addEventListener('storage', (event) => {
      if (event.key !== KEY) return;
      show(event.newValue);
      follow();
    });
  });
})();
