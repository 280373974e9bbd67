import { plain } from '../../core/l10n/plain-text';

/** {@link plain} for places where VS Code reads `$(name)` as an icon: quick picks and the status bar. */
export function plainLabel(text: string, length?: number): string {
  return plain(text, length).replaceAll('$(', '\\$(');
}

/**
 * A message without links. VS Code makes a link of `[text](command:…)` in a notification, wherever the words came from; none of
 * ours holds one.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
