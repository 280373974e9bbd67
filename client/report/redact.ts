/** What must not stand in a report, as far as it is known by name. */
export interface Secrets {
  /** Of the user's home folder and the workspace, as paths. */
  readonly folders: readonly string[];
  /** Hosts, users, teams, organizations, projects, automations. */
  readonly names: readonly string[];
}

/** Shorter names are words of the language as likely as not; where they stand in a path or an address they go with that. */
const SHORTEST_NAME = 3;

/**
 * A text without what may tell who or where the user is, or what gives access: keys and tokens of any kind, addresses, e-mail
 * addresses, hosts, quoted names, paths of files (their last part stays), and the names that are known. It rather takes too much.
 */
export function redact(text: string, { folders, names }: Secrets): string {
  let result = text;
  for (const folder of longestFirst(folders, 2)) result = result.replaceAll(folder, '<folder>');
  result = result
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<address>')
    .replace(/[^\s"'<>()]+@[^\s"'<>()]+\.[^\s"'<>()]+/g, '<e-mail>')
    // The last part of a path says where in the extension something happened.
    .replace(/(?:[A-Za-z]:)?(?:[\\/][^\s\\/:"'<>()]+)+[\\/]([^\s\\/:"'<>()]+)/g, '<folder>/$1')
    .replace(/[“"'`「][^“”"'`「」\n]*[”"'`」]/g, '<text>');
  for (const name of longestFirst(names, SHORTEST_NAME)) result = replaceWord(result, name);
  return withoutKeys(result)
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g, '<host>')
    .replace(
      /\b[\w-]+(?:\.[\w-]+)*\.(?:ai|com|net|org|io|dev|local|internal|localhost|test)\b(?::\d+)?/gi,
      '<host>',
    )
    .replace(/\b[\w-]+\/[\w./-]+/g, (path) => (path.startsWith('folder') ? path : '<path>'));
}

/** Runs of characters from which keys are made. Keys have 40 characters at least; ids of the server go with them. */
function withoutKeys(text: string): string {
  return text.replace(/eyJ[\w.~+/=-]{5,}/g, '<key>').replace(/[A-Za-z0-9_+/=.~-]{24,}/g, '<key>');
}

function longestFirst(texts: readonly string[], shortest: number): readonly string[] {
  return [...new Set(texts)].filter(({ length }) => length >= shortest).sort((a, b) => b.length - a.length);
}

function replaceWord(text: string, name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'giu'), '<name>');
}
