import type { EventEntry } from '../../catalog/events';
import { findFilterClass } from '../../catalog/filters';
import { checkExpression, type CheckedExpression } from '../../filter/check-expression';
import { checkMapping } from '../../filter/check-mapping';
import type { CheckOptions } from '../../filter/checker';
import type { EventFilter } from '../../filter/model';
import { wireTypeOfFilter } from '../../filter/wire-type';
import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import type { Range } from '../../text/range';
import { lineEnd } from '../../text/lines';
import { scalarEdits } from '../edit/scalar';
import { quoted } from '../yaml/quote';
import { mapScalar } from '../yaml/scalar';
import type { ScalarMap } from '../yaml/scalar-map';
import type { YamlScalar } from '../yaml/tree';
import { dereference, keyText } from '../yaml/value';
import type { EntryOptions } from './context';
import { cutOffExpression } from './cut-off';
import { effectiveEntries, type Field, type YamlValue } from './fields';
import type { Findings } from './findings';
import { toJsonObject } from './free';
import { placeMappingProblems } from './mapping-place';
import { swallowedSign } from './swallowed-sign';
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
  /** The text of an expression: the filter itself, or what a filter class has under `run`. */
  readonly expressionText?: YamlScalar;
}

interface Reading {
  readonly options: CheckOptions;
  readonly findings: Findings;
}

export type FilterField = Field & { readonly value: YamlValue };

/** The value of `filter`, for an event that is known, or for any. */
export function readFilter(
  field: FilterField,
  event: EventEntry | undefined,
  { options, findings }: { readonly options: EntryOptions; readonly findings: Findings },
): FilterSite {
  const { value } = field;
  const expressionText = expressionTextOf(value);
  const site = {
    value,
    range: { start: value.start, end: value.end },
    ...(expressionText && { expressionText }),
  };
  const reading = { options: withLines(options, expressionText, findings.source), findings };
  if (value.kind === 'map') {
    const filter = readMapping(field, value, event, reading);
    const wireType = filter && wireTypeOfFilter(filter);
    return { ...site, ...(filter && { filter }), ...(wireType !== undefined && { wireType }) };
  }
  const text = readText(value, findings);
  if (text === undefined || value.kind !== 'scalar') return site;
  if (!event) {
    findings.add(
      'filter-type',
      value,
      message('An event of this type can only be kept. Write its filter as {json: "…"}.'),
    );
    return site;
  }
  return { ...site, ...readExpression(value, event, reading) };
}

function expressionTextOf(value: YamlValue): YamlScalar | undefined {
  if (value.kind !== 'map') return value.kind === 'scalar' ? value : undefined;
  const member = (name: string): YamlValue | undefined => {
    const entry = effectiveEntries(value).find(({ key }) => keyText(key) === name);
    return entry && dereference(entry.value);
  };
  const type = member('type');
  if (type?.kind !== 'scalar' || !findFilterClass(type.text)) return undefined;
  const run = member('run');
  return run?.kind === 'scalar' ? run : undefined;
}

/** What a check may ask, and where the lines end that the expression's text was folded from. */
function withLines(options: EntryOptions, text: YamlScalar | undefined, source: string): CheckOptions {
  if (!text) return options;
  let map: ScalarMap | undefined;
  return {
    ...options,
    lineEnd: (offset) => {
      map ??= mapScalar(source, text);
      return map.toDecoded(lineEnd(source, map.toFile(offset)));
    },
  };
}

function readMapping(
  field: FilterField,
  value: YamlValue & { kind: 'map' },
  event: EventEntry | undefined,
  { options, findings }: Reading,
): EventFilter | undefined {
  // `filter: metric("a: b") > 1`: what YAML made of it is reported as its syntax.
  const behindKey = findings.source.slice(field.keyNode.end, value.start);
  const misread = field.node.kind !== 'alias' && !value.flow && !/[\r\n]/.test(behindKey);
  const json = misread ? undefined : toJsonObject(value, findings, true);
  if (!json) return undefined;
  const swallowed = swallowedSign(value, findings);
  const { filter, problems } = checkMapping(swallowed ? { ...json, ...swallowed } : json, event, options);
  placeMappingProblems(field, problems, findings);
  return swallowed ? undefined : filter;
}

function readExpression(
  scalar: YamlScalar,
  event: EventEntry,
  { options, findings }: Reading,
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
        fixes: fixes.map((fix) => ({
          ...fix,
          edits: scalarEdits(findings.source, scalar, fix.edits),
        })),
      }),
    });
  }
}

function reportCutOff(scalar: YamlScalar, findings: Findings): boolean {
  const { source } = findings;
  const range = cutOffExpression(source, scalar);
  if (!range) return false;
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
