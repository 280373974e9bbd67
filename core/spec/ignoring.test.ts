import { describe, expect, it } from 'vitest';
import { message } from '../l10n/message';
import type { Problem } from '../problem';
import { applyEdits } from '../text/range';
import { openSpecDocument, type SpecOptions } from './document';

const text = `# wandb-automations: v1
automations:
  - name: a
    scope: {project: team/p}
    event: OnLinkArtifact
    action: DoNothing
  - name: b
    scope: {project: team/q}
    event: OnLinkArtifact
    action: DoNothing
`;

const drift = (source: string): Problem => {
  const start = source.indexOf('b\n    scope');
  return { code: 'drift', severity: 'warning', message: message('x'), range: { start, end: start + 1 } };
};

/** The text with a comment on the line that is about the second automation. */
const commented = (before: string): string => text.replace('  - name: b', `${before}  - name: b`);
const admit = (source: string, options: SpecOptions = {}): Problem | undefined =>
  openSpecDocument(source, options).admit(drift(source));

describe('a problem that was found with more than the text to go by', () => {
  it('gets the severity of the configuration and a fix that ignores it', () => {
    const admitted = admit(text, { rules: { drift: 'error' } });
    expect(admitted).toMatchObject({ ...drift(text), severity: 'error' });
    const changed = applyEdits(text, admitted!.fixes![0]!.edits);
    expect(changed).toBe(commented('  # wandb-automations: ignore drift\n'));
    expect(admit(changed)).toBeUndefined();
  });

  it.each([
    ['a comment on the line before', commented('  # wandb-automations: ignore drift -- why\n')],
    ['comments in between', commented('  # wandb-automations: ignore drift\n  # More of it.\n')],
    [
      'a comment on the line',
      text.replace('name: b', 'name: b # wandb-automations: ignore wire-name, drift'),
    ],
    ['a comment for the file', `# wandb-automations: ignore-file drift\n${text}`],
  ])('is switched off by %s', (_, source) => {
    expect(admit(source)).toBeUndefined();
  });

  it.each([
    [
      'at the end of the line before',
      commented('    # x\n').replace('# x', 'tags: x # wandb-automations: ignore drift'),
    ],
    ['on another rule', commented('  # wandb-automations: ignore wire-name\n')],
    ['for the file, below its first key', commented('  # wandb-automations: ignore-file drift\n')],
    ['that is the text of a value', commented('    description: "\n# wandb-automations: ignore drift"\n')],
  ])('is not switched off by a comment %s', (_, source) => {
    expect(admit(source)).toBeDefined();
  });

  it('is switched off by the configuration', () => {
    expect(admit(text, { rules: { drift: 'off' } })).toBeUndefined();
  });
});

describe('a comment on a rule that needs more than the text', () => {
  const unused = (source: string, options?: SpecOptions): number =>
    openSpecDocument(source, options).problems.filter(({ code }) => code === 'unused-ignore').length;

  it('is no unused one', () => {
    expect(unused(commented('  # wandb-automations: ignore drift unknown-project\n'))).toBe(0);
    expect(unused(`# wandb-automations: ignore-file drift\n${text}`)).toBe(0);
  });

  it('is one as soon as that is known', () => {
    const source = commented('  # wandb-automations: ignore unmanaged-id\n');
    expect(unused(source)).toBe(0);
    expect(unused(source, { managedIds: new Set() })).toBe(1);
  });
});
