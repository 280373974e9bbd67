import { hasMarker, kindByName } from '../../core/spec/file-kind';

/** What of a `TextDocument` says whether it is one of ours. */
export interface YamlDocument {
  readonly languageId: string;
  readonly uri: { readonly path: string };
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** Files that are specs, unit tests or configurations by their name. */
export const ourFiles =
  '**/{*.automation.yaml,*.automation.yml,*.automation.test.yaml,*.automation.test.yml,wandb-automations.config.yaml}';

/** Does the language server have something to say about it, by its name or its first line? Tests and configurations count, too. */
export function isOurs(document: YamlDocument): boolean {
  return kindByName(document.uri.path) !== undefined || isMarked(document);
}

/** Is it a spec by its first line, whatever its name? */
export function isMarked(document: YamlDocument): boolean {
  return document.languageId === 'yaml' && document.lineCount > 0 && hasMarker(document.lineAt(0).text);
}
