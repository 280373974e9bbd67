import { describe, expect, it } from 'vitest';
import { rules } from '../catalog/rules';
import { renderMessage } from '../l10n/message';
import type { Problem } from '../problem';
import { applyEdits } from '../text/range';
import { openSpecDocument, type SpecOptions } from './document';

/** A spec around one automation; what isn't given is there and fine. Keys that are `null` are left out. */
function spec(keys: Record<string, string | null> = {}, before = 'automations:\n'): string {
  const all: Record<string, string | null> = {
    name: 'a',
    scope: '{project: t/p}',
    event: 'OnLinkArtifact',
    action: 'DoNothing',
    ...keys,
  };
  const lines = Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]));
  return `${before}  - ${lines.join('\n    ')}\n`;
}

const metric = (filter: string): string =>
  spec({ event: `{type: OnRunMetric, filter: '${filter.replaceAll("'", "''")}'}` });
const state = (filter: string): string => spec({ event: `{type: OnRunState, filter: '${filter}'}` });
const artifact = (filter: string): string => spec({ event: `{type: OnAddArtifactAlias, filter: ${filter}}` });
const slack = (keys: string): string => spec({ action: `{type: SendNotification, integration: c, ${keys}}` });
const webhook = (payload: string): string =>
  spec({ action: `{type: SendWebhook, integration: w, payload: ${payload}}` });

const options: SpecOptions = {
  entity: 'team',
  managedIds: new Set(['known']),
  regexError: (pattern) => (pattern.includes('(?=') ? 'no look-ahead' : undefined),
};

interface Case {
  readonly rule: string;
  /** The reported range stands in « ». */
  readonly bad: string;
  /** What the first fix makes of it. */
  readonly fixed?: string;
}

/** In the order of the registry. For most rules `fixed` shows the absence too; `good` holds what must not be reported. */
const bad: readonly Case[] = [
  // YAML that isn't, or that means something else than it seems to
  { rule: 'yaml-syntax', bad: spec({ name: '«"open»' }), fixed: spec({ name: '"open"' }) },
  {
    rule: 'yaml-syntax',
    bad: spec({ name: '«"open»', description: '"closed"' }),
    fixed: spec({ name: '"open"', description: '"closed"' }),
  },
  { rule: 'yaml-syntax', bad: `${spec()}    «enabled»\n`, fixed: `${spec()}    enabled:\n` },
  { rule: 'yaml-syntax', bad: spec({ 'x-t': '«@»here' }), fixed: spec({ 'x-t': '"@here"' }) },
  { rule: 'yaml-syntax', bad: spec({ description: '«a: b»' }), fixed: spec({ description: '"a: b"' }) },
  {
    rule: 'yaml-syntax',
    bad: spec({ description: '"quoted" «and more»' }),
    fixed: spec({ description: '\'"quoted" and more\'' }),
  },
  { rule: 'yaml-syntax', bad: spec({ description: '«!x» y' }), fixed: spec({ description: '"!x y"' }) },
  {
    rule: 'yaml-syntax',
    bad: webhook('{a: «${run_id}», b: 1}')
      .replace('run_id', 'alias')
      .replace('OnLinkArtifact', 'OnAddArtifactAlias'),
    fixed: webhook('{a: "${alias}", b: 1}').replace('OnLinkArtifact', 'OnAddArtifactAlias'),
  },
  { rule: 'yaml-syntax', bad: spec().replace('    scope', '«\t»scope'), fixed: spec() },
  {
    rule: 'yaml-syntax',
    bad: 'automations:\n«\t»- name: a\n\t\tscope: {team: t}\n',
    fixed: 'automations:\n  - name: a\n    scope: {team: t}\n',
  },
  { rule: 'yaml-syntax', bad: spec({ description: '"a«\\d»b"' }) },
  {
    rule: 'unresolved-alias',
    bad: spec({ description: '«*bold*» text' }),
    fixed: spec({ description: '"*bold* text"' }),
  },
  { rule: 'unresolved-alias', bad: spec({ 'x-a': '&a [«*a»]' }) },
  { rule: 'unknown-key', bad: spec({ '«descripton»': 'd' }), fixed: spec({ description: 'd' }) },
  { rule: 'unknown-key', bad: spec({ '«runbook»': 'd' }), fixed: spec({ 'x-runbook': 'd' }) },
  { rule: 'unknown-key', bad: `«name»: x\n${spec()}` },
  { rule: 'unknown-key', bad: slack('«titel»: t'), fixed: slack('title: t') },
  {
    rule: 'missing-key',
    bad: spec({ name: null }).replace('scope', '«scope»'),
    fixed: `${spec({ name: null })}    name: my-automation\n`.replace(
      'DoNothing\n    name',
      'DoNothing\n    name',
    ),
  },
  { rule: 'missing-key', bad: spec({ scope: null }).replace('name', '«name»') },
  { rule: 'missing-key', bad: spec({ event: null }).replace('name', '«name»') },
  { rule: 'missing-key', bad: spec({ action: null }).replace('name', '«name»') },
  { rule: 'missing-key', bad: '«version»: 1\n' },
  {
    rule: 'missing-key',
    bad: spec({ '«action»': '{integration: c}', action: null }).replace('    «action»', '    «action»'),
  },
  { rule: 'wrong-type', bad: spec({ name: '«2024»' }), fixed: spec({ name: '"2024"' }) },
  {
    rule: 'wrong-type',
    bad: spec({ description: '«[a] b»' }).replace('[a] b»', '[a]»'),
    fixed: spec({ description: '"[a]"' }),
  },
  { rule: 'wrong-type', bad: spec({ enabled: '«yes»' }), fixed: spec({ enabled: 'true' }) },
  { rule: 'wrong-type', bad: spec({ scope: '«t/p»' }), fixed: spec({ scope: '{project: t/p}' }) },
  {
    rule: 'wrong-type',
    bad: spec({ scope: null, '«scope»': '[{project: t/p}]' }),
    fixed: spec({ scope: null, scopes: '[{project: t/p}]' }),
  },
  { rule: 'wrong-type', bad: spec({ id: '«""»' }) },
  {
    rule: 'wrong-type',
    bad: slack('').replace('integration: c, ', 'integration: {channel: c, workspace: «" "»}'),
  },
  {
    rule: 'wrong-type',
    bad: slack('').replace('integration: c, ', 'integration: {channel: c, entity: «""»}'),
  },
  { rule: 'wrong-type', bad: spec({ event: '«5»' }) },
  { rule: 'wrong-type', bad: spec({ event: '{type: «true»}' }) },
  { rule: 'wrong-type', bad: spec({ action: '«5»' }) },
  { rule: 'wrong-type', bad: spec({ 'x-a': '1', '<<': '«5»' }) },
  { rule: 'wrong-type', bad: '«-» name: a\n' },
  { rule: 'wrong-type', bad: 'automations: «all»\n' },
  { rule: 'null-value', bad: spec({ action: '{type: SendNotification, «integration»: }' }) },
  {
    rule: 'null-value',
    bad: spec({ action: '\n      type: SendNotification\n      integration: «#ml-alerts»' }),
    fixed: spec({ action: '\n      type: SendNotification\n      integration: "#ml-alerts"' }),
  },
  { rule: 'null-value', bad: spec({ '«description»': '~' }) },
  { rule: 'null-value', bad: spec({ '«<<»': '' }) },
  { rule: 'null-value', bad: 'automations:\n  «-»\n' },
  {
    rule: 'duplicate-key',
    bad: spec({ description: 'x', '«description»': 'y' }),
    fixed: spec({ description: 'x' }),
  },
  { rule: 'duplicate-key', bad: webhook('{a: 1, «a»: 2}'), fixed: webhook('{a: 1}') },
  { rule: 'alias-key-conflict', bad: slack('text: t, «message»: m') },
  { rule: 'alias-key-conflict', bad: spec({ '«scopes»': '[{team: t}]' }) },
  {
    rule: 'unsupported-version',
    bad: spec({}, 'version: «2»\nautomations:\n'),
    fixed: spec({}, 'version: 1\nautomations:\n'),
  },
  { rule: 'duplicate-name', bad: spec() + spec({ name: '«a»' }, '') },
  { rule: 'duplicate-name', bad: spec({ scope: null, scopes: '[{project: t/p}, {project: «t/p»}]' }) },
  {
    rule: 'duplicate-name',
    bad: spec({ name: 'b', previous_name: '«a»' }) + spec({}, ''),
    fixed: spec({ name: 'b' }) + spec({}, ''),
  },
  {
    rule: 'duplicate-name',
    bad: spec({ previous_name: 'old' }) + spec({ name: 'b', previous_name: '«old»' }, ''),
    fixed: spec({ previous_name: 'old' }) + spec({ name: 'b' }, ''),
  },
  {
    rule: 'duplicate-name',
    bad: spec({ id: 'known' }) + spec({ name: 'b', id: '«known»' }, ''),
    fixed: spec({ id: 'known' }) + spec({ name: 'b' }, ''),
  },
  {
    rule: 'duplicate-name',
    bad: spec({ scope: null, scopes: '[{project: t/p}, {project: t/q}]', id: '«known»' }),
    fixed: spec({ scope: null, scopes: '[{project: t/p}, {project: t/q}]' }),
  },
  { rule: 'name-length', bad: spec({ name: `«${'x'.repeat(256)}»` }) },
  { rule: 'name-length', bad: spec({ name: '«" "»' }) },
  { rule: 'name-length', bad: spec({ previous_name: '«""»' }) },
  { rule: 'secret-in-text', bad: spec({ description: `key «local-${'0a'.repeat(20)}»` }) },
  { rule: 'secret-in-text', bad: webhook(`{token: «${'0a'.repeat(20)}»}`) },
  {
    rule: 'unused-ignore',
    bad: spec({ description: 'x # wandb-automations: ignore «wire-name»' }),
    fixed: spec({ description: 'x' }),
  },
  { rule: 'unused-ignore', bad: spec({ description: 'x # wandb-automations: ignore «no-such-rule»' }) },
  { rule: 'unused-ignore', bad: `# wandb-automations: ignore-file «wire-name»\n${spec()}`, fixed: spec() },
  { rule: 'unmanaged-id', bad: spec({ id: '«other»' }) },
  { rule: 'wire-name', bad: spec({ event: '«LINK_MODEL»' }), fixed: spec({ event: 'OnLinkArtifact' }) },
  { rule: 'wire-name', bad: spec({ action: '«NO_OP»' }), fixed: spec({ action: 'DoNothing' }) },
  { rule: 'redundant-default', bad: slack('«level: INFO»'), fixed: slack('').replace(', }', '}') },
  { rule: 'redundant-default', bad: slack('text: t, «title: ""»'), fixed: slack('text: t') },
  // events and scopes
  {
    rule: 'unknown-event-type',
    bad: spec({ event: '«OnLinkArtefact»' }),
    fixed: spec({ event: 'OnLinkArtifact' }),
  },
  { rule: 'unknown-event-type', bad: spec({ event: '{type: «FUTURE», filter: {json: "{}"}}' }) },
  {
    rule: 'legacy-event-type',
    bad: spec({ event: '{type: «UPDATE_ARTIFACT_ALIAS»}' }),
    fixed: spec({ event: '{type: OnAddArtifactAlias}' }),
  },
  {
    rule: 'scope-not-supported',
    bad: state('state == "failed"').replace('{project: t/p}', '{registry: «o/r»}'),
  },
  { rule: 'scope-not-supported', bad: spec({ event: 'OnCreateArtifact', scope: '{project: «t/p»}' }) },
  {
    rule: 'scope-not-supported',
    bad: spec(
      { event: '«OnCreateArtifact»', scope: null },
      'defaults: {scope: {project: t/p}}\nautomations:\n',
    ),
  },
  {
    rule: 'scope-format',
    bad: spec({ scope: '{project: «p»}' }),
    fixed: spec({ scope: '{project: team/p}' }),
  },
  {
    rule: 'scope-format',
    bad: spec({ scope: '{project: «o/wandb-registry-model»}' }),
    fixed: spec({ scope: '{registry: o/model}' }),
  },
  {
    rule: 'scope-format',
    bad: spec({ scope: '{collection: «t/p/c:latest»}' }),
    fixed: spec({ scope: '{collection: t/p/c}' }),
  },
  { rule: 'scope-format', bad: spec({ scope: '«{project: t/p, team: t}»' }) },
  { rule: 'scope-format', bad: spec({ scope: '«{}»' }) },
  {
    rule: 'scope-format',
    bad: spec({ scope: '{project: «project:t/p»}' }),
    fixed: spec({ scope: '{project: t/p}' }),
  },
  { rule: 'scope-format', bad: spec({ scope: '{type: project, id: «" "»}' }) },
  { rule: 'scope-format', bad: spec({ scope: '{project: «"t/a:b"»}' }) },
  {
    rule: 'scope-run-event-entity',
    bad: state('state == "failed"').replace('{project: t/p}', '{team: «t»}'),
  },
  // filters
  {
    rule: 'filter-syntax',
    bad: metric('metric("a") > 1 «and» name == "x"'),
    fixed: metric('metric("a") > 1 & name == "x"'),
  },
  {
    rule: 'filter-syntax',
    bad: spec({ event: '\n      type: OnRunMetric\n      filter: «metric("val #1") > 1»' }),
    fixed: spec({ event: '\n      type: OnRunMetric\n      filter: \'metric("val #1") > 1\'' }),
  },
  // A comment behind a filter is what it looks like, whatever else is wrong.
  {
    rule: 'filter-state',
    bad: spec({ event: '\n      type: OnRunState\n      filter: state == «"crashed"» # too' }),
  },
  { rule: 'filter-type', bad: artifact('\'«metric("a") > 1»\'') },
  {
    rule: 'filter-type',
    bad: spec({ event: '{type: «RUN_METRIC_CHANGE», filter: metric("a") > 1}' }),
    fixed: spec({ event: '{type: OnRunMetric, filter: metric("a") > 1}' }),
  },
  { rule: 'filter-missing', bad: spec({ event: '«OnRunMetric»' }) },
  { rule: 'filter-missing', bad: metric('«name == "x"»') },
  { rule: 'filter-missing', bad: spec({ event: '{type: OnRunState, filter: «{}»}' }) },
  { rule: 'filter-window', bad: metric('metric("a").avg(«0») > 1') },
  {
    rule: 'filter-threshold',
    bad: metric('metric("a").changes_by(diff=«-1»)'),
    fixed: metric('metric("a").changes_by(diff=1)'),
  },
  { rule: 'filter-state', bad: state('state == «"crashed"»'), fixed: state('state == "failed"') },
  { rule: 'filter-operator', bad: metric('metric("a") «==» 1') },
  { rule: 'filter-empty-states', bad: state('state.in_(«[]»)') },
  { rule: 'filter-field', bad: artifact('{«version»: v1}') },
  { rule: 'filter-regex', bad: artifact('\'alias.matches_regex(«"(?=x)"»)\'') },
  {
    rule: 'filter-unknown-operator',
    bad: artifact('{alias: {«$regx»: a}}'),
    fixed: artifact('{alias: {$regex: a}}'),
  },
  {
    rule: 'filter-can-be-shorter',
    bad: artifact('«{alias: {$eq: a}}»'),
    fixed: artifact(`'ArtifactEvent.alias == "a"'`).replace(/'(ArtifactEvent[^']*)'/, '$1'),
  },
  // actions
  { rule: 'unknown-action-type', bad: spec({ action: '{«raw»: {a: 1}}' }) },
  { rule: 'scope-format', bad: spec({ scope: '{raw: «{b: 1}»}' }) },
  {
    rule: 'unknown-action-type',
    bad: spec({ action: '«slack»' }),
    fixed: spec({ action: 'SendNotification' }),
  },
  { rule: 'action-level', bad: slack('level: «warning»'), fixed: slack('level: WARN') },
  {
    rule: 'integration-missing',
    bad: spec({ action: '«SendNotification»' }).replace(
      'action: «SendNotification»',
      '«action»: SendNotification',
    ),
  },
  { rule: 'integration-missing', bad: spec({ action: '{type: «SendWebhook»}' }) },
  { rule: 'integration-missing', bad: spec({ action: '{type: SendWebhook, integration: «{entity: t}»}' }) },
  { rule: 'payload-not-object', bad: webhook('«[1, 2]»') },
  { rule: 'payload-not-object', bad: webhook(`«'"text"'»`) },
  { rule: 'payload-json', bad: webhook(`'{"a": 1,«}»'`) },
  { rule: 'payload-json', bad: webhook(`'{"a": 1, "b": {"a": 2, «"a"»: 3}}'`) },
  { rule: 'payload-non-finite', bad: webhook('{a: «.nan»}') },
  { rule: 'prompt-length', bad: spec({ action: '{type: SendPromptToAria, prompt: «" "»}' }) },
  {
    rule: 'prompt-length',
    bad: spec({ action: `{type: SendPromptToAria, prompt: «${'あ'.repeat(1334)}»}` }),
  },
  {
    rule: 'payload-unknown-variable',
    bad: webhook('{a: "${«run_nam»}"}')
      .replace('${«run_nam»}', '«${run_nam}»')
      .replace('OnLinkArtifact', "{type: OnRunState, filter: state == 'failed'}"),
    fixed: webhook('{a: "${run_name}"}').replace(
      'OnLinkArtifact',
      "{type: OnRunState, filter: state == 'failed'}",
    ),
  },
  { rule: 'payload-unknown-variable', bad: slack('text: "«${zzz}»"') },
  { rule: 'payload-empty-variable', bad: webhook('{a: "x «${run_name}»"}') },
];

/** Nothing at all is reported in these. */
const good: readonly string[] = [
  spec(),
  spec({ description: '""', enabled: 'false', id: 'known', 'x-owner': 'me' }),
  spec({ name: '"2024"', description: '"*bold* #1: !x"' }),
  spec({ name: 'x'.repeat(255) }),
  spec({ name: `"${'\\U0001F600'.repeat(255)}"` }),
  spec({}, 'version: 1\nx-notes: [1, {}]\nautomations:\n'),
  spec({ scope: null }, 'defaults:\n  scope: {project: t/p}\n  level: WARN\nautomations:\n'),
  spec({ scope: null, scopes: '[{project: t/p}, {project: t/q}]' }),
  spec({ scope: '{registry: o/wandb-registry-r}' }),
  spec({ scope: '{collection: o/wandb-registry-r/c}', event: 'OnCreateArtifact' }),
  spec({ scope: '{organization: My Company}' }),
  spec({ scope: '{type: project, id: x}' }),
  spec() + spec({ scope: '{project: t/q}' }, ''),
  spec() + spec({ name: 'b' }, ''),
  `${spec()}---\nname: c\nscope: {team: t}\nevent: OnLinkArtifact\naction: DoNothing\n`,
  spec({ scope: '&s {team: t}' }) + spec({ name: 'b', scope: '*s' }, ''),
  spec({ '<<': '{event: OnCreateArtifact, description: d}', 'x-a': '1' }),
  spec({ event: '{type: UPDATE_ARTIFACT_ALIAS, filter: {json: "{}"}}', id: 'known' }),
  spec({
    event: '{type: FUTURE, filter: {json: "{}"}}',
    id: 'known',
    action: '{raw: {a: 1}}',
    scope: '{raw: {b: 1}}',
  }),
  metric('metric("loss").avg(5) > 10 & name.contains("prod")'),
  metric(
    'MetricChangeFilter(name="a", window=3, prior_window=8, change_type="RELATIVE", change_dir="ANY", threshold=2)',
  ),
  state('state.in_(["failed", "finished"])'),
  artifact('\'alias.matches_regex("^prod")\''),
  artifact('{alias: {$all: [a, b]}}'),
  slack('title: t, text: "${project_name}", level: warn'),
  spec({ action: '{type: SendNotification, title: t}' }, 'defaults: {slack: "#c"}\nautomations:\n'),
  spec({ action: '{type: SendNotification, integration: {channel: c, workspace: w}}' }),
  spec({ action: 'SendWebhook' }, 'defaults: {webhook: w}\nautomations:\n'),
  webhook('{a: "${alias} ${MY_SECRET} ${artifact_metadata.acc}", b: [1, null, true, 1.5]}').replace(
    'OnLinkArtifact',
    'OnAddArtifactAlias',
  ),
  webhook(`'{"a": 1}'`),
  spec({ action: `{type: SendPromptToAria, prompt: ${'あ'.repeat(1333)}}` }),
  spec({ description: `commit ${'0a'.repeat(20)}` }),
  spec({ event: 'LINK_MODEL # wandb-automations: ignore wire-name' }),
  `# wandb-automations: ignore-file wire-name -- old\n${spec({ event: 'LINK_MODEL' })}`,
  spec({ event: '\n      # wandb-automations: ignore wire-name -- as in the App\n      type: LINK_MODEL' }),
];

const problemsOf = (text: string) => openSpecDocument(text, options).problems;

describe('rules', () => {
  it.each(bad)('$rule: $bad', ({ rule, bad: marked, fixed }) => {
    const start = marked.indexOf('«');
    const end = marked.indexOf('»') - 1;
    const text = marked.replace(/[«»]/g, '');
    const problem = problemsOf(text).find((one) => one.code === rule && one.range.start === start);
    expect(
      problem,
      JSON.stringify(
        problemsOf(text).map((one) => [
          one.code,
          text.slice(one.range.start, one.range.end),
          renderMessage(one.message),
        ]),
      ),
    ).toBeDefined();
    expect(text.slice(problem!.range.start, problem!.range.end)).toBe(text.slice(start, end));
    const mend = problem!.fixes?.find(({ ignores }) => !ignores);
    if (fixed !== undefined) expect(mend && applyEdits(text, mend.edits)).toBe(fixed);
    if (fixed !== undefined)
      expect(problemsOf(fixed).filter(({ code, range }) => code === rule && range.start === start)).toEqual(
        [],
      );
  });

  it.each(good)('nothing in %j', (text) => {
    expect(problemsOf(text).map(({ code, message }) => `${code}: ${renderMessage(message)}`)).toEqual([]);
  });

  it.each([
    spec({ action: '{typ: SendNotification, integration: "#c"}' }),
    spec({ scope: '{projec: t/p}' }),
    spec({ nme: 'x' }).replace('name: a', 'x-a: 1'),
    spec({ action: '\n      type: SendNotification\n      integration: "#c"\n      titl' }),
    spec({ action: '\n      type: SendNotification\n      integration: "#c"\n      title: "Loss: high' }),
    spec().replace(/scope: (?=\{)/, 'scope:'),
    `defaults\n${spec()}`,
    spec({ action: '\n      type DoNothing' }),
    spec().replace('    scope', '     scope'),
    spec().replace(/^ {4}(?=action)/m, '   '),
    spec().replaceAll(/^ {4}/gm, '  '),
    `x-event: &event {type: OnRunState, filter: RunEvent.stat == "failed"}\n${spec({ event: '*event' })}${spec({ name: 'b', event: '*event' }, '')}`,
    spec({ scope: '{p' }),
    spec({ scope: '{project: t/p}}' }),
    spec({ scope: 'project: t/p' }),
    spec({ event: 'type: OnRunState\n      filter: state == "failed"' }),
    spec().replace(/event: .*/, 'event:,'),
    spec({ scope: '{project: t' }),
    spec({ event: '{type: OnRunState, filter: ' }),
    spec() + spec({ name: 'b' }, '').replace('- name', 'name'),
    spec().replace('- name', '-name'),
    spec().replace('- name', '-name').replaceAll(/^ {4}/gm, '   '),
  ])('find one mistake once: %j', (text) => {
    expect(problemsOf(text).map(({ code, message }) => `${code}: ${renderMessage(message)}`)).toHaveLength(1);
  });

  it('find what has the place of a key and is none', () => {
    const found = problemsOf(spec({ scope: '{project: t/p, {project: t/q}}' }));
    expect(found.map(({ code }) => code)).toContain('wrong-type');
    expect(problemsOf(spec({ action: '{type: DoNothing, : x}' })).map(({ code }) => code)).toEqual([
      'wrong-type',
    ]);
  });

  it.each(['"#ml""', '""#ml"', "'#ml''"])(
    'put no quote that is one too many into the text: %s',
    (written) => {
      const found = problemsOf(spec({ description: written }));
      expect(found.map(({ code }) => code)).toContain('yaml-syntax');
      const mends = found.flatMap(({ fixes = [] }) => fixes.filter(({ ignores }) => !ignores));
      expect(mends.filter(({ needsLook }) => !needsLook)).toEqual([]);
    },
  );

  it('find a key in brackets that has no value', () => {
    const found = problemsOf(spec({ action: '{type: SendWebhook, integration: w, payload: {a: 1, b two}}' }));
    expect(found.map(({ code }) => code)).toEqual(['wrong-type']);
  });

  it('are all shown', () => {
    const shown = new Set(bad.map(({ rule }) => rule));
    expect(
      rules.filter(({ code, connected }) => !connected && !shown.has(code)).map(({ code }) => code),
    ).toEqual([]);
  });

  it.each(bad)('are really ignored where that is offered: $rule: $bad', ({ bad: marked }) => {
    const text = marked.replace(/[«»]/g, '');
    const before = problemsOf(text);
    for (const { code, message, fixes = [] } of before) {
      const alike = (problems: readonly Problem[]): number =>
        problems.filter((one) => one.code === code && renderMessage(one.message) === renderMessage(message))
          .length;
      for (const { ignores, edits } of fixes.filter((fix) => fix.ignores)) {
        const left = problemsOf(applyEdits(text, edits));
        expect(alike(left)).toBeLessThan(ignores === 'file' ? 1 : alike(before));
        for (const other of ['unused-ignore', 'yaml-syntax'])
          expect(left.filter((one) => one.code === other)).toHaveLength(
            before.filter((one) => one.code === other).length,
          );
      }
    }
  });

  const ignoresOf = (text: string): readonly (string | undefined)[] =>
    problemsOf(text).map(({ code, fixes = [] }) =>
      [code, ...fixes.flatMap(({ ignores }) => ignores ?? [])].join(' '),
    );

  it.each([
    // The last error of what can't be compiled stays, or nothing would say so.
    [['filter-operator'], metric('metric("a") == 1')],
    [
      ['scope-format line file', 'filter-operator line file'],
      metric('metric("a") == 1').replace('t/p', 'a/b/c'),
    ],
    // With one comment for both of a rule, none would be left.
    [['wrong-type line', 'wrong-type line'], spec({ name: '5', description: '[a]' })],
    [['wrong-type', 'wrong-type'], slack('title: 5, text: 6')],
    // What can be compiled all the same may be ignored in any way.
    [['wire-name line file'], spec({ event: 'LINK_MODEL' })],
    [['duplicate-name line file'], spec() + spec({}, '')],
  ])('are offered to be ignored where they would go: %j', (offered, text) => {
    expect(ignoresOf(text)).toEqual(offered);
  });

  it.each(['version: 2\nautomations:\n', 'version: ""\nautomations:\n'])(
    'of the version belong to every automation behind %j',
    (before) => {
      const { entries } = openSpecDocument(spec({}, before) + spec({ name: 'b' }, ''), options);
      const codes = entries.flatMap(({ automations }) =>
        automations.map(({ problems }) => problems.map(({ code }) => code)),
      );
      expect(codes).toEqual([['unsupported-version'], ['unsupported-version']]);
    },
  );

  it('of the version that are ignored belong to no automation', () => {
    const { entries } = openSpecDocument(
      `# wandb-automations: ignore-file unsupported-version\n${spec({}, 'version: 2\nautomations:\n')}`,
      options,
    );
    expect(entries.flatMap(({ automations }) => automations.map(({ problems }) => problems))).toEqual([[]]);
  });

  it('have the severity of the configuration', () => {
    const text = spec({ event: 'LINK_MODEL' });
    expect(
      openSpecDocument(text, { rules: { 'wire-name': 'warning' } }).problems.map(({ severity }) => severity),
    ).toEqual(['warning']);
    expect(openSpecDocument(text, { rules: { 'wire-name': 'off' } }).problems).toEqual([]);
  });

  it('stay errors where nothing else would say that the automation can’t be compiled', () => {
    const text = metric('metric("a") == 1');
    const document = openSpecDocument(text, { rules: { 'filter-operator': 'off' } });
    expect(document.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['filter-operator', 'error'],
    ]);
  });
});

describe('tabs for indentation', () => {
  const automation = (indent: string): string =>
    [`- name: a`, `  scope:`, `${indent}team: t`, `  event: OnLinkArtifact`, `  action: DoNothing`].join(
      '\n  ',
    );

  it.each([
    ['the whole list', `automations:\n  ${automation('    ')}\n`.replaceAll('\n  ', '\n\t')],
    ['the keys of an automation', `automations:\n  ${automation('    ').replaceAll('\n    ', '\n\t')}\n`],
    ['one line', `automations:\n  ${automation('\t\t').replace('  \t', '\t')}\n`],
    [
      'a single automation',
      'name: a\nscope:\n\tteam: t\nevent:\n\ttype: OnLinkArtifact\naction: DoNothing\n',
    ],
  ])('are one mistake: %s', (_, text) => {
    const [problem, ...more] = problemsOf(text);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: 'yaml-syntax', range: { start: text.indexOf('\t') } });
    const [entry] = openSpecDocument(text).entries;
    expect(entry?.problems).toHaveLength(1);
    expect(entry?.name).toBe('a');
    expect(problemsOf(applyEdits(text, problem?.fixes?.[0]?.edits ?? []))).toEqual([]);
  });

  it('leave other automations alone', () => {
    const text = spec().replace('    scope', '\tscope') + spec({ name: 'b', action: 'Nothing' }, '');
    const [first, second] = openSpecDocument(text).entries;
    expect(first?.problems.map(({ code }) => code)).toEqual(['yaml-syntax']);
    expect(second?.problems.map(({ code }) => code)).toEqual(['unknown-action-type']);
  });
});

describe('a mistake in one line', () => {
  it.each([
    ['a half-typed key', spec({ event: null }).replace('    action', '    ev\n    action'), 'DoNothing'],
    ['text with a colon', spec({ description: 'Loss: spike: x # c' }), 'DoNothing'],
    ['text with a colon behind quotes', spec({ description: '"Loss": spike' }), 'DoNothing'],
    ['a key without the space behind its colon', spec().replace('name: ', 'name:'), 'DoNothing'],
    ['another one', spec().replace('action: ', 'action:'), 'DoNothing'],
    ['an open bracket', spec({ scope: '{project: t/p' }), 'DoNothing'],
    ['an open quote', spec({ description: '"text' }), 'DoNothing'],
    ['a bracket of the wrong kind', spec({ 'x-a': '{a: [b}, c: d}' }), 'DoNothing'],
    ['a line that is indented too far', spec().replace('    action', '      action'), 'DoNothing'],
    ['a variable in braces', spec({ 'x-a': '{a: ${run_name}, b: 1}' }), 'DoNothing'],
  ])('%s leaves the rest readable', (_, text, action) => {
    const [entry] = openSpecDocument(text).entries;
    expect(entry?.automations[0]?.problems.some(({ severity }) => severity === 'error')).toBe(true);
    expect(entry?.name).toBe('a');
    expect(entry?.action?.entry?.name).toBe(action);
    expect(problemsOf(text).length).toBeLessThanOrEqual(3);
  });
});
