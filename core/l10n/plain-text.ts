/** Characters of a foreign text that are shown at most, where nothing else is said. */
const LENGTH = 200;

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A foreign text as it may stand in a box to be edited: what can't be seen is a blank there, and all the rest as it is. */
export const visible = (text: string): string => text.replace(invisible, ' ');

/**
 * Text of a server or a file as it may stand in one line of the user interface: control characters, escape sequences, bidi
 * overrides and other invisible characters become blanks, and too much of it is cut off.
 */
export function plain(text: string, length = LENGTH): string {
  // Cut first: the rest of something huge isn't worth looking at. Twice, since blanks run together.
  const line = text
    .slice(0, length * 2)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  const whole = characters.length <= length && text.length <= length * 2;
  return whole ? line : `${characters.slice(0, length - 1).join('')}…`;
}
