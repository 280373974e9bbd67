import { message } from '../l10n/message';
import type { Problem } from '../problem';
import { problemAt } from './report';
import type { NumberToken } from './token';

const digits = '[0-9](?:_?[0-9])*';
const float = new RegExp(
  `^(?:(?:${digits})?\\.${digits}|${digits}\\.)(?:[eE][+-]?${digits})?$|^${digits}[eE][+-]?${digits}$`,
);
const decimal = new RegExp(`^(?:[1-9](?:_?[0-9])*|0(?:_?0)*)$`);
const based = /^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$/;
/** Everything that reads as one number, right or wrong. */
const extent = /(?:[0-9.](?:[eE](?=[+-]?[0-9])[+-]?)?|[A-Za-z_])+/y;

/** Reads a number literal of Python. Problems are added to `problems`; whatever they are, there is a token. */
export function readNumber(text: string, start: number, problems: Problem[]): NumberToken {
  extent.lastIndex = start;
  const written = extent.exec(text)?.[0] ?? text.charAt(start);
  const range = { start, end: start + written.length };
  const plain = written.replaceAll('_', '');
  if (decimal.test(written))
    return { kind: 'number', text: plain.replace(/^0+(?=.)/, ''), integer: true, ...range };
  if (float.test(written)) return { kind: 'number', text: asJson(plain), integer: false, ...range };
  if (based.test(written))
    return { kind: 'number', text: BigInt(plain.toLowerCase()).toString(), integer: true, ...range };
  problems.push(problemAt(range, 'filter-syntax', reason(written)));
  return { kind: 'number', text: '0', integer: true, ...range };
}

function reason(written: string) {
  if (/[jJ]$/.test(written)) return message('Imaginary numbers are not part of the expression language.');
  if (/^0[0-9_]+$/.test(written))
    return message('A number doesn’t start with 0: write {0}.', written.replace(/^[0_]+/, ''));
  return message('"{0}" is not a number.', written);
}

/** Python's `.5`, `5.` and `01.5` are not JSON's. */
function asJson(plain: string): string {
  const [mantissa = '', exponent] = plain.split(/[eE]/);
  const [whole = '', fraction] = mantissa.split('.');
  const point = fraction === undefined ? '' : `.${fraction === '' ? '0' : fraction}`;
  return (whole.replace(/^0+(?=.)/, '') || '0') + point + (exponent === undefined ? '' : `e${exponent}`);
}
