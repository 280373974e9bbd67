import { scalarText } from '../../../core/spec/yaml/quote';
import type { ValuePlace } from './place';
import type { Proposal } from './proposal';

/** `text` as a value at the place: in the quotes that are there already, else in quotes only where YAML would misread it. */
export function writeText(text: string, { style, flow }: Pick<ValuePlace, 'style' | 'flow'>): string {
  switch (style) {
    case 'double-quoted':
      return JSON.stringify(text);
    case 'single-quoted':
      return `'${text.replaceAll("'", "''")}'`;
    default:
      return scalarText(text, { flow });
  }
}

/** What has to come before a value that is put in here. */
export function leadIn({ missingDash, needsSpace }: Pick<ValuePlace, 'missingDash' | 'needsSpace'>): string {
  return missingDash ? '- ' : needsSpace ? ' ' : '';
}

/** What the editor compares with the characters that are replaced: they begin with the quote that is there. */
export function filterText(text: string, { style }: Pick<ValuePlace, 'style'>): string {
  return style === 'double-quoted' ? `"${text}` : style === 'single-quoted' ? `'${text}` : text;
}

/** Lines that take the place of a value behind its key, from the next line on, in `column`. */
export function below(
  name: string,
  lines: readonly string[],
  behindColon: number,
  column: number,
  place: Pick<ValuePlace, 'replace' | 'style'>,
): Pick<Proposal, 'range' | 'insert' | 'filter'> {
  const { start, end } = place.replace;
  return {
    range: { start: behindColon, end },
    insert: lines.map((line) => `\n${' '.repeat(column)}${line}`).join(''),
    filter: ' '.repeat(start - behindColon) + filterText(name, place),
  };
}
