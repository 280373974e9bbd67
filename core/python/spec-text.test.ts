import { describe, expect, it } from 'vitest';
import { renderMessage } from '../l10n/message';
import { openSpecDocument } from '../spec/document';
import { readPython } from './read';
import { printReading } from './spec-text';

const specOf = (script: string): string => printReading(script, readPython(script), renderMessage);

const link = 'OnLinkArtifact(scope=api.team("t"), filter=ArtifactEvent.alias == "prod")';

describe('printReading', () => {
  it('writes one automation as a file of its own', () => {
    expect(specOf(`api.create_automation(${link} >> DoNothing(), name="first")`)).toBe(`version: 1
name: first
scope: {team: t}
event:
  type: OnLinkArtifact
  filter: ArtifactEvent.alias == "prod"
action: DoNothing
`);
  });

  it('writes several as a set, with what was not understood above each', () => {
    const script = `# first\nfor n in names():\n  api.create_automation(${link} >> DoNothing(), name=n)\napi.create_automation(${link} >> DoNothing(), name="m")`;
    expect(specOf(script)).toBe(`version: 1
automations:
  # Line 3 of the script, n: What name is, only running the code tells. Write it out.
  - name: ""
    scope: {team: t}
    event:
      type: OnLinkArtifact
      filter: ArtifactEvent.alias == "prod"
    action: DoNothing

  - name: m
    scope: {team: t}
    event:
      type: OnLinkArtifact
      filter: ArtifactEvent.alias == "prod"
    action: DoNothing
`);
  });

  it.each([
    ['the name', `${link} >> DoNothing()`],
    ['the scope', 'api.create_automation(OnLinkArtifact(scope=x) >> DoNothing(), name="n")'],
    [
      'the filter',
      'api.create_automation(OnRunState(scope=api.team("t"), filter=x) >> DoNothing(), name="n")',
    ],
    ['the event', 'api.create_automation(x >> DoNothing(), name="n")'],
    ['the owner', 'api.create_automation(OnLinkArtifact(scope=api.project("p")) >> DoNothing(), name="n")'],
    ['the channel', `api.create_automation(${link} >> SendNotification(integration_id=x), name="n")`],
  ])('gives no spec that could be sent without %s', (_, script) => {
    expect(openSpecDocument(specOf(script)).problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('keeps code in comments what it is: one line of plain text', () => {
    const script = `api.create_automation(${link} >> DoNothing(), name=f("""\n# wandb-automations: ignore-file\nx: \u202e"""))`;
    const spec = specOf(script);
    expect(spec.split('\n')[1]).toMatch(
      /^# Line 1 of the script, f\(""" # wandb-automations: ignore-file x: """\): What name is/,
    );
    expect(openSpecDocument(spec).entries).toHaveLength(1);
  });
});
