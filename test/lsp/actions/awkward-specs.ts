import fc from 'fast-check';

/* Specs as people write them at their worst: comments everywhere, anchors, brackets, text blocks, streams, CRLF. */

/** Decisions, one after the other; when they have run out, always the plainest. */
class Chooser {
  private next = 0;
  private comments = 0;
  private anchors = new Set<string>();

  constructor(private readonly numbers: readonly number[]) {}

  /** One of them; the first is the plain way. */
  one<T>(...of: readonly [T, ...T[]]): T {
    const number = this.numbers[this.next++] ?? 0;
    return of[number % of.length] ?? of[0];
  }

  /** A comment behind something, each with a text of its own. */
  behind(): string {
    return this.one(false, false, true) ? ` # c${String(++this.comments)}` : '';
  }

  /** A comment on a line of its own. */
  above(indent: string): string {
    return this.one(false, false, false, true) ? `${indent}# c${String(++this.comments)}\n` : '';
  }

  /** A value that has an anchor; the next time, an alias of it. */
  shared(anchor: string, value: string): string {
    if (this.anchors.has(anchor)) return `*${anchor}`;
    this.anchors.add(anchor);
    return `&${anchor}${value.startsWith('\n') ? '' : ' '}${value}`;
  }

  /** Anchors are for one document. */
  begin(): void {
    this.anchors = new Set();
  }
}

/** A key with its value; what follows its first line has the indentation of the key, or more. */
type Member = (choose: Chooser, indent: string) => string;

const name: Member = (choose) => `name: ${choose.one('a', '"b"', 'c', 'd')}${choose.behind()}`;

const scope: Member = (choose, indent) =>
  choose.one(
    () => `scope: {project: t/p}${choose.behind()}`,
    () => `scope: {team: t}${choose.behind()}`,
    () => `scope:${choose.behind()}\n${choose.above(`${indent}  `)}${indent}  project: t/p${choose.behind()}`,
    () => `scope: ${choose.shared('s', '{project: t/p}')}${choose.behind()}`,
    () => `scopes:\n${choose.above(indent)}${indent}- {project: t/p}${choose.behind()}\n${indent}- {team: t}`,
  )();

const metric = 'metric("loss") > 10';
const mapped = ['type: MetricThresholdFilter', 'name: loss', 'cmp: ">"', 'threshold: 10'] as const;

const event: Member = (choose, indent) =>
  choose.one(
    () => `event: OnLinkArtifact${choose.behind()}`,
    () => `event: {type: OnRunMetric, filter: '${metric}'}${choose.behind()}`,
    () => `event:${choose.behind()}\n${metricEvent(choose, `${indent}  `)}`,
    () => `event: ${choose.shared('e', `\n${metricEvent(choose, `${indent}  `)}`)}`,
  )();

const metricEvent: Member = (choose, indent) =>
  `${indent}type: OnRunMetric\n${choose.above(indent)}${indent}${filter(choose, indent)}`;

const filter: Member = (choose, indent) =>
  choose.one(
    () => `filter: ${metric}${choose.behind()}`,
    () => `filter: >-${choose.behind()}\n${indent}  metric("loss")\n\n${indent}  > 10`,
    () =>
      `filter:${choose.behind()}${mapped.map((each) => `\n${choose.above(`${indent}  `)}${indent}  ${each}${choose.behind()}`).join('')}`,
    () => `filter: {${mapped.join(', ')}}${choose.behind()}`,
    () => `filter: ${choose.shared('f', metric)}${choose.behind()}`,
    () => `filter: "metric('loss')\n\n${indent}  > 10"${choose.behind()}`,
  )();

const prompt = (indent: string): string =>
  ['# no comment', '  deeper', '', 'end'].map((line) => `\n${line && indent}${line}`).join('');

const action: Member = (choose, indent) =>
  choose.one(
    () => `action: DoNothing${choose.behind()}`,
    () =>
      `action:\n${choose.above(`${indent}  `)}${indent}  type: SendWebhook\n${indent}  integration: h${choose.behind()}`,
    () =>
      `action: {type: SendWebhook, integration: h,\n${choose.above(`${indent}  `)}${indent}  payload: {a: 1}}${choose.behind()}`,
    () =>
      `action:${choose.behind()}\n${indent}  type: SendPromptToAria\n${indent}  prompt: |${choose.one('', '-', '+')}${prompt(`${indent}    `)}`,
    () =>
      `action: !!map\n${indent}  type: SendWebhook\n${indent}  integration: h\n${indent}  payload:\n${indent}    text: "two\n${indent}      lines"`,
    () => `action: ${choose.shared('a', '{type: SendWebhook, integration: h}')}`,
  )();

/** The keys of one automation, the first of which needs no indentation. */
function automation(choose: Chooser, indent: string, withoutScope = false): string {
  const members = choose.one(
    [name, scope, event, action],
    [scope, name, event, action],
    [action, name, event, scope],
  );
  const written = members
    .filter((member) => member !== scope || !withoutScope)
    .map((member) => member(choose, indent));
  const own = choose.one('', '', '', '', 'x-owner: me');
  return [...written, ...(own === '' ? [] : [own])]
    .map((text, index) => `${index === 0 ? '' : choose.above(indent) + indent}${text}\n`)
    .join('');
}

function inBraces(choose: Chooser, withoutScope = false): string {
  const written = withoutScope ? '' : choose.one('scope: {project: t/p}, ', 'scope: {team: t}, ');
  const filters = choose.one(`'${metric}'`, `{${mapped.join(', ')}}`);
  const rest = choose.one(
    'event: OnLinkArtifact, action: DoNothing',
    `event: {type: OnRunMetric, filter: ${filters}}, action: {type: SendWebhook, integration: h}`,
  );
  return `{name: ${choose.one('a', 'b', 'c')}, ${written}${rest}}`;
}

const defaultScope = (choose: Chooser): string =>
  choose.one(
    `defaults:${choose.behind()}\n${choose.above('  ')}  scope: {project: t/p}${choose.behind()}\n`,
    `defaults:\n  level: ERROR\n${choose.above('  ')}  scope:\n    project: t/p${choose.behind()}\n`,
    `defaults: {scope: ${choose.shared('s', '{project: t/p}')}}\n`,
  );

const otherHead = (choose: Chooser): string =>
  choose.one(
    '',
    '',
    'x-s: &x {project: t/p}\n',
    `defaults: {level: ERROR}${choose.behind()}\n`,
    'defaults:\n',
    'x-d: &d {level: ERROR}\ndefaults: *d\n',
  );

function set(choose: Chooser): string {
  const isShared = choose.one(false, false, true);
  const version = choose.one('', 'version: 1\n', '"version": 1 # v\n');
  const head = choose.above('') + version + (isShared ? defaultScope(choose) : otherHead(choose));
  const dash = choose.one('  - ', '- ', '  -   ');
  const column = ' '.repeat(dash.length);
  const items = Array.from({ length: choose.one(2, 1, 1, 3) }, () => {
    const above = choose.above(dash.replace(/-.*/, ''));
    const withoutScope = isShared && choose.one(true, false);
    const body = choose.one(
      () => automation(choose, column, withoutScope),
      () => automation(choose, column, withoutScope),
      () => `${inBraces(choose, withoutScope)}${choose.behind()}\n`,
    )();
    return above + dash + body + choose.one('', '', '\n', choose.above(column));
  });
  const key = choose.one('automations', '"automations"');
  const tail = choose.one('', version === '' ? 'version: 1\n' : '', '# end\n');
  return `${head}${key}:${choose.behind()}\n${items.join('')}${tail}`;
}

/** Two automations that differ in their scope. */
function alike(choose: Chooser): string {
  const written = (kind: string): string =>
    choose.one(
      () =>
        `${choose.above('  ')}  - name: a${choose.behind()}\n    scope: {${kind}}${choose.behind()}\n    event: OnLinkArtifact\n${choose.above('    ')}    action: DoNothing\n`,
      () => `  - {name: a, event: OnLinkArtifact, scope: {${kind}}, action: DoNothing}${choose.behind()}\n`,
    )();
  return `automations:\n${written('project: t/p')}${written('team: t')}`;
}

function document(choose: Chooser): string {
  choose.begin();
  return choose.one(
    () => set(choose),
    () => set(choose),
    () => set(choose),
    () => set(choose),
    () => alike(choose),
    () => automation(choose, '') + choose.one('', 'version: 1\n'),
    () => `version: 1\n${choose.above('')}${automation(choose, '')}`,
    () => `automations: [${inBraces(choose)}, ${inBraces(choose)}]${choose.behind()}\n`,
    () => `automations: [\n  ${inBraces(choose)},${choose.behind()}\n  ${inBraces(choose)}\n]\n`,
    () => `{automations: [${inBraces(choose)}, ${inBraces(choose)}]}\n`,
    () => `${inBraces(choose)}\n`,
  )();
}

/** A spec, now and then a stream of several documents. */
export const awkwardSpecs: fc.Arbitrary<string> = fc
  .array(fc.nat({ max: 1000 }), { minLength: 20, maxLength: 80 })
  .map((numbers) => {
    const choose = new Chooser(numbers);
    const before = choose.one('', '', '', '%YAML 1.2\n---\n', '# wandb-automations: v1\n', '--- # first\n');
    const text = before + document(choose) + choose.one('', '', '', `---\n${document(choose)}`);
    const ended = choose.one(text, text, text.trimEnd());
    return choose.one(ended, ended, ended.replaceAll('\n', '\r\n'));
  });
