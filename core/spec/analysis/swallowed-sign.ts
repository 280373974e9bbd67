import { message } from '../../l10n/message';
import { quoted } from '../yaml/quote';
import type { YamlMap } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { fix, type Findings } from './findings';

/** `cmp: >` without quotes: to YAML, text over several lines begins there. Reports it, and says what was meant. */
export function swallowedSign(
  { entries }: YamlMap,
  findings: Findings,
): Readonly<Record<string, string>> | undefined {
  const { source } = findings;
  for (const { key, value } of entries) {
    if (value.kind !== 'scalar' || value.style !== 'folded' || value.text.trim() !== '') continue;
    const sign = /^>=?(?=\s)/.exec(source.slice(value.start, value.start + 3))?.[0];
    if (sign === undefined || keyText(key) !== 'cmp') continue;
    const range = { start: value.start, end: value.start + sign.length };
    // Behind `>=`, YAML itself has reported the second character.
    if (sign === '>')
      findings.add(
        'filter-operator',
        range,
        message('To YAML, ">" begins text over several lines. Put it in quotes.'),
        fix(message('Put it in quotes'), { range, newText: quoted(sign) }),
      );
    return { cmp: sign };
  }
  return undefined;
}
