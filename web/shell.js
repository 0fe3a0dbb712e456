// Words for a POSIX shell. What is quoted may be any name that a directory can have, made to do harm or not.

const PLAIN = /^[\w@%+:,./-]+$/;
// Controls and format characters: some of them end a terminal's bracketed paste, or show another text than they are.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
// An exclamation mark is history to an interactive bash, also in these quotes.
const ENCODED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}!]/gu;
const OTHER = /[^\p{L}\p{N}._-]+/gu;
// In letters: what the file systems allow, 255 bytes, less what comes behind it.
const LONGEST = 50;

/** A text as one word of a shell's command. */
export function quoted(text) {
  if (PLAIN.test(text)) return text;
  if (!UNSEEN.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const octal = (letter) => [...new TextEncoder().encode(letter)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  // POSIX.1-2024, section 2.2.4; bash, zsh, ksh and busybox have had it for long.
  return `$'${text.replace(/['\\]/g, '\\$&').replace(ENCODED, octal)}'`;
}

/** A file's name for something that is called so, without its ending: no option, no address, no hidden file. */
export function fileName(name) {
  const safe = name.replace(OTHER, '_').replace(/^[-._]+|_+$/g, '');
  return [...safe].slice(0, LONGEST).join('') || 'recording';
}
