/** What a report says, already without anything that must not be in it. */
export interface Report {
  /** For the reader: what this is. */
  readonly introduction: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  /** Name and value. */
  readonly facts: readonly (readonly [string, string])[];
  /** Lines as they are, below the facts. */
  readonly lines?: readonly string[];
  /** Said where there is neither. */
  readonly nothing: string;
}

/** The report as Markdown. */
export function printReport({ introduction, sections }: Report): string {
  const parts = sections.map(({ title, facts, lines = [], nothing }) =>
    [
      `## ${title}`,
      ...(facts.length > 0 ? [facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')] : []),
      ...(lines.length > 0 ? [fenced(lines)] : []),
      ...(facts.length + lines.length === 0 ? [nothing] : []),
    ].join('\n\n'),
  );
  return `${[introduction, ...parts].join('\n\n')}\n`;
}

/** As a block of code whose fence none of the lines can close. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

/** A value of a setting as a report may show it: what people write themselves is only said to be there. */
export function settingShown(value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? '(empty)' : '(set)';
  if (Array.isArray(value)) return `(entries: ${value.length})`;
  return typeof value === 'object' && value !== null ? `(entries: ${Object.keys(value).length})` : '(set)';
}
