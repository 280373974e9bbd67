import { l10n } from 'vscode';

/** So many names fit into a dialog. */
const MANY = 20;

/** The first of many, and how many more there are: a dialog with a thousand lines has no buttons on the screen. */
export function shortList(items: readonly string[], most = MANY): string[] {
  // A single one more needs no other line that says so.
  if (items.length <= most + 1) return [...items];
  return [...items.slice(0, most), l10n.t('… and {0} more', items.length - most)];
}
