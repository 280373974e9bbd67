import assert from 'node:assert/strict';
import { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { sandbox } from './environment';
import { extension } from './support/extension';

/** Everything that went to child processes of the extension host and came back: the language server's traffic. */
const traffic: string[] = [];

/** From the moment on at which the suites are loaded; this one runs last. */
function overhear(method: 'send' | 'emit', message: (args: readonly unknown[]) => unknown): void {
  const original = Reflect.get(ChildProcess.prototype, method) as (...args: unknown[]) => boolean;
  ChildProcess.prototype[method] = function (this: ChildProcess, ...args: unknown[]): boolean {
    const said = message(args);
    if (said !== undefined) traffic.push(JSON.stringify(said));
    return original.apply(this, args);
  };
}

overhear('send', ([said]) => said);
overhear('emit', ([event, said]) => (event === 'message' ? said : undefined));

/** Runs after all other suites: they have signed in and out, talked to the language server and met every fault. */
describe('After a whole session', () => {
  const { apiKey } = sandbox();
  const needles = [apiKey, Buffer.from(`api:${apiKey}`).toString('base64').slice(0, 40)];
  const holdsKey = (text: string): boolean => needles.some((needle) => text.includes(needle));

  it('the API key was in nothing that the language server heard or said', () => {
    const asked = traffic.filter((message) => message.includes('wandbAutomations/remote'));
    assert.ok(asked.length > 0, 'the language server asked nothing');
    assert.equal(traffic.filter(holdsKey).length, 0);
  });

  it('the API key is in no file of VS Code’s: settings, state, history, logs', async () => {
    const { logFolder } = await extension();
    // …/data/logs/<time>/exthost1/<extension>
    const data = join(logFolder, '..', '..', '..', '..');
    const entries = await readdir(data, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    assert.ok(
      files.some((file) => file.endsWith('settings.json')),
      `${data} is not where VS Code keeps its data`,
    );
    const found: string[] = [];
    for (const file of files) if (holdsKey(await readFile(file, 'latin1').catch(() => ''))) found.push(file);
    assert.deepEqual(found, []);
  });
});
