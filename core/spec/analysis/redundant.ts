import { message } from '../../l10n/message';
import { removalOf } from '../edit/remove';
import type { Fields } from './fields';
import { fix, type Findings } from './findings';

/** A hint for a key whose text says what would hold without it. */
export function redundantText(fields: Fields, name: string, without: string, findings: Findings): void {
  const field = fields.get(name);
  const value = field?.value;
  if (value?.kind !== 'scalar' || value.text.toLowerCase() !== without.toLowerCase() || field?.node !== value)
    return;
  // What isn't in quotes may still be written.
  if ((value.text === '' && !value.style.endsWith('quoted')) || value.anchor) return;
  const range = { start: field.keyNode.start, end: value.end };
  findings.add(
    'redundant-default',
    range,
    message('"{0}" may be left out: this is what holds anyway.', field.name),
    {
      tags: ['unnecessary'],
      ...fix(message('Remove "{0}"', field.name), removalOf(findings.source, field.entry)),
    },
  );
}
