import type { Token } from '../filter/token';
import { ExpressionParser } from './parse-expression';
import { readSource, type PythonSource } from './source';
import type { PythonNode, PythonStatement } from './syntax';

/** A script as statements in the order of the text, whatever they stand in: a function, a branch, a loop. */
export interface ParsedPython extends PythonSource {
  readonly statements: readonly PythonStatement[];
}

/** Statements that others stand in. */
const headers = new Set([
  'if',
  'elif',
  'else',
  'for',
  'while',
  'with',
  'try',
  'except',
  'finally',
  'def',
  'class',
  'async',
]);
/** Words before an expression that change nothing about it here. */
const wordsBefore = new Set(['return', 'yield', 'assert', 'raise', 'del', 'global', 'nonlocal', 'pass']);

/** Reads a script. Never throws, whatever the text, and runs nothing. */
export function parsePython(given: string): ParsedPython {
  const source = readSource(given);
  const statements = logicalLines(source).flatMap((tokens) => statementsOf(tokens, source.text));
  return { ...source, statements };
}

/** The tokens of each statement: up to a line break or `;` outside of brackets, or the `:` of a header. */
function logicalLines({ tokens, text }: PythonSource): readonly (readonly Token[])[] {
  const lines: Token[][] = [];
  let line: Token[] = [];
  let depth = 0;
  const end = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
    depth = 0;
  };
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (token.kind === 'end') {
      end();
      return;
    }
    if (
      before &&
      isNewLine(text, before, token) &&
      (depth === 0 || startsAnew(token, tokens[index + 1], text))
    )
      end();
    if (token.kind === 'sign') {
      if (token.text === ';' && depth === 0) {
        end();
        return;
      }
      if ('([{'.includes(token.text)) depth++;
      if (')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
    }
    line.push(token);
    const [first] = line;
    if (
      depth === 0 &&
      token.kind === 'sign' &&
      token.text === ':' &&
      first?.kind === 'name' &&
      headers.has(first.text)
    )
      end();
  });
  end();
  return lines;
}

function isNewLine(text: string, before: Token, token: Token): boolean {
  return /[\r\n]/.test(text.slice(before.end, token.start).replace(/\\\r?\n/g, ''));
}

/** A statement at the margin, although a bracket is open: half of a call was copied. */
function startsAnew(token: Token, following: Token | undefined, text: string): boolean {
  if (token.kind !== 'name' || !/[\r\n]/.test(text.charAt(token.start - 1))) return false;
  return (
    token.text === 'import' || token.text === 'from' || (following?.kind === 'sign' && following.text === '=')
  );
}

function statementsOf(tokens: readonly Token[], text: string): readonly PythonStatement[] {
  const [first] = tokens;
  if (!first) return [];
  const end: Token = { kind: 'end', start: tokens.at(-1)?.end ?? 0, end: tokens.at(-1)?.end ?? 0 };
  const parser = new ExpressionParser([...tokens, end], text);
  if (first.kind === 'name') {
    if (first.text === 'import') return imports(parser);
    if (first.text === 'from') return importsFrom(parser);
    if (headers.has(first.text)) return header(tokens, parser);
    if (wordsBefore.has(first.text)) parser.next();
  }
  return assignment(parser);
}

/** `import wandb.automations as wa, os` */
function imports(parser: ExpressionParser): readonly PythonStatement[] {
  const found: PythonStatement[] = [];
  do {
    parser.next();
    const path = dotted(parser);
    const name = parser.takeName('as') ? nameOf(parser.next()) : path.split('.', 1).join('');
    // `import a.b` gives the name `a`, which is `a`.
    if (name !== '') found.push({ kind: 'import', name, path: path.startsWith(`${name}.`) ? name : path });
  } while (parser.isSign(','));
  return found;
}

/** `from wandb.automations import (RunEvent as R, OnRunMetric)` */
function importsFrom(parser: ExpressionParser): readonly PythonStatement[] {
  parser.next();
  const path = dotted(parser);
  if (!parser.takeName('import')) return [];
  parser.takeSign('(');
  const found: PythonStatement[] = [];
  while (!parser.isAtEnd() && !parser.isSign(')')) {
    const imported = nameOf(parser.next());
    const name = parser.takeName('as') ? nameOf(parser.next()) : imported;
    if (imported !== '') found.push({ kind: 'import', name, path: `${path}.${imported}` });
    if (!parser.takeSign(',')) break;
  }
  return found;
}

function dotted(parser: ExpressionParser): string {
  const names: string[] = [];
  for (;;) {
    while (parser.takeSign('.'));
    if (parser.current.kind !== 'name' || parser.isName('import')) return names.join('.');
    names.push(nameOf(parser.next()));
    if (!parser.isSign('.')) return names.join('.');
  }
}

const nameOf = (token: Token): string => (token.kind === 'name' ? token.text : '');
const signOf = (token: Token | undefined): string => (token?.kind === 'sign' ? token.text : '');

/** What a header gives values to isn't known; what it evaluates may still make an automation. */
function header(tokens: readonly Token[], parser: ExpressionParser): readonly PythonStatement[] {
  parser.takeName('async');
  switch (nameOf(parser.next())) {
    case 'for': {
      const names: string[] = [];
      while (!parser.isAtEnd() && !parser.isName('in')) names.push(nameOf(parser.next()));
      return [{ kind: 'forget', names: names.filter(Boolean) }];
    }
    case 'def':
      return [{ kind: 'forget', names: parametersIn(tokens) }];
    case 'with':
      return withItems(parser);
    default:
      return [];
  }
}

function parametersIn(tokens: readonly Token[]): readonly string[] {
  return tokens
    .filter((_, index) => /^[(,*]$/.test(signOf(tokens[index - 1])))
    .flatMap((token) => nameOf(token) || []);
}

function withItems(parser: ExpressionParser): readonly PythonStatement[] {
  const found: PythonStatement[] = [];
  do {
    const value = parser.expression();
    if (parser.takeName('as')) found.push({ kind: 'assign', targets: [parser.expression()], value });
    else found.push({ kind: 'evaluate', value });
  } while (parser.takeSign(','));
  return found;
}

/** `a = b = value`, `a: Type = value`, `a, b = …`, or an expression alone. */
function assignment(parser: ExpressionParser): readonly PythonStatement[] {
  if (parser.isAtEnd()) return [];
  const targets: PythonNode[] = [];
  for (;;) {
    const value = parser.tuple();
    if (parser.takeSign(':')) {
      parser.expression();
      if (!parser.takeSign('=')) return [];
      targets.push(value);
    } else if (parser.takeSign('=')) targets.push(value);
    else if (parser.current.kind === 'sign' && parser.current.text.endsWith('=')) {
      // `a += 1`: what it is now only running the code tells.
      return [{ kind: 'forget', names: value.kind === 'name' ? [value.name] : [] }];
    } else return [targets.length > 0 ? { kind: 'assign', targets, value } : { kind: 'evaluate', value }];
    if (parser.isAtEnd()) return [];
  }
}
