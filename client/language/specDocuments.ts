/** A first line that makes any YAML file a spec. */
const MARKER = /^\uFEFF?#\s*wandb-automations:\s*v1\s*$/;

/** What of a `TextDocument` says whether it is one of ours. */
export interface YamlDocument {
  readonly languageId: string;
  readonly uri: { readonly path: string };
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** Files that are specs, unit tests or settings by their name. */
export const ourFiles =
  '**/{*.automation.yaml,*.automation.yml,*.automation.test.yaml,*.automation.test.yml}';

/** Does the language server have something to say about it? Tests and settings count, too. */
export function isOurs(document: YamlDocument): boolean {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const byName = /\.automation(\.test)?\.ya?ml$/i.test(name) || name === 'wandb-automations.config.yaml';
  return byName || (document.languageId === 'yaml' && hasMarker(document));
}

/** Is it a spec by its first line, whatever its name? */
export function hasMarker(document: YamlDocument): boolean {
  return document.lineCount > 0 && MARKER.test(document.lineAt(0).text);
}
