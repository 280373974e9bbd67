import { message } from '../l10n/message';
import type { RuleTable } from './rule';

/** Rules on YAML, keys and the entry itself. */
export const documentRules = {
  'yaml-syntax': {
    severity: 'error',
    summary: message('The text is not valid YAML.'),
    docs: message(
      'The YAML can’t be read, or not in the only way that was meant. Common causes: a tab in the indentation, a missing space behind a colon, an unquoted value that holds `: ` or ` #`, or starts with `*`, `&`, `!`, `@`. Put such values in quotes. Nesting of more than 200 levels is refused as well.',
    ),
  },
  'unresolved-alias': {
    severity: 'error',
    summary: message('An alias refers to an anchor that isn’t there.'),
    docs: message(
      '`*name` stands for the value that was marked with `&name` earlier in the same document. A text that starts with `*` needs quotes: `text: "*bold*"`.',
    ),
  },
  'unknown-key': {
    severity: 'error',
    summary: message('The key is not known here.'),
    docs: message(
      'The key means nothing at this place, so it would be ignored silently. The nearest known key is offered, or the place where it belongs. Keys that start with `x-` are your own and are left alone everywhere.',
    ),
  },
  'missing-key': {
    severity: 'error',
    summary: message('A required key is missing.'),
    docs: message(
      'An automation needs `name`, `scope` (or `scopes`), `event` and `action`; scope, level and integration may stand in `defaults`.',
    ),
  },
  'wrong-type': {
    severity: 'error',
    summary: message('The value has the wrong type.'),
    docs: message(
      'The key takes another kind of value. Note that YAML reads `1.0`, `true`, `null` and dates without quotes as something else than text: `name: "2024"`.',
    ),
  },
  'null-value': {
    severity: 'error',
    summary: message('A key has no value.'),
    docs: message(
      'A key without a value is never taken for a default. Often the value was eaten by YAML: `integration: #alerts` is a comment, `integration: "#alerts"` is a channel. Leave the key out if you mean the default.',
    ),
  },
  'duplicate-key': {
    severity: 'error',
    summary: message('A mapping has the same key twice.'),
    docs: message('Which of the two counts would depend on who reads it. Keep one.'),
  },
  'alias-key-conflict': {
    severity: 'error',
    summary: message('Two names of the same key stand together.'),
    docs: message(
      '`text` and `message`, `level` and `severity`, `payload` and `requestPayload`, `scope` and `scopes` mean the same. Keep one of them.',
    ),
  },
  'unsupported-version': {
    severity: 'error',
    summary: message('The format version is not supported.'),
    docs: message('Only `version: 1` exists. It may be left out.'),
  },
  'duplicate-name': {
    severity: 'error',
    summary: message('Two automations are the same one for the server.'),
    docs: message(
      'Names are unique within a scope; the server refuses the second one. Two entries with the same `id`, or one whose `previous_name` another one has or had, would both be written to the same automation, the last over the first. Remove `previous_name` once the server has the new name.',
    ),
  },
  'name-length': {
    severity: 'error',
    summary: message('The name is blank or longer than 255 characters.'),
    docs: message('A name has 1 to 255 characters (Unicode code points) and is not blank.'),
  },
  'secret-in-text': {
    severity: 'warning',
    summary: message('A key or token is written out.'),
    docs: message(
      'Everybody who reads the file, and everybody who can see the automation in W&B, can read it. Store it as a team secret and write `${SECRET_NAME}`. Then revoke the one that was written out.',
    ),
  },
  'unused-ignore': {
    severity: 'warning',
    summary: message('A comment suppresses nothing.'),
    docs: message(
      'The rule isn’t reported at that place (any more), or no rule has that code. Remove the comment.',
    ),
  },
  'unmanaged-id': {
    severity: 'warning',
    summary: message('The `id` belongs to an automation that the lock file doesn’t list.'),
    docs: message(
      'An `id` pins the entry to one automation of one host. Applying takes that automation over; remove `id` if you meant a new one.',
    ),
  },
  'wire-name': {
    severity: 'hint',
    summary: message('A wire name stands where the SDK has a clearer one.'),
    docs: message(
      '`LINK_MODEL`, `NOTIFICATION`, `agg_op` … are what goes over the wire. They are understood; the SDK’s names (`OnLinkArtifact`, `SendNotification`, `agg`) are easier to read and to look up.',
    ),
  },
  'redundant-default': {
    severity: 'hint',
    summary: message('The value is what it would be anyway.'),
    docs: message('The key may be left out without changing anything.'),
  },
} as const satisfies RuleTable;
