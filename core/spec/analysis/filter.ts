import type { EventEntry } from '../../catalog/events';
import type { EventFilter } from '../../filter/model';
import { checkExpression, type CheckedExpression } from '../../filter/check-expression';
import { wireTypeOfFilter } from '../../filter/wire-type';
import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import type { Range } from '../../text/range';
import { scalarEdits } from '../edit/scalar';
import { quoted } from '../yaml/quote';
import { mapScalar } from '../yaml/scalar';
import type { YamlScalar } from '../yaml/tree';
import { scalarValue } from '../yaml/value';
import type { EntryOptions } from './context';
import type { YamlValue } from './fields';
import type { Findings } from './findings';
import { readText } from './values';

/** The filter of an event: what was understood of it, and where it stands. */
export interface FilterSite {
  readonly value: YamlValue;
  /** Absent where something of it is wrong. */
  readonly filter?: EventFilter;
  /** Which of the event's wire types it asks for, where it says so. */
  readonly wireType?: string;
  readonly range: Range;
  /** Of a filter written as an expression: its tree and what its nodes mean. */
  readonly expression?: CheckedExpression;
}

interface Reading {
  readonly options: EntryOptions;
  readonly findings: Findings;
}

/** The value of `filter`, for an event that is known, or for any. */
export function readFilter(value: YamlValue, event: EventEntry | undefined, reading: Reading): FilterSite {
  const range = { start: value.start, end: value.end };
  if (value.kind === 'scalar' && typeof scalarValue(value) === 'string') {
    return { value, range, ...(event && readExpression(value, event, reading)) };
  }
  if (value.kind !== 'map') readText(value, reading.findings);
  return { value, range };
}

function readExpression(
  scalar: YamlScalar,
  event: EventEntry,
  { findings, options }: Reading,
): Pick<FilterSite, 'filter' | 'wireType' | 'expression'> {
  const expression = checkExpression(scalar.text, event, options);
  const { filter, problems } = expression;
  if (!filter && reportCutOff(scalar, findings)) return { expression };
  placeProblems(scalar, problems, findings);
  const wireType = filter && wireTypeOfFilter(filter);
  return { expression, ...(filter && { filter }), ...(wireType !== undefined && { wireType }) };
}

/** Problems of the decoded expression, at their places in the file. */
function placeProblems(scalar: YamlScalar, problems: readonly Problem[], findings: Findings): void {
  if (problems.length === 0) return;
  const map = mapScalar(findings.source, scalar);
  for (const { code, message: text, range, fixes, related, ...rest } of problems) {
    findings.add(code, map.rangeToFile(range), text, {
      ...rest,
      ...(related && { related: related.map((one) => ({ ...one, range: map.rangeToFile(one.range) })) }),
      ...(fixes && {
        fixes: fixes.map(({ title, edits }) => ({
          title,
          edits: scalarEdits(findings.source, scalar, edits),
        })),
      }),
    });
  }
}

/** Recognises a plain expression that YAML ended at ` #`. */
function reportCutOff(scalar: YamlScalar, findings: Findings): boolean {
  if (scalar.style !== 'plain') return false;
  const { source } = findings;
  const comment = /^[ \t]+#[^\r\n]*/.exec(source.slice(scalar.end, scalar.end + 2000))?.[0].trimEnd();
  if (comment === undefined) return false;
  const range = { start: scalar.start, end: scalar.end + comment.length };
  findings.add(
    'filter-syntax',
    range,
    message(
      'YAML takes everything behind " #" for a comment, so the filter ends too early. Put it in quotes.',
    ),
    {
      fixes: [
        {
          title: message('Put it in quotes'),
          edits: [{ range, newText: quoted(source.slice(range.start, range.end)) }],
        },
      ],
    },
  );
  return true;
}
