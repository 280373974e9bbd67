/** A table of GitHub's Markdown. Cells are Markdown themselves, on one line. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const code = (text: string): string => `\`${text}\``;

export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

const SECTION = /^<!-- generated: (\S+) -->\n[^]*?^<!-- end -->$/gm;

/**
 * A page with its generated sections, `<!-- generated: NAME -->` to `<!-- end -->`, written anew.
 *
 * @throws {RangeError} for a section that nobody generates.
 */
export function fillSections(page: string, sections: Readonly<Record<string, string>>): string {
  return page.replace(SECTION, (_, name: string) => {
    const text = sections[name];
    if (text === undefined) throw new RangeError(`Nothing generates the section "${name}".`);
    return `<!-- generated: ${name} -->\n\n${text.trim()}\n\n<!-- end -->`;
  });
}
