import type { Position } from './editor';

/** Where a document is edited and asked about: an automation in its middle. */
export interface Places {
  /** Behind `level: `, at the end of whose line stands {@link level}. */
  readonly value: Position;
  /** In a line with nothing but its indentation, where a key of the automation can come. */
  readonly key: Position;
  /** Behind the dot of the first method in a filter. */
  readonly method: Position;
  /** On the word `level`. */
  readonly word: Position;
}

/** The value behind {@link Places.value}, and what is half of it. */
export const level = 'WARN';
export const halfLevel = 'WA';
export const wrongLevel = 'NOPE';

export interface Prepared {
  readonly text: string;
  readonly places: Places;
}

/** A generated spec with an empty line to write a key in. */
export function prepare(spec: string): Prepared {
  const lines = spec.split('\n');
  const filters = lines.flatMap((line, index) => {
    const dot = line.indexOf(').avg(');
    const levelLine = lines.indexOf(`      level: ${level}`, index);
    return dot >= 0 && levelLine >= 0 && levelLine < index + 10 ? [{ index, dot, levelLine }] : [];
  });
  const middle = filters[Math.floor(filters.length / 2)];
  if (!middle) throw new Error('No automation in it has both a metric and a level.');
  const { index, dot, levelLine } = middle;
  lines.splice(levelLine + 1, 0, '    ');
  return {
    text: lines.join('\n'),
    places: {
      value: { line: levelLine, character: '      level: '.length },
      key: { line: levelLine + 1, character: 4 },
      method: { line: index, character: dot + 2 },
      word: { line: levelLine, character: 8 },
    },
  };
}
