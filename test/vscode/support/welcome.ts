import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';

interface Welcome {
  readonly view: string;
  /** `%welcome.empty%`: the text's key. */
  readonly contents: string;
  readonly when: string;
}

/** Keys of the texts that the manifest has for a view as things stand now. VS Code shows them where it has no rows and no message. */
export function welcomesOf(view: string, { contextKeys }: Pick<TestApi, 'contextKeys'>): readonly string[] {
  const context = new Map<string, unknown>([
    ...[...contextKeys].map(([name, value]) => [`wandbAutomations.${name}`, value] as const),
    ['workspaceFolderCount', vscode.workspace.workspaceFolders?.length ?? 0],
  ]);
  return manifestWelcomes()
    .filter((welcome) => welcome.view === `wandbAutomations.${view}` && holds(welcome.when, context))
    .map(({ contents }) => contents.replaceAll('%', ''));
}

/** As it is written: VS Code puts the texts in the place of their keys. */
function manifestWelcomes(): readonly Welcome[] {
  const { extensionPath } = vscode.extensions.getExtension('wandb-automations.wandb-automations')!;
  const manifest = JSON.parse(readFileSync(join(extensionPath, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly viewsWelcome: readonly Welcome[] };
  };
  return manifest.contributes.viewsWelcome;
}

/** Does a `when` clause hold? Knows what ours are made of: `a && !b && c == d && e != f`. */
function holds(when: string, context: ReadonlyMap<string, unknown>): boolean {
  return when.split(' && ').every((term) => {
    const [, not, name = '', , operator, value] = /^(!?)([\w.]+)( (==|!=) (\w+))?$/.exec(term) ?? [];
    if (name === '') throw new Error(`The test can't read the clause "${term}".`);
    const is = context.get(name);
    if (operator === undefined) return Boolean(is) !== (not === '!');
    return (String(is) === value) === (operator === '==');
  });
}
