import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Automation } from '../../automation';
import { JsonNumber, type JsonValue } from '../../json/value';
import { applyEdits } from '../../text/range';
import { openSpecDocument } from '../document';
import { printAutomationFlow, printSingle, printSpec } from '../print';
import { convertFilter } from './convert-filter';
import { removeValue, renameEntry, setValue } from './entry';
import { addAutomation, removeEntry } from './list';

const block = `automations:
  # the first
  - name: a   # its name
    scope: {project: x/y}
    event:
      type: OnRunMetric
      filter: metric("loss") > 1
    action:
      type: SendNotification
      integration: "#c"
      text: |
        Hello
        there
`;
const flow = `{name: 'a', scope: {project: x/y}, event: OnLinkArtifact, action: DoNothing}\n`;

const first = (text: string) => openSpecDocument(text).entries[0]!;
const set = (text: string, path: [string, ...string[]], value: JsonValue) =>
  applyEdits(text, setValue(first(text), path, value));

describe('setValue', () => {
  it.each<[string, string, [string, ...string[]], JsonValue, string]>([
    ['replaces, comments stay', block, ['name'], 'b', 'name: b   # its name'],
    ['keeps the quotes', flow, ['name'], 'it’s', "{name: 'it’s',"],
    ['quotes what YAML would misread', block, ['name'], '#b', 'name: "#b"   # its name'],
    ['adds a key', block, ['enabled'], false, '        there\n    enabled: false\n'],
    [
      'adds a key behind a text block',
      block,
      ['action', 'level'],
      'WARN',
      '        there\n      level: WARN\n',
    ],
    ['adds a key in braces', flow, ['enabled'], true, 'action: DoNothing, enabled: true}'],
    [
      'makes a mapping of a type’s name',
      flow,
      ['action', 'x-note'],
      'why',
      'action: {type: DoNothing, x-note: why}}',
    ],
    [
      'opens a mapping',
      block,
      ['action', 'integration'],
      { channel: '#c', id: 'x' },
      'integration:\n        channel: "#c"\n        id: x\n      text',
    ],
    ['stays on the line', block, ['scope'], { project: 'o/r' }, 'scope: {project: o/r}\n'],
    ['replaces a text block', block, ['action', 'text'], 'short', '      text: short\n'],
    [
      'writes a text block',
      block,
      ['description'],
      'a\nb\n',
      '        there\n    description: |\n      a\n      b\n',
    ],
    ['makes what lies between', flow, ['x-a', 'b', 'c'], new JsonNumber('1'), 'x-a: {b: {c: 1}}}'],
  ])('%s', (_, text, path, value, expected) => {
    const result = set(text, path, value);
    expect(result).toContain(expected);
    expect(openSpecDocument(result).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('changes nothing else', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(
        fc.constantFrom(block, flow),
        fc.constantFrom('name', 'description', 'id'),
        names,
        (text, key, value) => {
          const before = first(text).automations[0]!.automation!;
          const after = first(set(text, [key], value)).automations[0]!.automation;
          expect(after).toEqual({ ...before, [key]: value });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('removeValue', () => {
  it.each<[string, [string, ...string[]], string, string]>([
    [block, ['action', 'text'], '      text: |\n        Hello\n        there\n', ''],
    [block, ['name'], 'name: a   # its name\n    scope', 'scope'],
    [flow, ['name'], "{name: 'a', ", '{'],
    [flow, ['action'], ', action: DoNothing}', '}'],
    [block, ['enabled'], '', ''],
  ])('%j %j', (text, path, gone, instead) => {
    expect(applyEdits(text, removeValue(first(text), path))).toBe(text.replace(gone, instead));
  });
});

describe('renameEntry', () => {
  it('changes the name', () => {
    expect(applyEdits(block, renameEntry(first(block), 'b c'))).toBe(block.replace('name: a', 'name: b c'));
  });

  it('keeps a comment at the head of a text block', () => {
    const text = block.replace('name: a   # its name\n', 'name: |- # its name\n      a\n');
    expect(applyEdits(text, renameEntry(first(text), 'b'))).toBe(
      block.replace('name: a   # its name', 'name: b # its name'),
    );
  });

  it('keeps the old name for the server', () => {
    const renamed = applyEdits(block, renameEntry(first(block), 'b', 'a'));
    expect(renamed).toBe(
      block.replace('name: a   # its name\n', 'name: b   # its name\n    previous_name: a\n'),
    );
  });
});

describe('setValue and comments', () => {
  const mapping =
    'name: a\nevent:\n  type: OnRunMetric\n  filter: &f # why\n    type: MetricThresholdFilter\n    # which\n    name: loss\n    cmp: ">"\n    threshold: 1 # ms\n';

  it('keeps those in what it replaces, and the anchor', () => {
    expect(applyEdits(mapping, setValue(first(mapping), ['event', 'filter'], 'metric("loss") > 1'))).toBe(
      'name: a\nevent:\n  type: OnRunMetric\n  # why\n  # which\n  filter: &f metric("loss") > 1 # ms\n',
    );
  });
});

describe('convertFilter', () => {
  it('turns an expression into a mapping and back', () => {
    const there = convertFilter(first(block))!;
    expect(there.to).toBe('mapping');
    const mapping = applyEdits(block, there.edits);
    expect(mapping).toContain(
      '      filter:\n        type: MetricThresholdFilter\n        name: loss\n        window: 1\n        cmp: ">"\n        threshold: 1\n',
    );
    expect(first(mapping).automations[0]!.automation).toEqual(first(block).automations[0]!.automation);
    const back = convertFilter(first(mapping))!;
    expect(back.to).toBe('expression');
    expect(applyEdits(mapping, back.edits)).toBe(block.replace('metric("loss")', 'RunEvent.metric("loss")'));
  });

  it('has nothing to offer where there is no filter', () => {
    expect(convertFilter(first(flow))).toBeUndefined();
  });
});

const added: Automation = {
  name: 'new',
  scope: { kind: 'team', team: 't' },
  event: { wireType: 'LINK_MODEL', filter: { family: 'mutation' } },
  action: { type: 'DoNothing' },
};

const inBraces = '{name: new, scope: {team: t}, event: OnLinkArtifact, action: DoNothing}';

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const anyAutomation: fc.Arbitrary<Automation> = fc
  .record({ name: anyText, description: anyText, text: fc.oneof(anyText, fc.constant('a\n\n  b\nc\n')) })
  .map(({ name, description, text }) => ({
    ...added,
    name: name.trim() === '' ? 'blank' : name,
    description,
    action: { type: 'SendNotification', integration: { name: 'ml' }, text },
  }));

describe('addAutomation', () => {
  const item = (column: number) =>
    ['- name: new', '  scope: {team: t}', '  event: OnLinkArtifact', '  action: DoNothing']
      .map((line) => ' '.repeat(column) + line)
      .join('\n');

  it.each([
    ['', `version: 1\nautomations:\n${item(2)}\n`],
    ['# note\n', `# note\nversion: 1\nautomations:\n${item(2)}\n`],
    [block, `${block}\n${item(2)}\n`],
    [
      'automations:\n- name: a\n- name: b\nversion: 1\n',
      `automations:\n- name: a\n- name: b\n${item(0)}\nversion: 1\n`,
    ],
    ['automations:\n  - name: a\n\n  - name: b', `automations:\n  - name: a\n\n  - name: b\n\n${item(2)}`],
    ['automations: []\n', `automations:\n${item(2)}\n`],
    [
      'automations:\r\nversion: 1\r\n',
      `automations:\r\n${item(2).replaceAll('\n', '\r\n')}\r\nversion: 1\r\n`,
    ],
    [flow, `automations:\n  - ${flow}\n${item(2)}\n`],
    [`---\n${flow}---\n`, `---\n${flow}---\n---\n${item(0).replace('- ', '').replaceAll('\n  ', '\n')}\n`],
    [
      'automations: [{name: a}, {name: b} ] # two\n',
      `automations: [{name: a}, {name: b}, ${inBraces} ] # two\n`,
    ],
    ['automations: [\r\n  {name: a},\r\n]\r\n', `automations: [\r\n  {name: a},\r\n  ${inBraces},\r\n]\r\n`],
    ['{version: 1, automations: []}\n', `{version: 1, automations: [${inBraces}]}\n`],
    [
      '# Team A\nname: a\nx-note: |\n  one\n\n  two\n# end\n',
      `# Team A\nautomations:\n  - name: a\n    x-note: |\n      one\n\n      two\n\n${item(2)}\n# end\n`,
    ],
    [
      'version: 1\r\n\r\n# about a\r\nname: a # x\r\nscope: {team: t}',
      `version: 1\n\nautomations:\n  # about a\n  - name: a # x\n    scope: {team: t}\n\n${item(2)}`.replaceAll(
        '\n',
        '\r\n',
      ),
    ],
    ['name: a\nversion: 1\n', `version: 1\nautomations:\n  - name: a\n\n${item(2)}\n`],
  ])('%j', (text, expected) => {
    expect(applyEdits(text, addAutomation(openSpecDocument(text), added))).toBe(expected);
  });

  it.each(['*list', 'later', '""', '{a: 1}'])('never writes over automations: %s', (value) => {
    const text = `x-list: &list []\nautomations: ${value}\n`;
    const result = applyEdits(text, addAutomation(openSpecDocument(text), added));
    expect(result).toBe(`${text}---\n${item(0).replace('- ', '').replaceAll('\n  ', '\n')}\n`);
  });

  it('leaves what was there as it was, and takes what comes as it is', () => {
    const files = fc.constantFrom(
      (one: Automation) => printSingle(one),
      (one: Automation) => printSingle(one).replace('version: 1\n', '# head\n').replaceAll('\n', '\r\n'),
      (one: Automation) => printSpec([one]),
      (one: Automation) => `automations: [${printAutomationFlow(one)}]`,
      (one: Automation) => `${printAutomationFlow(one)}\n`,
    );
    fc.assert(
      fc.property(anyAutomation, anyAutomation, files, (one, two, print) => {
        const text = print(one);
        const result = openSpecDocument(applyEdits(text, addAutomation(openSpecDocument(text), two)));
        const before = openSpecDocument(text).entries[0]!.automations[0]!.automation;
        const found = result.entries.map(({ automations }) => automations[0]!.automation);
        expect(found[0]).toEqual(before);
        expect(found[1]).toEqual(openSpecDocument(printSpec([two])).entries[0]!.automations[0]!.automation);
        expect(found).toHaveLength(2);
      }),
    );
  });
});

describe('removeEntry', () => {
  it.each([
    [
      'automations:\n  - name: a\n  # about b\n  - name: b\n    x-y: |\n      t\n\n  - name: c\n',
      1,
      'automations:\n  - name: a\n  - name: c\n',
    ],
    ['automations:\n  - name: a\n\n  - name: b\n', 0, 'automations:\n  - name: b\n'],
    ['automations:\n  - name: a\nversion: 1\n', 0, 'automations: []\nversion: 1\n'],
    ['name: a\n---\nname: b\n', 1, 'name: a\n'],
  ])('%j %i', (text, index, expected) => {
    const document = openSpecDocument(text);
    expect(applyEdits(text, removeEntry(document, document.entries[index]!))).toBe(expected);
  });
});
