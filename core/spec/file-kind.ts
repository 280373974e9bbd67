/** What a file is to us. Everything else is none of our business. */
export type FileKind = 'spec' | 'test' | 'config';

export const configFileName = 'wandb-automations.config.yaml';
export const lockFileName = 'wandb-automations.lock.json';

/** A first line that makes any YAML file a spec. */
const MARKER = /^\uFEFF?#\s*wandb-automations:\s*v1\s*(?:\r?\n|\r|$)/;

/** Names of folders in which nobody keeps specs of their own, and that can be huge. */
export const foldersWithoutSpecs: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  'wandb',
  'dist',
  'out',
]);

/** By name alone; `*.automation.test.yaml` is never a spec. */
export function kindByName(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === configFileName) return 'config';
  if (/\.automation\.test\.ya?ml$/i.test(name)) return 'test';
  return /\.automation\.ya?ml$/i.test(name) ? 'spec' : undefined;
}

/** Does the text begin with the line that makes it a spec? */
export function hasMarker(text: string): boolean {
  return MARKER.test(text);
}
