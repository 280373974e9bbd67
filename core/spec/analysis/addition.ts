import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { insertionOf } from '../edit/insert';
import { printFlow } from '../yaml/print';
import type { YamlValue } from './fields';
import { suggestion, type Findings } from './findings';

/** Gives an event or an action a key to start from; one that is only its type's name becomes a mapping with it. */
export function additionFix(
  value: YamlValue,
  key: string,
  text: string,
  findings: Findings,
): Pick<Problem, 'fixes'> {
  const title = message('Add "{0}"', key);
  const { start, end } = value;
  switch (value.kind) {
    case 'map':
      return suggestion(title, insertionOf(findings.source, value, [{ key, value: text }]));
    case 'scalar':
      return suggestion(title, {
        range: { start, end },
        newText: printFlow({ type: value.text, [key]: text }),
      });
    default:
      return {};
  }
}
