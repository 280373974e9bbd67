import { message, type Message } from '../l10n/message';
import type { EventFamily } from './events';

/** Type of a key of a filter class. */
export type FilterFieldType =
  | 'string'
  | 'aggregation'
  | 'window'
  | 'comparison'
  | 'number'
  | 'positive-number'
  | 'change-type'
  | 'change-direction'
  | 'run-states'
  | 'run-filter';

/** A key of a filter class: an argument of its constructor and a key of the mapping form. Source: W&B SDK 0.30. */
export interface FilterField {
  readonly name: string;
  /** Name in the wire document, which the SDK takes as well. */
  readonly wireName: string;
  readonly type: FilterFieldType;
  readonly required: boolean;
  /** What the SDK does when it is left out. */
  readonly sdkDefault?: string;
  /** What W&B's App fills in, where that differs. */
  readonly appDefault?: string;
  /** A key of the mapping form only: the constructor doesn't take it. */
  readonly mappingOnly?: true;
  readonly docs: Message;
}

export interface FilterClass {
  readonly name: 'MetricThresholdFilter' | 'MetricChangeFilter' | 'MetricZScoreFilter' | 'RunStateFilter';
  readonly family: EventFamily;
  readonly wireType: string;
  /** Member of `run_metric_filter`, or of the document itself, that holds it. */
  readonly wireMember: 'threshold_filter' | 'change_filter' | 'zscore_filter' | 'run_state_filter';
  /** Can be called in an expression. */
  readonly constructible: boolean;
  readonly fields: readonly FilterField[];
  readonly docs: Message;
}

const metricName: FilterField = {
  name: 'name',
  wireName: 'name',
  type: 'string',
  required: true,
  docs: message(
    'Key of the metric as it is logged, for instance `train/loss`, or the name of a system metric.',
  ),
};

const aggregation: FilterField = {
  name: 'agg',
  wireName: 'agg_op',
  type: 'aggregation',
  required: false,
  sdkDefault: 'None',
  appDefault: 'AVERAGE',
  docs: message(
    'How the values of the window become one: `AVERAGE`, `MIN` or `MAX`. Left out: the latest value counts. The App always asks for one.',
  ),
};

const run: FilterField = {
  name: 'run',
  wireName: 'run_filter',
  type: 'run-filter',
  required: false,
  mappingOnly: true,
  sdkDefault: '{$and: []}',
  docs: message(
    'Which runs count: an expression such as `RunEvent.name.contains("prod")` or a MongoDB-like mapping. Left out: all.',
  ),
};

const direction = (required: boolean): FilterField => ({
  name: 'change_dir',
  wireName: 'change_dir',
  type: 'change-direction',
  required,
  ...(!required && { sdkDefault: 'ANY' }),
  docs: message('`INCREASE`, `DECREASE` or `ANY`.'),
});

export const filterClasses: readonly FilterClass[] = [
  {
    name: 'MetricThresholdFilter',
    family: 'run-metric',
    wireType: 'RUN_METRIC',
    wireMember: 'threshold_filter',
    constructible: true,
    fields: [
      metricName,
      aggregation,
      {
        name: 'window',
        wireName: 'window_size',
        type: 'window',
        required: false,
        sdkDefault: '1',
        appDefault: '5',
        docs: message(
          'How many of the latest logged values are aggregated. 1 when left out; the App fills in 5. Without an aggregation it means nothing.',
        ),
      },
      {
        name: 'cmp',
        wireName: 'cmp_op',
        type: 'comparison',
        required: true,
        docs: message('`">"`, `">="`, `"<"`, `"<="`, or `$gt`, `$gte`, `$lt`, `$lte`.'),
      },
      {
        name: 'threshold',
        wireName: 'threshold',
        type: 'number',
        required: true,
        docs: message('What the value is compared with.'),
      },
      run,
    ],
    docs: message('The latest value of a metric, or an aggregate of the latest ones, passes a fixed number.'),
  },
  {
    name: 'MetricChangeFilter',
    family: 'run-metric',
    wireType: 'RUN_METRIC_CHANGE',
    wireMember: 'change_filter',
    constructible: true,
    fields: [
      metricName,
      aggregation,
      {
        name: 'window',
        wireName: 'current_window_size',
        type: 'window',
        required: false,
        sdkDefault: '1',
        appDefault: '10',
        docs: message('Size of the current window. 1 when left out; the App fills in 10.'),
      },
      {
        name: 'prior_window',
        wireName: 'prior_window_size',
        type: 'window',
        required: false,
        sdkDefault: 'window',
        appDefault: '50',
        docs: message(
          'Size of the window right before the current one. As large as `window` when left out; the App fills in 50.',
        ),
      },
      {
        name: 'change_type',
        wireName: 'change_type',
        type: 'change-type',
        required: true,
        appDefault: 'RELATIVE',
        docs: message('`ABSOLUTE` (difference) or `RELATIVE` (fraction of the prior value).'),
      },
      direction(true),
      {
        name: 'threshold',
        wireName: 'change_amount',
        type: 'positive-number',
        required: true,
        docs: message('By how much at least. Above 0; for `RELATIVE` a fraction: 0.1 is 10 %.'),
      },
      run,
    ],
    docs: message(
      'An aggregate of the latest values differs from that of the values right before them by at least an amount.',
    ),
  },
  {
    name: 'MetricZScoreFilter',
    family: 'run-metric',
    wireType: 'RUN_METRIC_ZSCORE',
    wireMember: 'zscore_filter',
    constructible: true,
    fields: [
      metricName,
      {
        name: 'window',
        wireName: 'window_size',
        type: 'window',
        required: false,
        sdkDefault: '30',
        docs: message(
          'Over how much mean and standard deviation are taken; 30 when left out. W&B’s docs speak of logged values in one place, of runs of the project in another.',
        ),
      },
      {
        name: 'threshold',
        wireName: 'threshold',
        type: 'positive-number',
        required: false,
        sdkDefault: '3.0',
        docs: message('How many standard deviations from the mean. Above 0; 3.0 when left out.'),
      },
      direction(false),
      run,
    ],
    docs: message(
      'A value of a metric is unusual: at least so many standard deviations from the mean. Needs a server with z-score events (0.80.0).',
    ),
  },
  {
    name: 'RunStateFilter',
    family: 'run-state',
    wireType: 'RUN_STATE',
    wireMember: 'run_state_filter',
    constructible: false,
    fields: [
      {
        name: 'states',
        wireName: 'states',
        type: 'run-states',
        required: true,
        docs: message(
          'States to wait for: `RUNNING`, `FINISHED`, `FAILED` (which covers crashed), in any case.',
        ),
      },
      run,
    ],
    docs: message('A run changes to one of the states.'),
  },
];

const byName = new Map<string, FilterClass>(filterClasses.map((entry) => [entry.name, entry]));

/** The filter class of that name. */
export function findFilterClass(name: string): FilterClass | undefined {
  return byName.get(name);
}

/** `MetricZScoreFilter(name, window=30, threshold=3.0, change_dir=ANY)`: how a class is called. */
export function classSignature({ name, fields }: FilterClass): string {
  const shown = fields
    .filter(({ mappingOnly }) => !mappingOnly)
    .map((field) => (field.sdkDefault === undefined ? field.name : `${field.name}=${field.sdkDefault}`));
  return `${name}(${shown.join(', ')})`;
}

/** A key of a filter class, by the SDK's name or the wire name. */
export function findFilterField(filterClass: FilterClass, name: string): FilterField | undefined {
  return (
    filterClass.fields.find((field) => field.name === name) ??
    filterClass.fields.find((field) => field.wireName === name)
  );
}

/** The number that is usual for a key: what the App fills in, or the SDK's own default. Undefined where neither is a number. */
export function usualNumber({ appDefault, sdkDefault }: FilterField): string | undefined {
  const usual = appDefault ?? sdkDefault;
  return usual !== undefined && /^\d/.test(usual) ? usual : undefined;
}
