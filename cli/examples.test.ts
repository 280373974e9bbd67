import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server';
import { Workplace } from './testing';

const place = new Workplace();
let sandbox: Sandbox;
beforeAll(async () => {
  cpSync(join(__dirname, '../examples'), place.folder, { recursive: true });
  sandbox = await startSandbox();
});
afterAll(async () => {
  place.remove();
  await sandbox.close();
});

it('everything that the examples name exists in the sandbox', async () => {
  const files = ['custom-metric', 'runs', 'registry', 'team'].map((name) => `${name}.automation.yaml`);
  const variables = { WANDB_BASE_URL: sandbox.url, WANDB_API_KEY: sandbox.apiKey };
  expect(await place.run(['compile', '--json', ...files], { variables })).toMatchObject({ code: 0, err: '' });
});
