/**
 * Globs over paths with `/` between folders, in the dialect of VS Code's settings: `*` and `?` within a name, `**` over folders,
 * `[a-z]`, `[!a-z]` and `{one,other}`. Matching takes time proportional to glob times path whatever they are, which no regular
 * expression promises: a repository that is merely looked at may be anyone's.
 */
export interface Glob {
  matches(path: string): boolean;
}

/** Undefined: the braces stand for more than {@link MOST_ALTERNATIVES} globs. */
export function compileGlob(glob: string): Glob | undefined {
  const globs = alternatives(glob);
  if (!globs) return undefined;
  let compiled: readonly (readonly Name[])[] | undefined;
  return {
    matches(path) {
      compiled ??= globs.map((one) => withoutDot(one).replace(/\/$/, '/**').split('/').map(compileName));
      return compiled.some((names) => wild(names, path.split('/'), isAnyFolders, matchesName));
    },
  };
}

export const MOST_ALTERNATIVES = 200;

const withoutDot = (glob: string): string => glob.replace(/^(?:\.\/)+/, '');

/** Writes `{a,b}` out. */
function alternatives(glob: string): readonly string[] | undefined {
  const open = glob.indexOf('{');
  const parts = open < 0 ? undefined : bracesAt(glob, open);
  if (!parts) return [glob];
  const all: string[] = [];
  for (const option of parts.options) {
    const expanded = alternatives(glob.slice(0, open) + option + glob.slice(parts.end));
    if (!expanded || all.push(...expanded) > MOST_ALTERNATIVES) return undefined;
  }
  return all;
}

/** The options of the braces that open at an offset; undefined where they aren't closed. */
function bracesAt(glob: string, open: number): { options: readonly string[]; end: number } | undefined {
  const options: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < glob.length; at++) {
    const char = glob[at];
    if (char === '{') depth++;
    else if (char === ',' && depth === 1) {
      options.push(glob.slice(from, at));
      from = at + 1;
    } else if (char === '}' && --depth === 0)
      return { options: [...options, glob.slice(from, at)], end: at + 1 };
  }
  return undefined;
}

/** `**`, or the pieces of a name. */
type Name = 'folders' | readonly Piece[];
type Piece = 'star' | ((char: string) => boolean);

function compileName(text: string): Name {
  if (text === '**') return 'folders';
  const pieces = text.match(/\*+|\[!?\]?[^\]]*\]|[^]/gu) ?? [];
  return pieces.map((piece): Piece => {
    if (piece.startsWith('*')) return 'star';
    if (piece === '?') return () => true;
    return piece.length > 1 && piece.startsWith('[')
      ? charactersOf(piece.slice(1, -1))
      : (char) => char === piece;
  });
}

/** What stands between `[` and `]`. */
function charactersOf(text: string): (char: string) => boolean {
  const negated = text.startsWith('!');
  const ranges = (negated ? text.slice(1) : text).match(/[^]-[^]|[^]/gu) ?? [];
  const listed = ranges.map((range) => Array.from(range)).map(([from = '', , to = from]) => ({ from, to }));
  return (char) => listed.some(({ from, to }) => from <= char && char <= to) !== negated;
}

const isAnyFolders = (name: Name): boolean => name === 'folders';
const isStar = (piece: Piece): boolean => piece === 'star';

function matchesName(name: Name, text: string): boolean {
  return (
    name !== 'folders' &&
    wild(name, Array.from(text), isStar, (piece, char) => piece !== 'star' && piece(char))
  );
}

/** Matches a list with wild cards that stand for any number of items. Only the last wild card ever has to be tried again. */
function wild<Pattern, Item>(
  patterns: readonly Pattern[],
  items: readonly Item[],
  isWild: (pattern: Pattern) => boolean,
  fits: (pattern: Pattern, item: Item) => boolean,
): boolean {
  let next = 0;
  let at = 0;
  let lastWild: { readonly pattern: number; item: number } | undefined;
  while (at < items.length) {
    const pattern = patterns[next];
    if (pattern !== undefined && isWild(pattern)) {
      lastWild = { pattern: next, item: at };
      next++;
    } else if (pattern !== undefined && fits(pattern, items[at] as Item)) {
      next++;
      at++;
    } else if (lastWild) {
      at = ++lastWild.item;
      next = lastWild.pattern + 1;
    } else return false;
  }
  return patterns.slice(next).every(isWild);
}
