import { message } from '../l10n/message';
import type { RuleTable } from './rule';

/** Rules on actions. */
export const actionRules = {
  'unknown-action-type': {
    severity: 'error',
    summary: message('There is no such action.'),
    docs: message(
      'The type is `SendNotification`, `SendWebhook`, `DoNothing` or `SendPromptToAria`. Saved actions of other kinds are kept under `raw`.',
    ),
  },
  'action-level': {
    severity: 'error',
    summary: message('The level is not INFO, WARN or ERROR.'),
    docs: message(
      'Notifications have the levels `INFO`, `WARN` and `ERROR`, in any case. `WARNING` and `CRITICAL` are refused.',
    ),
  },
  'integration-missing': {
    severity: 'error',
    summary: message('The action doesn’t say where to send to.'),
    docs: message(
      'Name the Slack channel or the webhook under `integration`, or once for all under `defaults` (`slack`, `webhook`).',
    ),
  },
  'payload-not-object': {
    severity: 'error',
    summary: message('The payload is no JSON object.'),
    docs: message(
      'The body of a webhook is an object at the top: a YAML mapping, or a string that holds `{…}`.',
    ),
  },
  'payload-json': {
    severity: 'error',
    summary: message('The payload string is not valid JSON.'),
    docs: message(
      'A payload in a string has to be JSON: double quotes, no trailing commas, no comments, each key once. A YAML mapping is easier.',
    ),
  },
  'payload-non-finite': {
    severity: 'error',
    summary: message('JSON has no infinity and no NaN.'),
    docs: message('`.inf` and `.nan` of YAML can’t be sent. Write a number, a string or `null`.'),
  },
  'prompt-length': {
    severity: 'error',
    summary: message('The prompt is blank or longer than 4,000 bytes.'),
    docs: message(
      'After trimming, a prompt has 1 to 4,000 bytes of UTF-8 (a Japanese character takes three). What variables put in counts when the automation fires.',
    ),
  },
  'payload-unknown-variable': {
    severity: 'warning',
    summary: message('There is no such template variable.'),
    docs: message(
      'W&B knows no variable of that name, and it doesn’t look like the name of a secret. It would be replaced by nothing.',
    ),
  },
  'payload-empty-variable': {
    severity: 'warning',
    summary: message('This event leaves the variable empty.'),
    docs: message(
      'The variable exists, but events of this type don’t fill it: it is replaced by an empty string.',
    ),
  },
} as const satisfies RuleTable;
