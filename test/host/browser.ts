import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { cached } from './cache';
import { startChild } from './child';
import { japaneseFonts } from './fonts';
import type { PackedLocale } from './language-pack';
import { installPinned, type Pin } from './npm';
import { describe, Failure, type Resources } from './program';

/** A headless Chromium inside an npm package, for x64 Linux; this version's package takes Node 20. */
const packaged: Pin = {
  name: '@sparticuz/chromium',
  version: '143.0.4',
  integrity:
    'sha512-/6I7uQTRhRDD2/gGPQ1Gkf+Dqk0RYDACPJDZfSzz0OWk4JmUTonNHPXbrn6UIklOHlnDLf8xAAzkOZKB/cJpLA==',
};

interface Candidate {
  readonly executable: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Nothing that leaves the machine; no sandbox, which root hasn't: only pages of this machine's VS Code are opened. */
const quietArgs = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/**
 * Starts a headless Chrome or Chromium: that of CHROME_PATH, an installed one, or npm's.
 * @throws {Failure} when there is none for this machine
 */
export async function launchBrowser(resources: Resources, locale?: PackedLocale): Promise<Browser> {
  const refused: string[] = [];
  for await (const { executable, args = [], env = {} } of candidates(resources, locale)) {
    try {
      const browser = await chromium.launch({
        executablePath: executable,
        args: [...quietArgs, ...args],
        env: { ...(process.env as Record<string, string>), ...env },
        // The program ends it, in order.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      resources.hold(() => browser.close());
      return browser;
    } catch (error) {
      refused.push(`${executable} doesn't start: ${describe(error).split('\n', 1).join('')}`);
    }
  }
  throw new Failure(
    [
      'No browser to run VS Code in: install Google Chrome or Chromium (or set CHROME_PATH to one), or use desktop VS Code with --desktop.',
      ...refused,
    ].join('\n  '),
  );
}

/** Whether {@link launchBrowser} has something to try on this machine. */
export function hasBrowser(): boolean {
  return process.env['CHROME_PATH'] !== undefined || installed().length > 0 || hasPackaged();
}

async function* candidates(
  resources: Resources,
  locale: PackedLocale | undefined,
): AsyncGenerator<Candidate> {
  const own = process.env['CHROME_PATH'];
  if (own !== undefined) {
    yield { executable: own };
    return;
  }
  for (const executable of installed()) yield { executable };
  if (hasPackaged()) yield await packagedChromium(resources, locale);
}

function installed(): string[] {
  return places().filter((path) => existsSync(path));
}

function places(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    const programs = [
      join('Google', 'Chrome', 'Application', 'chrome.exe'),
      join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
  ];
  const path = process.env['PATH']?.split(delimiter) ?? [];
  return names.flatMap((name) => path.map((folder) => join(folder, name)));
}

function hasPackaged(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

async function packagedChromium(resources: Resources, locale: PackedLocale | undefined): Promise<Candidate> {
  const folder = await cached(resources, {
    name: `chromium-${packaged.version}`,
    announcement: `Fetching Chromium ${packaged.version} from the npm registry, once (about 190 MB on disk)`,
    make: async (partial) => {
      const module = await installPinned(resources, partial, packaged);
      await unpack(resources, module, partial);
      await rm(join(partial, 'node_modules'), { recursive: true });
    },
  });
  return {
    executable: join(folder, 'chromium'),
    args: ['--use-gl=angle', '--use-angle=swiftshader'],
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(delimiter),
      ...(locale === 'ja' && (await japaneseFonts(resources))),
    },
  };
}

/** The package unpacks itself into the temporary folder, its NSS libraries only where it believes to be on AWS Lambda. */
async function unpack(resources: Resources, module: string, into: string): Promise<void> {
  const entry = createRequire(join(module, 'package.json')).resolve(packaged.name);
  const child = startChild(resources, {
    name: 'Unpacking Chromium',
    command: process.execPath,
    args: [
      '-e',
      'require(process.argv[1]).executablePath().catch((error) => { console.error(error); process.exit(1); })',
      entry,
    ],
    env: { TMPDIR: into, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  if ((await child.exited) !== 0) throw new Failure(`Chromium could not be unpacked:\n${child.lastWords()}`);
}
