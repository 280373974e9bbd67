import { message } from '../../l10n/message';
import { removalOf } from '../edit/remove';
import { quoted } from '../yaml/quote';
import type { Field } from './fields';
import { suggestion, type Findings } from './findings';

/** Reports a key without a value, and says so where YAML took the value for a comment. */
export function nullValue(
  {
    name,
    entry,
    key: { required },
  }: Pick<Field, 'name' | 'entry'> & {
    readonly key: Pick<Field['key'], 'required'>;
  },
  findings: Findings,
): void {
  const { key, colon, value } = entry;
  const { source } = findings;
  const from = colon === undefined ? key.end : colon + 1;
  // Up to what is a comment to people, too.
  const comment = /^[ \t]*(#[^\r\n]*?)(?=[ \t]+#|[ \t]*(?:[\r\n]|$))/.exec(source.slice(from, from + 500));
  const eaten = comment?.[1];
  // Behind a space it is a comment to people, too.
  if (eaten === undefined || /^#(?:\s|$)/.test(eaten) || value.start !== value.end) {
    const removal = suggestion(message('Remove "{0}"', name), removalOf(source, entry));
    findings.add('null-value', key, message('"{0}" has no value.', name), required ? {} : removal);
    return;
  }
  const start = from + (comment?.[0].indexOf('#') ?? 0);
  const range = { start, end: start + eaten.length };
  const text = message('"{0}" has no value: to YAML, "#" begins a comment. Put the value in quotes.', name);
  findings.add('null-value', range, text, {
    fixes: [
      {
        title: message('Put it in quotes'),
        edits: [{ range, newText: quoted(eaten.replace(/^([^"']+)["']$/, '$1')) }],
      },
    ],
  });
}
