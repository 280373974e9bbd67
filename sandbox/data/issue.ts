import type * as z from 'zod/mini';
import { message, type Message } from '../../core/l10n/message';

type Issue = z.core.$ZodIssue;

/** What is wrong with data, and where in it. `zod/mini` brings no sentences of its own. */
export function explainIssue(issue: Issue): Message {
  const place = issue.path.length > 0 ? issue.path.join('.') : '(top)';
  switch (issue.code) {
    case 'invalid_type':
      return message('{0}: expected {1}.', place, issue.expected);
    case 'invalid_value':
      return message(
        '{0}: expected {1}.',
        place,
        issue.values.map((value) => JSON.stringify(value)).join(', '),
      );
    case 'unrecognized_keys':
      return message('{0}: unknown key {1}.', place, issue.keys.join(', '));
    case 'too_small':
      return message('{0}: expected at least {1}.', place, Number(issue.minimum));
    case 'too_big':
      return message('{0}: expected at most {1}.', place, Number(issue.maximum));
    case 'invalid_format':
      return message('{0}: the form must be {1}.', place, issue.pattern ?? issue.format);
    default:
      return message('{0}: this does not belong here.', place);
  }
}
