/** One `machine` of a `.netrc`; `default` has no machine. */
export interface NetrcEntry {
  readonly machine?: string;
  readonly password: string;
}

/** Entries, and whether there was something else that made no sense: then the user is told, and the rest still counts. */
export interface Netrc {
  readonly entries: readonly NetrcEntry[];
  readonly malformed: boolean;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Reads a `.netrc` as Python's `netrc` does, which the W&B SDK uses: quotes and backslashes in values, comments, macros. */
export function parseNetrc(text: string): Netrc {
  const entries: NetrcEntry[] = [];
  let current: { machine?: string; password?: string } | undefined;
  let malformed = false;
  const finish = (): void => {
    if (current?.password !== undefined) entries.push({ ...current, password: current.password });
    current = undefined;
  };
  let at = 0;
  for (let word = nextToken(text, at); word !== undefined; word = nextToken(text, at)) {
    at = word.end;
    if (word.text.startsWith('#')) {
      at = endOfLine(text, word.start);
      continue;
    }
    if (word.text === 'default') {
      finish();
      current = {};
      continue;
    }
    const value = nextToken(text, at);
    if (word.text === 'machine' || word.text === 'macdef') finish();
    if (!keywords.has(word.text) || value === undefined) {
      malformed = true;
      continue;
    }
    at = word.text === 'macdef' ? endOfMacro(text, value.end) : value.end;
    if (word.text === 'machine') current = { machine: value.text };
    if (word.text === 'password' && current !== undefined) current.password = value.text;
  }
  finish();
  return { entries, malformed };
}

/** The key for a host (`machine` with the port where there is one), else that of the `default` entry. */
export function netrcPassword(netrc: Netrc, host: string): string | undefined {
  const own =
    netrc.entries.findLast(({ machine }) => machine === host) ??
    netrc.entries.findLast(({ machine }) => machine === undefined);
  return own?.password === '' ? undefined : own?.password;
}

const keywords: ReadonlySet<string> = new Set(['machine', 'login', 'user', 'account', 'password', 'macdef']);

function nextToken(text: string, from: number): Token | undefined {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  if (at >= text.length) return undefined;
  const start = at;
  const quote = text.charAt(at);
  const quoted = quote === '"' || quote === "'";
  if (quoted) at++;
  let token = '';
  while (at < text.length) {
    const char = text.charAt(at);
    if (quoted ? char === quote : /\s/.test(char)) break;
    // Single quotes are the shell's: nothing is escaped inside.
    if (char === '\\' && quote !== "'" && at + 1 < text.length) at++;
    token += text.charAt(at++);
  }
  return { text: token, start, end: quoted ? at + 1 : at };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A macro ends with an empty line. */
function endOfMacro(text: string, from: number): number {
  const end = /\r?\n[ \t]*\r?\n/g;
  end.lastIndex = from;
  const found = end.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}
