import { plain } from '../../core/l10n/plain-text';

/** {@link plain} for places where VS Code reads `$(name)` as an icon: quick picks and the status bar. */
export function plainLabel(text: string, length?: number): string {
  return withoutIcons(plain(text, length));
}

/** A text in which VS Code finds no name of an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll(/\$\((?=[\w-]+(~[\w-]+)?\))/g, '\\$(');
}

/** A text in which VS Code finds no link such as `[text](command:…)`. None of ours holds one. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
