import { JsonNumber } from '../../json/value';
import { NonFinite, type ScalarValue, type YamlNode, type YamlScalar } from './tree';

/** Could a plain scalar with this first character be anything but text? Keeps the usual case free of regular expressions. */
const MAYBE_SPECIAL = /^[-+.0-9~nNtTfF]/;
const INTEGER = /^[-+]?[0-9]+$/;
const FLOAT = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;
const RADIX = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const NON_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What a scalar means: null, a boolean, a number or text. Quoted and block scalars are text, as is everything tagged `!!str`. */
export function scalarValue(scalar: YamlScalar): ScalarValue {
  const { style, text, tag } = scalar;
  if (!tag) return style === 'plain' ? plainValue(text) : text;
  return /^!(?:!str|<tag:yaml\.org,2002:str>)?$/.test(tag.name) ? text : plainValue(text);
}

/** What a plain scalar of this text means. */
export function plainValue(text: string): ScalarValue {
  if (text === '') return null;
  if (!MAYBE_SPECIAL.test(text)) return text;
  switch (text) {
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  if (INTEGER.test(text) || FLOAT.test(text)) return new JsonNumber(jsonDigits(text));
  if (RADIX.test(text)) return new JsonNumber(BigInt(text).toString());
  return NON_FINITE.test(text) ? new NonFinite(text) : text;
}

/** YAML's `+1`, `007`, `.5` and `5.` in JSON's spelling, otherwise digit for digit. */
function jsonDigits(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^([-+]?)([0-9]*)(?:\.([0-9]*))?([eE][-+]?[0-9]+)?$/.exec(text) ?? [];
  const digits = whole.replace(/^0+(?=[0-9])/, '') || '0';
  const decimals = text.includes('.') ? `.${fraction || '0'}` : '';
  return `${sign === '-' ? '-' : ''}${digits}${decimals}${exponent}`;
}

/** The node an alias stands for, any other node itself; nothing for an alias that leads nowhere. */
export function dereference(node: YamlNode): Exclude<YamlNode, { kind: 'alias' }> | undefined {
  return node.kind !== 'alias' ? node : node.target && dereference(node.target);
}

/** Was nothing written here? */
export function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && node.text === '';
}

/** Text, number or whatever a key is, as a word; nothing for collections. */
export function keyText(node: YamlNode): string | undefined {
  const target = dereference(node);
  return target?.kind === 'scalar' ? target.text : undefined;
}
