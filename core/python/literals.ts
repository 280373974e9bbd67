import { canBeQuoted } from '../filter/print-predicate';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '../json/value';
import { message } from '../l10n/message';
import { NotInPython } from './not-in-python';

/**
 * Makes sure that a value can stand in a Python file and goes out of it as it is.
 *
 * @throws {NotInPython} for numbers beyond a double's range, and for half characters, which no file can hold.
 */
export function checkLiterals(value: JsonValue): void {
  if (typeof value === 'string') checkText(value);
  else if (value instanceof JsonNumber) checkNumber(value);
  else if (isJsonArray(value)) value.forEach(checkLiterals);
  else if (isJsonObject(value))
    for (const [key, member] of Object.entries(value)) {
      checkText(key);
      checkLiterals(member);
    }
}

function checkText(text: string): void {
  if (canBeQuoted(text)) return;
  throw new NotInPython(
    message('It has a text with half a character (a lone surrogate), which Python can’t send.'),
  );
}

function checkNumber(number: JsonNumber): void {
  if (Number.isFinite(number.toNumber())) return;
  throw new NotInPython(message('The number {0} is too big for Python.', number.text.slice(0, 40)));
}
