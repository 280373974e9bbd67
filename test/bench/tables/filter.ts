import { performance } from 'node:perf_hooks';
import { findEvent } from '../../../core/catalog/events';
import { checkExpression } from '../../../core/filter/check-expression';
import { figureOf } from '../repeat';
import { quantile } from '../statistics';
import type { Table } from '../table';

/** Kind → event and an expression of 200 characters. */
const expressions: Readonly<Record<string, readonly [event: string, text: string]>> = {
  'metric and run filter': [
    'OnRunMetric',
    'RunEvent.metric("validation/loss").avg(10).decreases_by(frac=0.05) & (RunEvent.name.contains("night-") | RunEvent.name.matches_regex("^prod-[0-9]+$") | ~RunEvent.name.in_(["run-000017", "run-000018"]))',
  ],
  states: [
    'OnRunState',
    'RunEvent.state.in_(["running", "failed", "finished"]) & (RunEvent.name == "resnet-50-baseline-seed-1" | RunEvent.name == "resnet-50-baseline-seed-2" | RunEvent.name.contains("resnet-101-baseline-seed-"))',
  ],
  artifacts: [
    'OnAddArtifactAlias',
    'ArtifactEvent.alias.in_(["production", "staging", "latest", "candidate"]) & ~(ArtifactEvent.tag.contains("experimental") | ArtifactEvent.tag.in_(["do-not-use", "deprecated", "broken", "untested", "odd"]))',
  ],
  'with four mistakes': [
    'OnRunMetric',
    'RunEvent.metrc("validation/loss").average(10) > 5 and RunEvent.name.containz("night-") | RunEvent.nme == "resnet-50-baseline-seed-1" | RunEvent.name.matches_regex("^production-[0-9]+-candidate-[0-9]+$")',
  ],
};

const CALLS = 2000;
const WARM_UP = 1000;

/** Lexing, parsing and checking an expression. */
export function filterTable(): Table {
  const rows = Object.entries(expressions).map(([kind, [eventName, text]]) => {
    const event = findEvent(eventName);
    if (!event) throw new Error(`There is no event ${eventName}.`);
    const start = performance.now();
    checkExpression(text, event);
    const first = performance.now() - start;
    for (let call = 0; call < WARM_UP; call++) checkExpression(text, event);
    const spans = Array.from({ length: CALLS }, () => {
      // Far shorter than a time slice: reading the kernel's statistics would cost more than what is measured.
      const begin = performance.now();
      checkExpression(text, event);
      const wall = performance.now() - begin;
      return { wall, undisturbed: wall };
    });
    return [
      `${kind} (${text.length} characters)`,
      figureOf(spans, 0.1),
      {
        value: quantile(
          spans.map(({ wall }) => wall),
          0.95,
        ),
      },
      { value: first },
    ];
  });
  return {
    title: 'Filter expressions',
    notes: [`Lexing, parsing and checking, in milliseconds; ${CALLS} times after ${WARM_UP}.`],
    columns: ['', 'median', '95 %', 'the first time'],
    rows,
  };
}
