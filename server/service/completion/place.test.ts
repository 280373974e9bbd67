import { describe, expect, it } from 'vitest';
import { placeAt, type Place } from './place';

/** `▮` is the cursor. What is shown is the path and, in brackets, what would be replaced. */
function show(marked: string): string {
  const offset = marked.indexOf('▮');
  const text = marked.replace('▮', '');
  const { key, value }: Place = placeAt(text, offset);
  const flags = (place: object): string =>
    Object.entries(place)
      .filter(([name, on]) => on === true && name !== 'hasColon')
      .map(([name]) => ` ${name}`)
      .join('');
  const parts = [
    key &&
      `key ${key.path.join('/')}@${String(key.column)} [${text.slice(key.replace.start, key.replace.end)}]${key.hasColon ? ' colon' : ''}${flags(key)}${key.others.length ? ` beside ${key.others.join()}` : ''}`,
    value &&
      `value ${value.path.join('/')} [${text.slice(value.replace.start, value.replace.end)}] ${value.before}|${value.after}${flags(value)}${value.misread ? ` ${value.misread}` : ''}`,
  ];
  return parts.filter(Boolean).join(' + ') || 'nothing';
}

const set = (body: string): string => `automations:\n  - name: x\n${body}`;

describe('placeAt', () => {
  it.each([
    // keys
    ['▮', 'key @0 [] + value  [] |'],
    ['na▮', 'key @0 [na] + value  [na] na|'],
    ['na▮me: x', 'key @0 [name] colon'],
    ['▮\nname: x', 'key @0 [] beside name'],
    ['name: x\n▮', 'key @0 [] beside name'],
    ['name: x\nev▮ent', 'key @0 [event] beside name'],
    ['automations:\n  - ▮', 'key automations/0@4 [] + value automations/0 [] |'],
    ['automations:\n  -▮', 'key automations/0@4 [] needsSpace + value automations/0 [] | needsSpace'],
    [set('    ▮'), 'key automations/0@4 [] beside name'],
    [set('    ▮\n    event: a'), 'key automations/0@4 [] beside name,event'],
    [set('  ▮'), 'key automations/1@4 [] missingDash + value automations/1 [] | missingDash'],
    [set('▮'), 'key @0 [] beside automations'],
    [set('    event:\n      ▮'), 'key automations/0/event@6 [] + value automations/0/event [] |'],
    [set('    event:\n      ▮\n      type: a'), 'key automations/0/event@6 [] beside type'],
    [set('    event:\n      ty▮\n      filter: a'), 'key automations/0/event@6 [ty] beside filter'],
    [set('    event:\n      type: a\n      ▮\n    action: b'), 'key automations/0/event@6 [] beside type'],
    [set('    event:\n    ▮\n    action: b'), 'key automations/0@4 [] beside name,event,action'],
    ['scope: {▮}', 'key scope@8 [] flow'],
    ['scope: {▮', 'key scope@8 [] flow'],
    ['scope: {pro▮', 'key scope@8 [pro] flow'],
    ['scope: {project: a, ▮}', 'key scope@20 [] flow beside project'],
    ['scope: {"pro▮": a}', 'key scope@8 [pro] colon flow'],
    ['scopes: [{▮}]', 'key scopes/0@10 [] flow'],
    ['a:\n  scope: {project: a, ▮\n  event: x\n', 'key a/scope@22 [] flow beside project'],
    // values
    ['type: ▮', 'value type [] |'],
    ['type:▮', 'value type [] | needsSpace'],
    ['type:▮\nname: x', 'value type [] | needsSpace'],
    ['type: On▮Run', 'value type [OnRun] On|Run'],
    ['type: ▮\nname: x', 'value type [] |'],
    ['type: "On▮"', 'value type ["On"] On|'],
    ["type: 'On▮'", "value type ['On'] On|"],
    ["type: 'it''s ▮'", "value type ['it''s '] it's |"],
    ['type: "On▮\nname: x\n', 'value type ["On] On|'],
    ["type: 'On▮\nname: x\n", "value type ['On] On|"],
    ['type: ▮  # comment', 'value type [] |'],
    ['scope: {project: ▮}', 'value scope/project [] | flow'],
    ['scope: {project: a/▮', 'value scope/project [a/] a/| flow'],
    ['states: [FAILED, ▮]', 'value states/1 [] | flow'],
    ['states:\n  - FAILED\n  - ▮', 'key states/1@4 [] + value states/1 [] |'],
    [set('    event: ▮'), 'value automations/0/event [] |'],
    ['integration: #ml▮', 'value integration [#ml] #ml| comment'],
    ['integration: #▮ml', 'value integration [#ml] #|ml comment'],
    ['text: *bo▮', 'value text [*bo] *bo| alias'],
    ['<<: *▮', 'value << [*] *| alias'],
    ['text: foo\n  ba▮', 'value text [foo\n  ba] foo ba| multiline'],
    ['text: |\n  a▮\n  b\n', 'value text [|\n  a\n  b\n] a|\nb\n multiline'],
    ['text: >\n  ▮', 'value text [>\n  ] |\n multiline'],
    ['text: "a\n  b▮"', 'value text ["a\n  b"] a b| multiline'],
    // neither
    ['# com▮ment', 'nothing'],
    ['name: x # ▮', 'nothing'],
    ['name: &anc▮ x', 'nothing'],
    ['name: !ta▮ x', 'nothing'],
  ])('%j', (marked, shown) => {
    expect(show(marked)).toBe(shown);
  });

  it('knows where each character of a text stands', () => {
    const marked = 'filter: "a\\nb▮c"';
    const text = marked.replace('▮', '');
    const { value } = placeAt(text, marked.indexOf('▮'));
    const at = (start: number, end: number): string => {
      const range = value!.locate({ start, end });
      return text.slice(range.start, range.end);
    };
    expect([at(0, 1), at(1, 2), at(2, 3), at(2, 4), at(3, 4), at(3, 3)]).toEqual([
      'a',
      '\\n',
      'b',
      'bc',
      'c',
      '',
    ]);
  });
});
