import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompletionItemKind } from 'vscode-languageserver/node';
import { findEvent, type EventEntry } from '../../../core/catalog/events';
import { checkExpression } from '../../../core/filter/check-expression';
import { expressiblePredicates, filtersWith } from '../../../core/filter/filter.arbitrary';
import { tokenize } from '../../../core/filter/lexer';
import type { EventFilter } from '../../../core/filter/model';
import { printExpression } from '../../../core/filter/print-expression';
import { Texts } from '../../../server/texts';
import { accept } from '../apply';
import { expressionProposals } from '../../../server/service/completion/expression';
import type { ValuePlace } from '../../../server/service/completion/place';
import type { Proposal } from '../../../server/service/completion/proposal';

const names = {
  metrics: () => [{ name: 'loss' }],
  field: () => [{ name: 'prod' }],
};

/** What is offered in an expression that stands in a block, where YAML changes nothing. */
function proposals(text: string, offset: number, event: EventEntry): readonly Proposal[] {
  const place: ValuePlace = {
    path: [],
    parents: [],
    flow: false,
    missingDash: false,
    needsSpace: false,
    column: 0,
    around: 0,
    replace: { start: 0, end: text.length },
    before: text.slice(0, offset),
    after: text.slice(offset),
    style: 'literal',
    multiline: true,
    faults: 0,
    locate: (range) => range,
  };
  return expressionProposals(place, event, false, names, { texts: new Texts() });
}

const eventOf = ({ family }: Pick<EventFilter, 'family'>): EventEntry =>
  findEvent(
    family === 'run-metric' ? 'OnRunMetric' : family === 'run-state' ? 'OnRunState' : 'OnLinkArtifact',
  )!;

describe('completion of an expression', () => {
  it('offers every name and sign of a filter where it stands, with and without the rest', () => {
    fc.assert(
      fc.property(filtersWith(expressiblePredicates), (filter) => {
        const text = printExpression(filter);
        const event = eventOf(filter);
        // Fields that the server isn't known to understand are accepted, but not offered.
        if (text === undefined || checkExpression(text, event).problems.length > 0) return;
        for (const token of tokenize(text, [])) {
          const isName = token.kind === 'name' && !/^(?:True|False)$/.test(token.text);
          if (!isName && (token.kind !== 'sign' || !/^(?:[<>]=?|[!=]=|[&|])$/.test(token.text))) continue;
          const label = text.startsWith('=', token.end) && isName ? `${token.text}=` : token.text;
          const head = text.slice(0, token.start);
          for (const one of [head, head + text.slice(token.end)]) {
            const labels = proposals(one, token.start, event).map((proposal) => proposal.label);
            expect([one, token.start, labels]).toEqual([one, token.start, expect.arrayContaining([label])]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leads to nothing that is wrong, whatever is chosen', () => {
    let finished = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('run-metric' as const, 'run-state' as const, 'mutation' as const),
        fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
        (family, choices) => {
          const event = eventOf({ family });
          let marked = '▮';
          for (const choice of choices) {
            const offset = marked.indexOf('▮');
            const text = marked.replace('▮', '');
            const found = proposals(text, offset, event).filter(
              ({ kind }) => kind !== CompletionItemKind.Constructor,
            );
            if (offset === text.length && found.some(({ label }) => label === '&')) {
              const { problems } = checkExpression(text, event);
              const wrong = problems.filter(({ code }) => !expected.has(code));
              expect([text, wrong.map(({ message }) => message.text)]).toEqual([text, []]);
              finished++;
            }
            marked = step(text, offset, found[choice % found.length], choice);
          }
        },
      ),
      { numRuns: 100 },
    );
    expect(finished).toBeGreaterThan(300);
  });
});

/** A filter of runs has no condition yet; a number that is put in here may be of the wrong sign. */
const expected: ReadonlySet<string> = new Set(['filter-missing', 'filter-threshold', 'filter-regex']);

/**
 * The text, with `▮` in it, after the proposal was accepted, or a value was written where none is offered. What closes the value
 * is passed; behind a field goes a dot or a space.
 */
function step(text: string, offset: number, proposal: Proposal | undefined, choice: number): string {
  if (!proposal) {
    const value = text.charAt(offset) === '"' ? 'a' : /[)\]"]$/.test(text.slice(0, offset)) ? '' : '3';
    return passed(`${text.slice(0, offset)}${value}▮${text.slice(offset)}`);
  }
  const { kind, label, insert, range } = proposal;
  const position = (character: number) => ({ line: 0, character });
  const textEdit = {
    range: { start: position(range.start), end: position(range.end) },
    newText: insert,
  };
  const after = accept(text, { label, insertTextFormat: 2, textEdit });
  if (kind === CompletionItemKind.Field) return after.replace('▮', choice % 3 === 0 ? ' ▮' : '.▮');
  return goesOn.has(kind) ? after : passed(after);
}

const passed = (marked: string): string => marked.replace(/▮("?\]?\)?)/, '$1▮');

const goesOn: ReadonlySet<CompletionItemKind> = new Set([
  CompletionItemKind.Method,
  CompletionItemKind.Class,
  CompletionItemKind.Property,
  CompletionItemKind.Operator,
]);
