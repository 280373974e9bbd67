import type { Localized } from '../l10n/message';
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
  readonly docs: Localized;
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
  readonly docs: Localized;
}

const metricName: FilterField = {
  name: 'name',
  wireName: 'name',
  type: 'string',
  required: true,
  docs: {
    en: 'Key of the metric as it is logged, for instance `train/loss`, or the name of a system metric.',
    ja: '記録時のメトリクスのキー (例: `train/loss`)、またはシステムメトリクスの名前。',
  },
};

const aggregation: FilterField = {
  name: 'agg',
  wireName: 'agg_op',
  type: 'aggregation',
  required: false,
  sdkDefault: 'None',
  appDefault: 'AVERAGE',
  docs: {
    en: 'How the values of the window become one: `AVERAGE`, `MIN` or `MAX`. Left out: the latest value counts. The App always asks for one.',
    ja: 'ウィンドウの値のまとめ方: `AVERAGE`・`MIN`・`MAX`。省略時は最新の値。App では必須です。',
  },
};

const run: FilterField = {
  name: 'run',
  wireName: 'run_filter',
  type: 'run-filter',
  required: false,
  mappingOnly: true,
  sdkDefault: '{$and: []}',
  docs: {
    en: 'Which runs count: an expression such as `RunEvent.name.contains("prod")` or a MongoDB-like mapping. Left out: all.',
    ja: '対象の run。`RunEvent.name.contains("prod")` のような式、または MongoDB 風のマッピング。省略時はすべて。',
  },
};

const direction = (required: boolean): FilterField => ({
  name: 'change_dir',
  wireName: 'change_dir',
  type: 'change-direction',
  required,
  ...(!required && { sdkDefault: 'ANY' }),
  docs: { en: '`INCREASE`, `DECREASE` or `ANY`.', ja: '`INCREASE`・`DECREASE`・`ANY` のいずれか。' },
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
        docs: {
          en: 'How many of the latest logged values are aggregated. 1 when left out; the App fills in 5. Without an aggregation it means nothing.',
          ja: 'まとめる最新の値の個数。省略時は 1、App の初期値は 5 です。集計方法がなければ意味を持ちません。',
        },
      },
      {
        name: 'cmp',
        wireName: 'cmp_op',
        type: 'comparison',
        required: true,
        docs: {
          en: '`">"`, `">="`, `"<"`, `"<="`, or `$gt`, `$gte`, `$lt`, `$lte`.',
          ja: '`">"`・`">="`・`"<"`・`"<="`、または `$gt`・`$gte`・`$lt`・`$lte`。',
        },
      },
      {
        name: 'threshold',
        wireName: 'threshold',
        type: 'number',
        required: true,
        docs: { en: 'What the value is compared with.', ja: '比較する値。' },
      },
      run,
    ],
    docs: {
      en: 'The latest value of a metric, or an aggregate of the latest ones, passes a fixed number.',
      ja: 'メトリクスの最新の値、または最新の値の集計が、決まった数を超える (下回る) とき。',
    },
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
        docs: {
          en: 'Size of the current window. 1 when left out; the App fills in 10.',
          ja: '現在のウィンドウの大きさ。省略時は 1、App の初期値は 10 です。',
        },
      },
      {
        name: 'prior_window',
        wireName: 'prior_window_size',
        type: 'window',
        required: false,
        sdkDefault: 'window',
        appDefault: '50',
        docs: {
          en: 'Size of the window right before the current one. As large as `window` when left out; the App fills in 50.',
          ja: '現在のウィンドウの直前にあるウィンドウの大きさ。省略時は `window` と同じ、App の初期値は 50 です。',
        },
      },
      {
        name: 'change_type',
        wireName: 'change_type',
        type: 'change-type',
        required: true,
        appDefault: 'RELATIVE',
        docs: {
          en: '`ABSOLUTE` (difference) or `RELATIVE` (fraction of the prior value).',
          ja: '`ABSOLUTE` (差) または `RELATIVE` (直前の値に対する割合)。',
        },
      },
      direction(true),
      {
        name: 'threshold',
        wireName: 'change_amount',
        type: 'positive-number',
        required: true,
        docs: {
          en: 'By how much at least. Above 0; for `RELATIVE` a fraction: 0.1 is 10 %.',
          ja: '変化の最小量。0 より大きい数。`RELATIVE` では割合で、0.1 は 10% です。',
        },
      },
      run,
    ],
    docs: {
      en: 'An aggregate of the latest values differs from that of the values right before them by at least an amount.',
      ja: '最新の値の集計が、その直前の値の集計から一定量以上変化したとき。',
    },
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
        docs: {
          en: 'Over how much mean and standard deviation are taken; 30 when left out. W&B’s docs speak of logged values in one place, of runs of the project in another.',
          ja: '平均と標準偏差をとる範囲。省略時は 30。W&B の文書には、記録された値とする箇所と、プロジェクトの run とする箇所があります。',
        },
      },
      {
        name: 'threshold',
        wireName: 'threshold',
        type: 'positive-number',
        required: false,
        sdkDefault: '3.0',
        docs: {
          en: 'How many standard deviations from the mean. Above 0; 3.0 when left out.',
          ja: '平均から標準偏差いくつ分か。0 より大きい数。省略時は 3.0。',
        },
      },
      direction(false),
      run,
    ],
    docs: {
      en: 'A value of a metric is unusual: at least so many standard deviations from the mean. Needs a server with z-score events (0.80.0).',
      ja: 'メトリクスの値が平均から標準偏差の何倍か以上離れたとき。z スコアのイベントに対応したサーバー (0.80.0) が必要です。',
    },
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
        docs: {
          en: 'States to wait for: `RUNNING`, `FINISHED`, `FAILED` (which covers crashed), in any case.',
          ja: '待ち受ける状態: `RUNNING`・`FINISHED`・`FAILED` (crashed を含む)。大文字小文字は問いません。',
        },
      },
      run,
    ],
    docs: { en: 'A run changes to one of the states.', ja: 'run がいずれかの状態に変わったとき。' },
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
