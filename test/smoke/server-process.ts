import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor, type EditorOptions } from '../lsp/editor';

const dist = join(__dirname, '..', '..', 'dist');

/** How other editors start the server. */
export const commands = {
  'dist/server.js --stdio': [join(dist, 'server.js'), '--stdio'],
  'dist/cli.js lsp --stdio': [join(dist, 'cli.js'), 'lsp', '--stdio'],
} as const;

/** A built server in a process of its own, and an editor that speaks with it through standard input and output. */
export class ServerProcess {
  private constructor(
    readonly editor: Editor,
    /** All that the process has written so far, to both outputs. */
    readonly written: () => string,
    private readonly ended: Promise<unknown[]>,
    private readonly home: string,
  ) {}

  /** Nothing of this machine's settings reaches it: its home and its working folder are empty, but for what `prepare` puts there. */
  static async start(
    args: readonly string[],
    {
      env = {},
      prepare = () => undefined,
      ...options
    }: EditorOptions & {
      readonly env?: NodeJS.ProcessEnv;
      readonly prepare?: (home: string) => void;
    } = {},
  ): Promise<ServerProcess> {
    const home = mkdtempSync(join(tmpdir(), 'wandb-automations-home-'));
    prepare(home);
    const { PATH, SystemRoot } = process.env;
    const child = spawn(process.execPath, args, {
      cwd: home,
      env: { PATH, SystemRoot, HOME: home, USERPROFILE: home, ...env },
      stdio: 'pipe',
    });
    const ended = once(child, 'exit');
    const written: Buffer[] = [];
    for (const output of [child.stdout, child.stderr])
      output.on('data', (part: Buffer) => written.push(part));
    const editor = await Editor.connect(child.stdout, child.stdin, options);
    return new ServerProcess(editor, () => Buffer.concat(written).toString(), ended, home);
  }

  /** Takes leave as LSP wants; gives the exit code. */
  async end(): Promise<number | null> {
    await this.editor.request('shutdown', null);
    this.editor.notify('exit', null);
    const [code] = (await this.ended) as [number | null];
    this.editor.client.dispose();
    rmSync(this.home, { recursive: true });
    return code;
  }
}
