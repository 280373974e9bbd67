import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../l10n/message';
import { applyEdits } from '../text/range';
import { openSpecDocument, type SpecDocument } from './document';

/** All that can be seen of a document. */
function seen(document: SpecDocument) {
  return {
    problems: document.problems.map(({ message, related, fixes, ...rest }) => ({
      ...rest,
      message: renderMessage(message),
      related: related?.map((one) => ({ ...one, message: renderMessage(one.message) })),
      fixes: fixes?.map((fix) => ({ ...fix, title: renderMessage(fix.title) })),
    })),
    entries: document.entries.map((entry) => ({
      document: entry.document,
      index: entry.index,
      name: entry.name,
      range: entry.range,
      selection: entry.selectionRange,
      event: entry.event?.range,
      action: entry.action?.range,
      automations: entry.automations.map(({ automation, problems }) => ({
        automation,
        problems: problems.map(({ code }) => code),
      })),
    })),
  };
}

const lines = [
  ...[
    'version: 1',
    'defaults:',
    '  scope: {project: a/b}',
    '  slack: "#c"',
    '  level: HIGH',
    'automations:',
    '',
    '# note',
    '---',
    '...',
  ],
  ...[
    '  - name: x',
    '  - name: y',
    '- name: z',
    '    event: OnLinkArtifact',
    '    event:',
    '      type: OnRunMetric',
    '      filter: metric("a") > 1',
  ],
  ...[
    '    action: DoNothing',
    '    action: {type: SendNotification, text: "open',
    '    action:',
    '      type: SendWebhook',
    '      payload: {a: ${x}}',
  ],
  ...[
    '    scope: {registry: o/r}',
    '    scopes:',
    '      - project: a/b',
    '      - {team: t}',
    '    description: |',
    '      text',
    '      # more',
    'x-a: &a',
    '  team: t',
  ],
  ...[
    '    scope: *a',
    '  # wandb-automations: ignore missing-key',
    '    enabled: yes',
    '    x-b: &b {team: u}',
    '    scope: *b',
    '\tname: t',
    'name: single',
    '  -',
    '%YAML 1.2',
  ],
];
const text = fc.array(fc.constantFrom(...lines), { maxLength: 25 }).map((list) => list.join('\n'));
const change = fc.record({
  at: fc.nat(600),
  length: fc.oneof(fc.constant(0), fc.nat(40)),
  newText: fc.oneof(
    fc.constantFrom('', '\n', ' ', '"', '  - name: n\n', '    ', 'automations:\n', '- ', '#', '*a', '---\n'),
    fc.constantFrom(...lines).map((line) => `\n${line}\n`),
  ),
});

describe('SpecDocument', () => {
  it('is after any edits what it would be if it were opened anew', () => {
    fc.assert(
      fc.property(text, fc.array(change, { minLength: 1, maxLength: 6 }), (start, changes) => {
        let document = openSpecDocument(start);
        // Looked at, so that everything is remembered.
        expect(document.problems).toBeDefined();
        for (const { at, length, newText } of changes) {
          const from = Math.min(at, document.text.length);
          const edit = {
            range: { start: from, end: Math.min(from + length, document.text.length) },
            newText,
          };
          const expected = applyEdits(document.text, [edit]);
          document = document.update([edit]);
          expect(document.text).toBe(expected);
          expect(seen(document)).toEqual(seen(openSpecDocument(expected)));
        }
      }),
      { numRuns: Number(process.env['EDIT_RUNS'] ?? 1500) },
    );
  });

  it('never throws, wherever one looks', () => {
    fc.assert(
      fc.property(text, change, (source, { at }) => {
        const document = openSpecDocument(source);
        document.locate(Math.min(at, source.length));
        document.entryAt(at);
        for (const { range, fixes } of document.problems) {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(source.length);
          for (const { edits } of fixes ?? []) openSpecDocument(applyEdits(source, edits));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('has an input exactly when there is no error', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const entry of openSpecDocument(source, {
          rules: { 'unknown-key': 'off', 'wrong-type': 'warning' },
        }).entries) {
          for (const { automation, problems } of entry.automations) {
            if (!automation) expect(problems.map(({ severity }) => severity)).toContain('error');
          }
        }
      }),
      { numRuns: 1500, examples: [['automations:\n  -\n      text']] },
    );
  });

  it('changes no misspelled key to one that is there already', () => {
    const fixesOf = (keys: string) =>
      openSpecDocument(
        `name: a\nscope: {project: a/b}\nevent: {type: OnRunState, ${keys}}\naction: DoNothing\n`,
      )
        .problems.filter(({ code }) => code === 'unknown-key')
        .flatMap(({ fixes = [] }) => fixes.flatMap(({ edits }) => edits.map((edit) => edit.newText)));
    expect(fixesOf('filterr: RunEvent.state == "failed"')).toContain('filter');
    expect(fixesOf('filter: RunEvent.state == "failed", filterr: x')).not.toContain('filter');
  });

  it('reads an entry as well when another one is broken', () => {
    const good = (name: string) =>
      `  - name: ${name}\n    scope: {project: a/b}\n    event: OnLinkArtifact\n    action: DoNothing\n`;
    const document = openSpecDocument(
      `automations:\n${good('one')}  - name: "open\n    event: [\n${good('two')}`,
    );
    expect(document.entries.map(({ automations }) => automations[0]?.automation?.name)).toEqual([
      'one',
      undefined,
      'two',
    ]);
  });
});

describe('a long text', () => {
  const item = (blanks: number): string =>
    `  - {name: a${blanks}, scope: {team: t}, event: OnLinkArtifact, action: DoNothing}\n${'\n'.repeat(blanks)}`;
  const refused = [
    'This is more than can be read at once; nothing of it is read. Split it into several files.',
  ];
  const read = (text: string): readonly [entries: number, problems: readonly string[]] => {
    const { entries, problems } = openSpecDocument(text);
    return [entries.length, problems.map(({ message }) => message.text)];
  };

  it('is read up to 60,000 lines that belong together', () => {
    expect(read(`automations:\n${item(59_997)}`)).toEqual([1, []]);
    expect(read(`automations:\n${item(60_010)}${item(1)}`)).toEqual([0, refused]);
    expect(read(`${'# x\n'.repeat(59_990)}automations: [${item(1).slice(4)}]\n`)).toEqual([1, []]);
    expect(read(`${'# x\n'.repeat(60_000)}automations: []\n`)).toEqual([0, refused]);
  });

  it('is read up to 200,000 lines of automations', () => {
    const four = [1, 2, 3, 4].map((more) => item(49_990 + more)).join('');
    expect(read(`automations:\n${four}`)).toEqual([4, []]);
    expect(read(`automations:\n${four}${'\n'.repeat(40)}`)).toEqual([0, refused]);
  });

  it('is read again when it is short enough', () => {
    const long = openSpecDocument('\n'.repeat(60_000));
    const range = { start: 0, end: long.text.length };
    const [entry] = long.update([{ range, newText: item(0).slice(4) }]).entries;
    expect(entry?.name).toBe('a0');
  });
});
