import { describe, expect, it } from 'vitest';
import { isMarked, isOurs, type YamlDocument } from './specDocuments';

const document = (path: string, firstLine = 'name: x', languageId = 'yaml'): YamlDocument => ({
  languageId,
  uri: { path },
  lineCount: 1,
  lineAt: () => ({ text: firstLine }),
});

describe('isOurs', () => {
  it.each([
    '/w/a.automation.yaml',
    '/w/a.AUTOMATION.YML',
    '/w/a.automation.test.yaml',
    '/w/wandb-automations.config.yaml',
  ])('knows %s by its name', (path) => {
    expect(isOurs(document(path))).toBe(true);
  });

  it.each([
    '/w/docker-compose.yaml',
    '/w/automation.yaml',
    '/w/x.automation.yaml/values.yaml',
    '/w/a.automation.json',
  ])('leaves %s alone', (path) => {
    expect(isOurs(document(path))).toBe(false);
  });

  it('knows any YAML by its first line', () => {
    expect(isOurs(document('/w/values.yaml', '# wandb-automations: v1'))).toBe(true);
    expect(isOurs(document('/w/values.yaml', '\uFEFF#wandb-automations:v1  '))).toBe(true);
    expect(isOurs(document('/w/values.yaml', '# wandb-automations: v2'))).toBe(false);
    expect(isOurs(document('/w/values.md', '# wandb-automations: v1', 'markdown'))).toBe(false);
    expect(isMarked(document('/w/a.automation.yaml'))).toBe(false);
  });
});
