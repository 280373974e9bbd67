import { describe, expect, it } from 'vitest';
import { hasMarker, kindByName } from './file-kind';

describe('kindByName', () => {
  it.each([
    ['/w/loss.automation.yaml', 'spec'],
    ['/w/loss.automation.yml', 'spec'],
    ['/w/LOSS.AUTOMATION.YAML', 'spec'],
    ['/w/loss.automation.test.yaml', 'test'],
    ['/w/loss.automation.test.yml', 'test'],
    ['/w/wandb-automations.config.yaml', 'config'],
    ['/w/automation.yaml', undefined],
    ['/w/docker-compose.yaml', undefined],
    ['/w/loss.automation.yaml/readme.md', undefined],
    ['/w/wandb-automations.lock.json', undefined],
  ])('%s', (path, kind) => {
    expect(kindByName(path)).toBe(kind);
  });
});

describe('hasMarker', () => {
  it.each([
    ['# wandb-automations: v1\nname: x', true],
    ['# wandb-automations: v1', true],
    ['\uFEFF#wandb-automations:v1\r\nname: x', true],
    ['name: x\n# wandb-automations: v1\n', false],
    ['# wandb-automations: v12\n', false],
    ['# wandb-automations: ignore-file drift\n', false],
    ['', false],
  ])('%j', (text, marked) => {
    expect(hasMarker(text)).toBe(marked);
  });
});
