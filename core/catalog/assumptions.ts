import type { Localized } from '../l10n/message';

/** One undocumented point of W&B's behaviour, the ways to read it, and which of them is taken when nothing is said. */
export interface AssumptionEntry {
  /** What a configuration may say; the default stands first. */
  readonly values: readonly [string, ...string[]];
  /** One sentence or two: what is open, and what each value means. Markdown. */
  readonly docs: Localized;
}

/**
 * What the evaluator must assume, because W&B doesn't say. The keys are those of `assume` in `wandb-automations.config.yaml`;
 * `docs/simulation.md` has a section for each.
 */
export const assumptionTable = {
  short_history: {
    values: ['wait', 'partial'],
    docs: {
      en: 'Fewer values than the window asks for. `wait`: nothing fires until every window is full. `partial`: what is there counts.',
      ja: 'ウィンドウより値が少ないとき。`wait`: すべてのウィンドウが埋まるまで発火しません。`partial`: ある分だけで判定します。',
    },
  },
  nan: {
    values: ['skip', 'compute'],
    docs: {
      en: 'A logged NaN. `skip`: it takes no place in a window. `compute`: it makes every aggregate NaN, which satisfies no comparison, until it has left the window.',
      ja: 'NaN が記録されたとき。`skip`: ウィンドウに数えません。`compute`: NaN がウィンドウを出るまで集計値は NaN になり、どの比較も成り立ちません。',
    },
  },
  infinity: {
    values: ['compute', 'skip'],
    docs: {
      en: 'A logged infinity. `compute`: a number above (below) all others. `skip`: it takes no place in a window.',
      ja: '無限大が記録されたとき。`compute`: 他のすべての数より大きい (小さい) 数として扱います。`skip`: ウィンドウに数えません。',
    },
  },
  late_steps: {
    values: ['skip', 'count'],
    docs: {
      en: 'A value whose step is lower than one seen before. `skip`: ignored, as the SDK ignores it when logging. `count`: values count in the order in which they arrive.',
      ja: '以前より小さいステップの値。`skip`: SDK が記録時に捨てるのと同じく無視します。`count`: 届いた順に数えます。',
    },
  },
  change_without_agg: {
    values: ['ignore_windows', 'last_of_each'],
    docs: {
      en: 'A change filter with windows but no aggregate. `ignore_windows`: the latest value against the one before it. `last_of_each`: the last value of the current window against the last one of the prior window.',
      ja: '集計なしでウィンドウを持つ変化フィルター。`ignore_windows`: 最新の値とその直前の値を比べます。`last_of_each`: 現在のウィンドウと直前のウィンドウそれぞれの最後の値を比べます。',
    },
  },
  relative_base: {
    values: ['magnitude', 'signed'],
    docs: {
      en: 'What a relative change is divided by. `magnitude`: the prior aggregate without its sign, so that an increase is positive also below zero. `signed`: the prior aggregate as it is.',
      ja: '相対変化の分母。`magnitude`: 直前の集計値の絶対値 (負の値でも増加は正になります)。`signed`: 直前の集計値そのもの。',
    },
  },
  zero_prior: {
    values: ['never', 'infinite'],
    docs: {
      en: 'A relative change from a prior aggregate of 0. `never`: it does not fire. `infinite`: any change away from 0 is larger than every amount.',
      ja: '直前の集計値が 0 のときの相対変化。`never`: 発火しません。`infinite`: 0 からの変化はどの量よりも大きいとみなします。',
    },
  },
  zscore_population: {
    values: ['before', 'including'],
    docs: {
      en: 'The values from which mean and standard deviation are taken. `before`: the window of values before the latest one. `including`: the latest one is the last value of the window.',
      ja: '平均と標準偏差を求める値の範囲。`before`: 最新の値より前のウィンドウ。`including`: 最新の値もウィンドウに含めます。',
    },
  },
  zscore_deviation: {
    values: ['population', 'sample'],
    docs: {
      en: 'The divisor of the variance. `population`: n. `sample`: n − 1.',
      ja: '分散の除数。`population`: n。`sample`: n − 1。',
    },
  },
  zero_deviation: {
    values: ['never', 'infinite'],
    docs: {
      en: 'A z-score when all values of the window are equal. `never`: it does not fire. `infinite`: any other value is infinitely far away.',
      ja: 'ウィンドウの値がすべて等しいときの z スコア。`never`: 発火しません。`infinite`: 異なる値は無限に離れているとみなします。',
    },
  },
  while_true: {
    values: ['again', 'once'],
    docs: {
      en: 'A condition that still holds after 24 hours. `again`: it fires again. `once`: only after it has been false in between.',
      ja: '24 時間後も成り立ち続けている条件。`again`: もう一度発火します。`once`: 一度成り立たなくなってからでないと発火しません。',
    },
  },
  first_state: {
    values: ['counts', 'ignored'],
    docs: {
      en: 'The state in which a run begins. `counts`: coming into being is a transition, so that `RunEvent.state == "running"` fires for a new run. `ignored`: only later changes count.',
      ja: 'run の最初の状態。`counts`: 開始も遷移とみなし、`RunEvent.state == "running"` は新しい run で発火します。`ignored`: その後の変化だけを数えます。',
    },
  },
  crashed_state: {
    values: ['failed', 'apart'],
    docs: {
      en: 'A run that crashed. `failed`: it fires automations on FAILED, which the SDK has CRASHED stand for. `apart`: only those that name CRASHED.',
      ja: 'クラッシュした run。`failed`: FAILED のオートメーションが発火します (SDK では CRASHED は FAILED の別名です)。`apart`: CRASHED と書かれたものだけが発火します。',
    },
  },
  regex_anchoring: {
    values: ['search', 'full'],
    docs: {
      en: 'Where `$regex` must match. `search`: anywhere in the text. `full`: the whole text.',
      ja: '`$regex` の一致範囲。`search`: 文字列のどこか。`full`: 文字列全体。',
    },
  },
  contains_case: {
    values: ['sensitive', 'insensitive'],
    docs: {
      en: 'Whether `$contains` tells upper from lower case (`sensitive`) or not (`insensitive`).',
      ja: '`$contains` が大文字と小文字を区別する (`sensitive`) か、しない (`insensitive`) か。',
    },
  },
  run_fields: {
    values: ['listing', 'display_name'],
    docs: {
      en: 'Run filters on fields other than `display_name` (`tags`, `username`, `config.lr.value`, …), which the SDK lets through. `listing`: they mean what they mean when runs are listed. `display_name`: nothing else is known, so that the outcome is "can’t tell".',
      ja: 'SDK がそのまま通す、`display_name` 以外のフィールド (`tags`、`username`、`config.lr.value` など) による run フィルター。`listing`: run の一覧での意味と同じとみなします。`display_name`: それ以外は不明とし、「判定できない」とします。',
    },
  },
  unknown_field: {
    values: ['undecided', 'missing'],
    docs: {
      en: 'A filter on a field that nobody has heard of. `undecided`: the outcome is "can’t tell", and nothing fires. `missing`: like a field without a value.',
      ja: '存在の知られていないフィールド。`undecided`: 「判定できない」となり発火しません。`missing`: 値のないフィールドとして扱います。',
    },
  },
  version_aliases: {
    values: ['any', 'none'],
    docs: {
      en: 'A filter on `alias` for versions that are created, linked or unlinked. `any`: one of the version’s aliases must match. `none`: only alias events have an alias.',
      ja: '作成・リンク・リンク解除されたバージョンに対する `alias` のフィルター。`any`: バージョンのエイリアスのどれかが一致すればよい。`none`: エイリアスを持つのはエイリアスのイベントだけとします。',
    },
  },
  entity_run_events: {
    values: ['evaluate', 'ignore'],
    docs: {
      en: 'Run events of automations with team or organization scope, which the App does not offer. `evaluate`: for every run below. `ignore`: they never fire.',
      ja: 'App では選べない、チームや組織スコープの run イベント。`evaluate`: 配下のすべての run で判定します。`ignore`: 発火しません。',
    },
  },
  unknown_variable: {
    values: ['empty', 'kept'],
    docs: {
      en: 'A `${name}` that is neither a variable nor a secret. `empty`: replaced by nothing, like a variable that does not apply. `kept`: left as it is.',
      ja: '変数でもシークレットでもない `${name}`。`empty`: 該当しない変数と同じく空文字列に置き換えます。`kept`: そのまま残します。',
    },
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
