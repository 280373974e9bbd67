import type { TextEdit } from '../../text/range';

/** What makes JSON of a text that nearly is. */
export interface JsonRepair {
  readonly edits: readonly TextEdit[];
  /** Nothing but commas went that JSON doesn't have. */
  readonly onlyCommas: boolean;
  /** Something became `null` that JSON has no word for. */
  readonly losesValues: boolean;
}

/** Longest text that is looked at: somebody waits for the answer. */
const MAX_LENGTH = 100_000;

/** JavaScript's and Python's words for what JSON calls otherwise. */
const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  undefined: 'null',
  NaN: 'null',
  Infinity: 'null',
  '-Infinity': 'null',
};

const TOKEN =
  /\s+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\$\{[^{}"'\n]*\}|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|-?[A-Za-z_$][\w$]*|[{}[\],:]/y;

/**
 * Reads objects and lists as people write them: single quotes, keys without quotes, words of Python and JavaScript, variables
 * without quotes, commas at the end, brackets left open. Undefined where it isn't certain what was meant.
 */
export function repairJson(text: string): JsonRepair | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const open: string[] = [];
  const edits: TextEdit[] = [];
  let commas = 0;
  let losesValues = false;
  const put = (start: number, end: number, newText: string): void => {
    edits.push({ range: { start, end }, newText });
  };
  for (const [index, { text: token, start }] of tokens.entries()) {
    const end = start + token.length;
    const next = tokens[index + 1]?.text;
    if (token === '{') open.push('}');
    else if (token === '[') open.push(']');
    else if (token === '}' || token === ']') {
      // `[1, 2}`: the one inside is closed first.
      const before = (tokens[index - 1]?.start ?? 0) + (tokens[index - 1]?.text.length ?? 0);
      if (open.at(-1) !== token && open.at(-2) === token) put(before, before, open.pop() ?? '');
      if (open.pop() !== token) return undefined;
    } else if (token === ',') {
      if (next !== '}' && next !== ']') continue;
      put(start, end, '');
      commas++;
    } else if (token.startsWith("'") || token.startsWith('${')) put(start, end, quotedLike(token));
    else if (/^-?[A-Za-z_$]/.test(token)) {
      const word = next === ':' ? JSON.stringify(token) : Object.hasOwn(WORDS, token) ? WORDS[token] : token;
      if (word !== token) put(start, end, word ?? token);
      losesValues ||= word === 'null' && token !== 'None' && token !== 'null';
    }
  }
  if (open.length > 0) put(text.trimEnd().length, text.trimEnd().length, open.reverse().join(''));
  return edits.length > 0 ? { edits, onlyCommas: commas === edits.length, losesValues } : undefined;
}

function tokensOf(text: string): readonly { readonly text: string; readonly start: number }[] | undefined {
  const tokens: { text: string; start: number }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    if (token.trim() !== '') tokens.push({ text: token, start });
  }
  return tokens;
}

/** `'it\'s'` → `"it's"`, `${x}` → `"${x}"`. */
function quotedLike(token: string): string {
  if (token.startsWith('$')) return JSON.stringify(token);
  const inner = token
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(?<!\\)((?:\\\\)*)"/g, '$1\\"');
  return `"${inner}"`;
}
