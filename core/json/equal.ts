import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from './value';

/** Whether two values say the same: numbers equal as numbers (`1.0` = `1`, `-0` = `0`), keys in any order. */
export function jsonEquals(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (a instanceof JsonNumber || b instanceof JsonNumber) {
    return a instanceof JsonNumber && b instanceof JsonNumber && numbersEqual(a, b);
  }
  if (isJsonArray(a)) {
    return (
      isJsonArray(b) && a.length === b.length && a.every((item, index) => jsonEquals(item, b[index] ?? null))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEquals(a[key] ?? null, b[key] ?? null))
  );
}

/** Whether two numbers are the same, digit by digit and not only as doubles. */
export function numbersEqual(a: JsonNumber, b: JsonNumber): boolean {
  return a.text === b.text || normalize(a.text) === normalize(b.text);
}

/** Sign, significant digits without zeros at either end, and the power of ten of the last one. */
function normalize(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${negative ? '-' : ''}${significant}e${String(power)}`;
}

/** `replace(/0+$/, '')` would look at every run of zeros: quadratic. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
