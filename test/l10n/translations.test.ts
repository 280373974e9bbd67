import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(__dirname, '../..');
const rooms = ['core', 'node', 'server', 'client', 'cli', 'sandbox'];

/** Functions whose first argument is an English text with placeholders, shown to users. */
const makers = new Set(['message', 'l10n.t', 'vscode.l10n.t']);

interface Use {
  readonly text: string | undefined;
  readonly where: string;
}

/** Every call of a maker in the sources of a room; `text` is missing where it is no literal. */
function usesIn(room: string): Use[] {
  const files = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return files.flatMap((file) => {
    const path = join(root, room, file);
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const uses: Use[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && makers.has(node.expression.getText(source))) {
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        uses.push(
          ...literalsOf(node.arguments[0]).map((text) => ({
            text,
            where: `${room}/${file}:${String(line)}`,
          })),
        );
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return uses;
  });
}

/** A choice between two literals is fine; anything else is no literal. */
function literalsOf(node: ts.Node | undefined): (string | undefined)[] {
  if (!node) return [undefined];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  // `l10n.t(message.text, …)` renders a Message that was made, and is looked up, elsewhere.
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'text') return [];
  return [undefined];
}

function readTable(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort();

const tables = readdirSync(join(root, 'l10n')).filter((file) => file.endsWith('.ja.json'));
const translations = new Map(tables.flatMap((file) => Object.entries(readTable(`l10n/${file}`))));
const uses = rooms.flatMap(usesIn);

describe('Japanese', () => {
  it('finds texts to look up', () => {
    expect(uses.length).toBeGreaterThan(20);
  });

  it('is written for literals only', () => {
    expect(uses.filter(({ text }) => text === undefined).map(({ where }) => where)).toEqual([]);
  });

  it('is there for every text', () => {
    const missing = uses.filter(({ text }) => text !== undefined && !translations.has(text));
    expect(missing.map(({ text, where }) => `${where}: ${String(text)}`)).toEqual([]);
  });

  it('has no text that nothing shows', () => {
    const shown = new Set(uses.map(({ text }) => text));
    expect([...translations.keys()].filter((text) => !shown.has(text))).toEqual([]);
  });

  it('has one meaning for each text, whichever part of the program shows it', () => {
    const twofold = tables.flatMap((file) =>
      Object.entries(readTable(`l10n/${file}`)).filter(([text, ja]) => translations.get(text) !== ja),
    );
    expect(twofold).toEqual([]);
  });

  it('leaves no sentence in English', () => {
    const english = [...translations].filter(
      ([, ja]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja) && /\w+ \w+ \w+/.test(ja),
    );
    expect(english).toEqual([]);
  });

  it('has the same placeholders as the English', () => {
    const differing = [...translations].filter(
      ([en, ja]) => placeholders(en).join() !== placeholders(ja).join(),
    );
    expect(differing).toEqual([]);
  });

  it('covers the manifest', () => {
    expect(Object.keys(readTable('package.nls.ja.json')).sort()).toEqual(
      Object.keys(readTable('package.nls.json')).sort(),
    );
  });

  it('covers every %name% of package.json', () => {
    const named = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.-]+)%"/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(readTable('package.nls.json')).sort());
  });
});
