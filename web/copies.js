// Texts to take away: each in a field of its own, with a button that copies it.

// How long a button tells that it has copied, and for how long a sentence about it can be read.
const TOLD_MS = 2000;
const READ_MS = 5000;

/** The fields in `root`, each in an element with `data-text`, its name. What is done is told in `says`, within a live region. */
export class Copies {
  #rows;
  #says;
  #said = 0;

  constructor(root, says) {
    this.#says = says;
    this.#rows = [...root.querySelectorAll('[data-text]')].map((row) => ({
      name: row.dataset.text,
      label: row.querySelector('label').textContent,
      input: row.querySelector('input'),
      button: row.querySelector('button'),
      told: 0,
    }));
    for (const row of this.#rows) {
      row.button.addEventListener('click', () => this.#copy(row));
      row.input.addEventListener('focus', () => row.input.select());
    }
  }

  /** Shows other texts, by their fields' names; null for none. */
  show(texts) {
    for (const row of this.#rows) {
      const text = texts?.[row.name] ?? '';
      if (row.input.value === text) continue;
      row.input.value = text;
      row.input.disabled = row.button.disabled = text === '';
      this.#label(row, 'Copy');
    }
  }

  async #copy(row) {
    const { input, label } = row;
    if (await written(input)) {
      this.#tell(row, 'Copied', `${label}: copied.`);
    } else {
      input.focus();
      input.select();
      this.#tell(row, 'Selected', `${label}: this browser lets no page copy. It is selected: press Ctrl+C.`);
    }
  }

  #tell(row, button, sentence) {
    this.#label(row, button);
    row.told = setTimeout(() => this.#label(row, 'Copy'), TOLD_MS);
    // The same sentence again is news, too.
    this.#says.textContent = '';
    requestAnimationFrame(() => (this.#says.textContent = sentence));
    clearTimeout(this.#said);
    this.#said = setTimeout(() => (this.#says.textContent = ''), READ_MS);
  }

  #label(row, text) {
    clearTimeout(row.told);
    row.button.querySelector('span').textContent = text;
    row.button.classList.toggle('is-done', text !== 'Copy');
  }
}

/** Puts a field's text on the clipboard; false if the browser does not let us. */
async function written(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    // Without TLS there is no such clipboard, and with it the reader may refuse. The old way asks nobody.
  }
  const { activeElement } = document;
  input.focus();
  input.select();
  const isDone = document.execCommand('copy');
  if (isDone) activeElement?.focus();
  return isDone;
}
