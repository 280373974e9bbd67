/**
 * Shows the product: VS Code with the extension of this checkout, its examples, and a sandbox signed in.
 * `node out/host/start.js [--desktop] [--screenshot FILE] [--vscode VERSION] [--theme NAME] [--locale ja]`
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installDesktop, startDesktop } from './desktop';
import { localeOf } from './language-pack';
import { program, type Resources } from './program';
import { installRelease } from './release';
import { root } from './root';
import { startSandbox } from './sandbox';
import { startServer } from './server';
import { takeTour } from './tour';

const folder = join(root, 'examples');
const file = join(folder, 'custom-metric.automation.yaml');

program(async (resources) => {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: process.platform === 'win32' },
      screenshot: { type: 'string' },
      vscode: { type: 'string' },
      theme: { type: 'string' },
      locale: { type: 'string' },
    },
  });
  const { vscode: version, theme } = values;
  const locale = localeOf(values.locale);
  const sandbox = await startSandbox(resources);
  // Read by the extension unless it is installed as a package.
  const env = { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn };
  const settings = theme === undefined ? {} : { 'workbench.colorTheme': theme };
  if (values.screenshot !== undefined) {
    // npm runs its scripts in the checkout, and tells where it was called.
    const picture = resolve(process.env['INIT_CWD'] ?? '.', values.screenshot);
    await takeTour(resources, { folder, env, version, theme, locale }, picture);
    console.log(`Wrote ${picture}`);
    return 0;
  }
  if (values.desktop) {
    const child = await startDesktop(resources, await installDesktop(version ?? 'stable'), {
      folder,
      file,
      extension: root,
      env,
      settings,
      locale,
    });
    console.log(`\n  VS Code is open, signed in to the sandbox at ${sandbox.url}. Ctrl-C ends both.\n`);
    return await child.exited;
  }
  const release = await installRelease(resources, version);
  const server = await startServer(resources, release, { extension: root, env, settings, locale });
  const address = await redirect(resources, server.address({ folder, file }));
  console.log(
    `\n  Open ${address} in a browser: VS Code, signed in to the sandbox at ${sandbox.url}. Ctrl-C ends both.\n`,
  );
  const code = await server.child.exited;
  if (resources.ending) return 0;
  console.error(`VS Code's server ended by itself:\n${server.child.lastWords()}`);
  return code || 1;
}, 0);

/** A short address for a long one, as hard to guess: who knows it may use this VS Code. */
async function redirect(resources: Resources, location: string): Promise<string> {
  const path = `/${randomBytes(6).toString('base64url')}`;
  const server = createServer((request, response) => {
    if (request.url === path) response.writeHead(302, { location }).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  resources.hold(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}
