import { message, type Message } from '../../core/l10n/message';
import type { EventEntry } from '../../core/catalog/events';
import { quotePython } from '../../core/filter/quote';

/** A way to begin a filter. */
export interface Pattern {
  readonly id: string;
  /** `own`: written from scratch. */
  readonly family: 'metric' | 'state' | 'own';
  readonly label: Message;
  /** Of the metric with that name, quoted. */
  readonly filter: (metric: string) => string;
  /** What the automation may be called: behind the metric's name. */
  readonly word: string;
  /** Server feature without which it can't be used. */
  readonly feature?: string;
}

const metricPatterns: readonly Pattern[] = [
  {
    id: 'above',
    family: 'metric',
    label: message('Rises above a value'),
    filter: (metric) => `RunEvent.metric(${metric}).avg(5) > 10`,
    word: 'above-10',
  },
  {
    id: 'below',
    family: 'metric',
    label: message('Falls below a value'),
    filter: (metric) => `RunEvent.metric(${metric}).avg(5) < 0.5`,
    word: 'low',
  },
  {
    id: 'increase',
    family: 'metric',
    label: message('Increases by a part of what it was'),
    filter: (metric) => `RunEvent.metric(${metric}).avg(10).increases_by(frac=0.1)`,
    word: 'rising',
  },
  {
    id: 'decrease',
    family: 'metric',
    label: message('Decreases by a part of what it was'),
    filter: (metric) => `RunEvent.metric(${metric}).avg(10).decreases_by(frac=0.1)`,
    word: 'falling',
  },
  {
    id: 'change',
    family: 'metric',
    label: message('Changes by an amount, up or down'),
    filter: (metric) => `RunEvent.metric(${metric}).avg(10).changes_by(diff=1)`,
    word: 'changed',
  },
  {
    id: 'zscore',
    family: 'metric',
    label: message('Is unusual: far from its mean'),
    filter: (metric) => `RunEvent.metric(${metric}).zscore(30).abs() > 3`,
    word: 'unusual',
    feature: 'AUTOMATION_EVENT_RUN_METRIC_ZSCORE',
  },
  {
    id: 'own-metric',
    family: 'own',
    label: message('Another condition, written by hand'),
    filter: () => '',
    word: 'metric',
  },
];

const statePatterns: readonly Pattern[] = [
  {
    id: 'failed',
    family: 'state',
    label: message('The run failed or crashed'),
    filter: () => 'RunEvent.state == "failed"',
    word: 'run-failed',
  },
  {
    id: 'finished',
    family: 'state',
    label: message('The run finished'),
    filter: () => 'RunEvent.state == "finished"',
    word: 'run-finished',
  },
  {
    id: 'ended',
    family: 'state',
    label: message('The run ended, one way or another'),
    filter: () => 'RunEvent.state.in_(["failed", "finished"])',
    word: 'run-ended',
  },
  {
    id: 'running',
    family: 'state',
    label: message('The run started'),
    filter: () => 'RunEvent.state == "running"',
    word: 'run-started',
  },
  {
    id: 'own-state',
    family: 'own',
    label: message('Another condition, written by hand'),
    filter: () => '',
    word: 'run-state',
  },
];

/** Ways to begin the filter of an event; none where the filter is left to the user. */
export function patternsOf({ family }: Pick<EventEntry, 'family'>): readonly Pattern[] {
  if (family === 'run-metric') return metricPatterns;
  return family === 'run-state' ? statePatterns : [];
}

export function findPattern(id: string | undefined): Pattern | undefined {
  return [...metricPatterns, ...statePatterns].find((pattern) => pattern.id === id);
}

/** A metric that stands for any. */
const anyMetric = 'loss';

/** A filter to start from. */
export function proposeFilter(event: EventEntry, patternId: string | undefined, metric = anyMetric): string {
  const pattern = findPattern(patternId);
  return pattern ? pattern.filter(quotePython(metric)) : (event.exampleFilter ?? '');
}

/** A name to start from: `loss-above-10`, `run-failed`, `link-artifact`. */
export function proposeName(
  event: EventEntry,
  patternId: string | undefined,
  metric: string | undefined,
): string {
  const pattern = findPattern(patternId);
  const words =
    pattern?.family === 'metric'
      ? `${metric ?? anyMetric}-${pattern.word}`
      : (pattern?.word ?? event.name.replace(/^On/, '').replace(/\B[A-Z]/g, '-$&'));
  return kebab(words);
}

/** `name`, or the first of `name-2`, `name-3`, … that isn't taken. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let count = 2; taken.includes(free); count++) free = `${name}-${count}`;
  return free;
}

/** As part of a name or of a file's name: lower case, words joined by hyphens. */
export function kebab(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return (
    Array.from(words.replace(/^-+|-+$/g, ''))
      .slice(0, 60)
      .join('') || 'automation'
  );
}
