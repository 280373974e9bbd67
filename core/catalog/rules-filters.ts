import { message } from '../l10n/message';
import type { RuleTable } from './rule';

/** Rules on filters. */
export const filterRules = {
  'filter-syntax': {
    severity: 'error',
    summary: message('The filter is not an expression of the filter language.'),
    docs: message(
      'Filters are written as with the SDK: `RunEvent.metric("loss").avg(5) > 10`, joined by `&`, `|`, `~`. Of Python only literals, lists, calls and comparisons are understood: no `and`, `or`, `not` (Python would keep only one side), no chained comparisons, arithmetic, f-strings or comments. In YAML, put a filter that holds ` #` or `: ` in quotes.',
    ),
  },
  'filter-type': {
    severity: 'error',
    summary: message('The pieces of the filter don’t fit together.'),
    docs: message(
      'A name, method or value is of the wrong kind at its place: a method that the object doesn’t have, a string where a number belongs, a metric in an artifact event, two conditions in one automation, `|` or `~` on a metric or state condition.',
    ),
  },
  'filter-missing': {
    severity: 'error',
    summary: message('The event needs a condition that the filter doesn’t have.'),
    docs: message(
      '`OnRunMetric` needs exactly one metric condition with a comparison or `…_by(…)`, `OnRunState` exactly one state condition. A run filter alone is not enough.',
    ),
  },
  'filter-window': {
    severity: 'error',
    summary: message('A window is not an integer of at least 1.'),
    docs: message(
      'A window counts logged values. Without one: SDK defaults are 1 (threshold and change) and 30 (z-score); the App fills in 5, or 10 and 50.',
    ),
  },
  'filter-threshold': {
    severity: 'error',
    summary: message('A threshold or amount is not a number that can be used.'),
    docs: message(
      'Thresholds are finite numbers. Amounts of a change and z-scores are above 0; `zscore(n) <` takes a negative number. Text, booleans, `nan` and `inf` are no numbers here.',
    ),
  },
  'filter-state': {
    severity: 'error',
    summary: message('No automation can wait for this run state.'),
    docs: message(
      'States are `running`, `finished` and `failed`, in any case. `failed` covers crashed runs; `killed` and `pending` never fire.',
    ),
  },
  'filter-operator': {
    severity: 'error',
    summary: message('A metric can’t be compared in this way.'),
    docs: message(
      'Metrics are compared with `>`, `>=`, `<`, `<=`. The SDK refuses `==` and `!=`, even though W&B’s App can save them; such automations are kept as they are.',
    ),
  },
  'filter-empty-states': {
    severity: 'warning',
    summary: message('The list of states is empty, so it never fires.'),
    docs: message(
      'The SDK accepts an empty list, but no state is in it. Name at least one of `running`, `finished`, `failed`.',
    ),
  },
  'filter-field': {
    severity: 'warning',
    summary: message('The server is not known to understand this field.'),
    docs: message(
      'Run filters are known to understand `display_name`, artifact filters `alias` (created, linked and alias events) or `tag` (tag events). Others pass the SDK, but an automation that never fires may be the result.',
    ),
  },
  'filter-regex': {
    severity: 'warning',
    summary: message('The regular expression is not valid RE2.'),
    docs: message(
      'W&B uses RE2: no look-ahead or look-behind, no backreferences. An invalid expression matches nothing.',
    ),
  },
  'filter-unknown-operator': {
    severity: 'warning',
    summary: message('The operator is not known.'),
    docs: message(
      'It is sent as it is. Known are `$and $or $nor $not $eq $ne $lt $lte $gt $gte $in $nin $exists $regex $contains $all $size`.',
    ),
  },
  'filter-can-be-shorter': {
    severity: 'hint',
    summary: message('The filter can be written as an expression.'),
    docs: message('The mapping says the same as a shorter expression; a quick fix turns one into the other.'),
  },
} as const satisfies RuleTable;
