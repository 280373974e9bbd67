import type { ChoiceType } from '../../catalog/keys';
import type { RuleCode } from '../../catalog/rules';
import { message, type Message } from '../../l10n/message';
import { nearest } from '../../text/nearest';
import { quoted } from '../yaml/quote';
import type { YamlScalar } from '../yaml/tree';
import { scalarValue } from '../yaml/value';
import type { YamlValue } from './fields';
import { fix, type Findings } from './findings';

/** Text of a scalar. Numbers, booleans and collections are reported. */
export function readText(value: YamlValue, findings: Findings): string | undefined {
  if (value.kind !== 'scalar') {
    findings.add(
      'wrong-type',
      value,
      value.flow ? bracketText(value.kind) : message('This must be text.'),
      quoteFix(value, findings),
    );
    return undefined;
  }
  const meaning = scalarValue(value);
  if (typeof meaning === 'string') return meaning;
  findings.add(
    'wrong-type',
    value,
    message('This must be text; in quotes, {0} is text too.', value.text || 'null'),
    quoteFix(value, findings),
  );
  return undefined;
}

/** Text that says something: an empty or blank one is reported under `code`. */
export function readFilledText(value: YamlValue, code: RuleCode, findings: Findings): string | undefined {
  const text = readText(value, findings);
  if (text?.trim() !== '') return text;
  findings.add(code, value, message('This can’t be blank.'));
  return undefined;
}

const bracketText = (kind: 'map' | 'seq'): Message =>
  kind === 'map'
    ? message('This must be text, but "{" begins a mapping. Put the text in quotes.')
    : message('This must be text, but "[" begins a list. Put the text in quotes.');

/** Offers quotes where a value on one line was meant as text. */
function quoteFix(value: YamlValue, findings: Findings): ReturnType<typeof fix> {
  const { start, end } = value;
  const written = findings.source.slice(start, end);
  if (/[\r\n]/.test(written) || written === '') return {};
  return fix(message('Put it in quotes'), { range: { start, end }, newText: quoted(written) });
}

export function readBoolean(value: YamlValue, findings: Findings): boolean | undefined {
  const meaning = value.kind === 'scalar' ? scalarValue(value) : undefined;
  if (typeof meaning === 'boolean') return meaning;
  const word = value.kind === 'scalar' ? value.text.toLowerCase() : '';
  const meant = /^(?:yes|y|on|true|1)$/.test(word)
    ? 'true'
    : /^(?:no|n|off|false|0)$/.test(word)
      ? 'false'
      : undefined;
  findings.add('wrong-type', value, message('This must be true or false.'), {
    ...(meant !== undefined &&
      fix(message('Change to {0}', meant), {
        range: { start: value.start, end: value.end },
        newText: meant,
      })),
  });
  return undefined;
}

/** One of the names of a choice, in its proper spelling. Other texts are reported under `code`; what is no text has the wrong type. */
export function readChoice(
  value: YamlValue,
  type: ChoiceType,
  code: RuleCode,
  findings: Findings,
): string | undefined {
  const text = value.kind === 'scalar' ? value.text : undefined;
  if (text === undefined || isOtherValue(value, type)) {
    findings.add('wrong-type', value, message('This must be one of {0}.', offered(type)));
    return undefined;
  }
  const choice = type.choices.find(
    ({ name }) => name === text || (type.anyCase && name.toLowerCase() === text.toLowerCase()),
  );
  if (choice) return choice.name;
  unknownChoice(value as YamlScalar, type, code, findings);
  return undefined;
}

/** A number, true or false, and not as another word for one of the names. */
function isOtherValue(value: YamlValue, { choices }: ChoiceType): boolean {
  return (
    value.kind === 'scalar' &&
    typeof scalarValue(value) !== 'string' &&
    !choices.some(({ words }) => words?.includes(value.text.toLowerCase()))
  );
}

const offered = ({ choices }: ChoiceType): string =>
  choices
    .filter(({ hidden }) => !hidden)
    .map(({ name }) => name)
    .join(', ');

function unknownChoice(value: YamlScalar, type: ChoiceType, code: RuleCode, findings: Findings): void {
  const { start, end, text } = value;
  const choices = type.choices.filter(({ hidden }) => !hidden);
  const word = text.toLowerCase();
  const byWord = choices.find(({ words }) => words?.includes(word))?.name;
  const meant =
    byWord ??
    nearest(
      text,
      choices.map(({ name }) => name),
    );
  if (meant === undefined) {
    findings.add(code, value, message('"{0}" is not known here. Possible: {1}.', text, offered(type)));
    return;
  }
  const title = message('Change to "{0}"', meant);
  findings.add(code, value, message('"{0}" is not known here. Did you mean "{1}"?', text, meant), {
    ...fix(title, { range: { start, end }, newText: meant }),
  });
}
