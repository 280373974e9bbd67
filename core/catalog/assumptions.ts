import { message, type Message } from '../l10n/message';

/** One undocumented point of W&B's behaviour, the ways to read it, and which of them is taken when nothing is said. */
export interface AssumptionEntry {
  /** What a configuration may say; the default stands first. */
  readonly values: readonly [string, ...string[]];
  /** One sentence or two: what is open, and what each value means. Markdown. */
  readonly docs: Message;
}

/**
 * What the evaluator must assume, because W&B doesn't say. The keys are those of `assume` in `wandb-automations.config.yaml`;
 * `docs/simulation.md` has a section for each.
 */
export const assumptionTable = {
  short_history: {
    values: ['wait', 'partial'],
    docs: message(
      'Fewer values than the window asks for. `wait`: nothing fires until every window is full. `partial`: what is there counts.',
    ),
  },
  nan: {
    values: ['skip', 'compute'],
    docs: message(
      'A logged NaN. `skip`: it takes no place in a window. `compute`: it makes every aggregate NaN, which satisfies no comparison, until it has left the window.',
    ),
  },
  infinity: {
    values: ['compute', 'skip'],
    docs: message(
      'A logged infinity. `compute`: a number above (below) all others. `skip`: it takes no place in a window.',
    ),
  },
  late_steps: {
    values: ['skip', 'count'],
    docs: message(
      'A value whose step is lower than one seen before. `skip`: ignored, as the SDK ignores it when logging. `count`: values count in the order in which they arrive.',
    ),
  },
  change_without_agg: {
    values: ['ignore_windows', 'last_of_each'],
    docs: message(
      'A change filter with windows but no aggregate. `ignore_windows`: the latest value against the one before it. `last_of_each`: the last value of the current window against the last one of the prior window.',
    ),
  },
  relative_base: {
    values: ['magnitude', 'signed'],
    docs: message(
      'What a relative change is divided by. `magnitude`: the prior aggregate without its sign, so that an increase is positive also below zero. `signed`: the prior aggregate as it is.',
    ),
  },
  zero_prior: {
    values: ['never', 'infinite'],
    docs: message(
      'A relative change from a prior aggregate of 0. `never`: it does not fire. `infinite`: any change away from 0 is larger than every amount.',
    ),
  },
  zscore_population: {
    values: ['before', 'including'],
    docs: message(
      'The values from which mean and standard deviation are taken. `before`: the window of values before the latest one. `including`: the latest one is the last value of the window.',
    ),
  },
  zscore_deviation: {
    values: ['population', 'sample'],
    docs: message('The divisor of the variance. `population`: n. `sample`: n − 1.'),
  },
  zero_deviation: {
    values: ['never', 'infinite'],
    docs: message(
      'A z-score when all values of the window are equal. `never`: it does not fire. `infinite`: any other value is infinitely far away.',
    ),
  },
  while_true: {
    values: ['again', 'once'],
    docs: message(
      'A condition that still holds after 24 hours. `again`: it fires again. `once`: only after it has been false in between.',
    ),
  },
  first_state: {
    values: ['counts', 'ignored'],
    docs: message(
      'The state in which a run begins. `counts`: coming into being is a transition, so that `RunEvent.state == "running"` fires for a new run. `ignored`: only later changes count.',
    ),
  },
  crashed_state: {
    values: ['failed', 'apart'],
    docs: message(
      'A run that crashed. `failed`: it fires automations on FAILED, which the SDK has CRASHED stand for. `apart`: only those that name CRASHED.',
    ),
  },
  regex_anchoring: {
    values: ['search', 'full'],
    docs: message('Where `$regex` must match. `search`: anywhere in the text. `full`: the whole text.'),
  },
  contains_case: {
    values: ['sensitive', 'insensitive'],
    docs: message('Whether `$contains` tells upper from lower case (`sensitive`) or not (`insensitive`).'),
  },
  run_fields: {
    values: ['listing', 'display_name'],
    docs: message(
      'Run filters on fields other than `display_name` (`tags`, `username`, `config.lr.value`, …), which the SDK lets through. `listing`: they mean what they mean when runs are listed. `display_name`: nothing else is known, so that the outcome is "can’t tell".',
    ),
  },
  unknown_field: {
    values: ['undecided', 'missing'],
    docs: message(
      'A filter on a field that nobody has heard of. `undecided`: the outcome is "can’t tell", and nothing fires. `missing`: like a field without a value.',
    ),
  },
  version_aliases: {
    values: ['any', 'none'],
    docs: message(
      'A filter on `alias` for versions that are created, linked or unlinked. `any`: one of the version’s aliases must match. `none`: only alias events have an alias.',
    ),
  },
  entity_run_events: {
    values: ['evaluate', 'ignore'],
    docs: message(
      'Run events of automations with team or organization scope, which the App does not offer. `evaluate`: for every run below. `ignore`: they never fire.',
    ),
  },
  unknown_variable: {
    values: ['empty', 'kept'],
    docs: message(
      'A `${name}` that is neither a variable nor a secret. `empty`: replaced by nothing, like a variable that does not apply. `kept`: left as it is.',
    ),
  },
} as const satisfies Readonly<Record<string, AssumptionEntry>>;

export type AssumptionName = keyof typeof assumptionTable;

/** A choice for every assumption. */
export type Assumptions = {
  readonly [Name in AssumptionName]: (typeof assumptionTable)[Name]['values'][number];
};

/** The first value of every entry. */
export const defaultAssumptions = Object.fromEntries(
  Object.entries(assumptionTable).map(([name, { values }]) => [name, values[0]]),
) as Assumptions;

/** The defaults with some of them replaced, as `assume` of a configuration does. */
export function assume(choices: Partial<Assumptions>): Assumptions {
  return { ...defaultAssumptions, ...choices };
}
