import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEvent } from '../catalog/events';
import { checkExpression } from './check-expression';
import { expressiblePredicates, filtersWith } from './filter.arbitrary';
import { MAX_LENGTH, parseExpression } from './parser';
import { printExpression } from './print-expression';
import { childrenOf, type ExpressionNode, nodesAt } from './syntax';

/** The tree as a text: kinds with what they hold. */
const show = (node: ExpressionNode | undefined): string => {
  if (!node) return '';
  const inside = childrenOf(node).map(show).join(' ');
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return node.text;
    case 'constant':
      return String(node.value);
    case 'member':
      return `(. ${inside} ${node.name || '?'})`;
    case 'comparison':
      return `(${node.sign} ${inside})`;
    case 'missing':
      return '?';
    default:
      return `(${node.kind} ${inside})`;
  }
};

const treeOf = (text: string): string => show(parseExpression(text).root);

const rangesNest = (node: ExpressionNode): boolean =>
  childrenOf(node).every(
    ({ range, ...child }) =>
      range.start >= node.range.start && range.end <= node.range.end && rangesNest({ range, ...child }),
  );

describe('parseExpression', () => {
  it('binds comparisons tighter than ~, & and |', () => {
    expect(treeOf('a > 1 & ~b == 2 | c')).toBe('(or (and (> a 1) (not (== b 2))) c)');
    expect(treeOf('a & b & (c | d)')).toBe('(and a b (group (or c d)))');
    expect(treeOf('~~a | b | c')).toBe('(or (not (not a)) b c)');
  });

  it('reads members, calls, lists and tuples', () => {
    expect(treeOf('RunEvent.metric("a").avg(window=5) > -1')).toBe(
      '(> (call (. (call (. RunEvent metric) "a") avg) 5) -1)',
    );
    expect(treeOf('x.in_(["a", True, None,])')).toBe('(call (. x in_) (list "a" true null))');
    expect(treeOf('x == ("a",)')).toBe('(== x (list "a"))');
    expect(treeOf('x == ("a")')).toBe('(== x (group "a"))');
    expect(treeOf('x == ()')).toBe('(== x (list ))');
    expect(treeOf('"a" \'b\' == x')).toBe('(== "ab" x)');
    expect(treeOf(' a\n  .b\t( 1 ) ')).toBe('(call (. a b) 1)');
  });

  it('knows the place of everything', () => {
    const { root } = parseExpression('  metric("loss").avg( 5 ) >  1');
    expect(root?.range).toEqual({ start: 2, end: 30 });
    const nodes = nodesAt(root!, 19);
    expect(nodes.map(({ kind }) => kind)).toEqual(['comparison', 'call', 'member']);
    const member = nodes[2];
    expect(member?.kind === 'member' && member.nameRange).toEqual({ start: 17, end: 20 });
    const call = nodes[1];
    expect(call?.kind === 'call' && call.argumentsRange).toEqual({ start: 20, end: 25 });
  });

  it('keeps what is there while the rest is being typed', () => {
    expect(treeOf('RunEvent.')).toBe('(. RunEvent ?)');
    expect(treeOf('RunEvent.metric("loss").')).toBe('(. (call (. RunEvent metric) "loss") ?)');
    expect(treeOf('metric("a") > ')).toBe('(> (call metric "a") ?)');
    expect(treeOf('metric("a") > 1 & ')).toBe('(and (> (call metric "a") 1) ?)');
    expect(treeOf('metric("a').length).toBeGreaterThan(0);
    expect(treeOf('RunEvent. & x')).toBe('(and (. RunEvent ?) x)');
    expect(treeOf('x.in_(["a", ')).toBe('(call (. x in_) (list "a"))');
    expect(parseExpression('').root).toBeUndefined();
    expect(parseExpression(' \n').root).toBeUndefined();
  });

  it.each([
    ['( '.repeat(100_000)],
    ['~'.repeat(100_000)],
    ['['.repeat(100_000)],
    [`a${'.b'.repeat(100_000)}`],
    [`a${'()'.repeat(100_000)}`],
    ['-'.repeat(100_000)],
  ])('refuses deep nesting instead of overflowing the stack', (text) => {
    const { problems } = parseExpression(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  });

  it('takes long chains', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `tag == "t${index}"`).join(' | ');
    const { filter } = checkExpression(text, findEvent('OnAddArtifactTag')!);
    expect(printExpression(filter!)?.split(' | ')).toHaveLength(20_000);
  });
});

describe('a mutated expression', () => {
  const runs = Number(process.env['FUZZ_RUNS'] ?? 2000);
  const scraps = fc.oneof(
    fc.constantFrom(
      ...[
        '(',
        ')',
        '[',
        ']',
        ',',
        '.',
        '&',
        '|',
        '~',
        '>',
        '==',
        '=',
        '"',
        "'",
        '"""',
        '\\',
        '#',
        '\n',
        ' and ',
        ' not ',
        ' in ',
        ' if ',
        'f"',
        '-',
        '5',
        'None',
        ':=',
        '{',
        '\u0000',
        '\ud800',
        '＞',
        '“',
        'lambda ',
      ],
    ),
    fc.string({ maxLength: 3 }),
  );
  const mutated = fc
    .tuple(
      filtersWith(expressiblePredicates),
      fc.array(fc.tuple(fc.nat(), fc.nat(4), scraps), { minLength: 1, maxLength: 4 }),
    )
    .map(([filter, mutations]) =>
      mutations.reduce(
        (text, [place, removed, scrap]) => {
          const at = place % (text.length + 1);
          return text.slice(0, at) + scrap + text.slice(at + removed);
        },
        printExpression(filter) ?? '',
      ),
    );

  it('is not read where nobody can have written it', () => {
    const text = 'a & '.repeat(MAX_LENGTH / 4) + 'a';
    const { filter, problems, root } = checkExpression(text, findEvent('OnRunState')!);
    expect([filter, root, problems.length]).toEqual([undefined, undefined, 1]);
    expect(problems[0]?.range).toEqual({ start: 0, end: text.length });
  });

  it('never makes the check throw, and problems and nodes lie in the text', () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom('OnRunMetric', 'OnRunState', 'OnLinkArtifact'), (text, event) => {
        const { filter, problems, root } = checkExpression(text, findEvent(event)!);
        expect(filter === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
        for (const { range, fixes } of problems) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
          for (const { edits } of fixes ?? [])
            for (const edit of edits) expect(edit.range.end).toBeLessThanOrEqual(text.length);
        }
        if (root) expect(rangesNest(root)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});
