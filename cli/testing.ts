import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locale, Translations } from '../core/l10n/message';
import { run } from './run';
import type { ExitCode } from './terminal';

/** What a run of the program printed and how it ended. */
export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** A folder with files, in which the program can be run. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'cli '));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async run(argv: readonly string[], { stdin = '', variables = {} } = {}): Promise<Outcome> {
    let out = '';
    let err = '';
    const environment = { cwd: this.folder, home: this.folder, variables };
    const terminal = {
      environment,
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      stdin: () => Promise.resolve(stdin),
    };
    const code = await run(argv, terminal, { locale: 'en', translations });
    return { code, out, err };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The tables as they stand in the sources: tests need no build. */
function translations(locale: Locale): Translations {
  if (locale === 'en') return {};
  const folder = join(__dirname, '..', 'l10n');
  const tables = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Translations,
  );
  return Object.assign({}, ...tables) as Translations;
}
