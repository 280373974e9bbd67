import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { root } from '../host/root';

interface Manifest {
  readonly contributes: {
    readonly grammars: readonly {
      readonly scopeName: string;
      readonly path: string;
      readonly injectTo?: readonly string[];
    }[];
  };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** The grammars that are put into YAML's: their files by their scopes, as the extension contributes them. */
const injected = new Map(
  manifest.contributes.grammars
    .filter(({ injectTo }) => injectTo)
    .map(({ scopeName, path }) => [scopeName, join(root, path)]),
);

let wasm: Promise<void> | undefined;

/** YAML's grammar with ours in it. `textOf` gives the grammars that aren't ours, by the name of their scope. */
export async function loadYaml(
  textOf: (scope: string) => string | undefined,
  injections: readonly string[] = [...injected.keys()],
): Promise<IGrammar> {
  const engine = createRequire(__filename).resolve('vscode-oniguruma/release/onig.wasm');
  await (wasm ??= loadWASM(readFileSync(engine).buffer));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope) => {
      const file = injected.get(scope);
      const text = file === undefined ? textOf(scope) : readFileSync(file, 'utf8');
      return Promise.resolve(text === undefined ? null : parseRawGrammar(text, `${scope}.json`));
    },
    getInjections: (scope) => (scope === 'source.yaml' ? [...injections] : []),
  });
  const grammar = await registry.loadGrammar('source.yaml');
  if (!grammar) throw new Error('There is no grammar.');
  return grammar;
}

export interface Piece {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** From the outside to the inside. */
  readonly scopes: readonly string[];
}

/** What a grammar makes of a text. */
export function pieces(grammar: IGrammar, text: string): readonly Piece[] {
  let stack = INITIAL;
  return text.split('\n').flatMap((content, line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(content, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex: start, endIndex: end, scopes }) => ({ line, start, end, scopes }));
  });
}

/** Words with the innermost scope that is ours, without its last part. */
export function coloured(grammar: IGrammar, text: string): readonly string[] {
  const lines = text.split('\n');
  return pieces(grammar, text).flatMap(({ line, start, end, scopes }) => {
    const scope = scopes.at(-1) ?? '';
    const word = lines[line]?.slice(start, end).trim() ?? '';
    const own = scope.endsWith('.wandb-automations') && !scope.startsWith('meta.');
    return own && /\w|[<>=&|~]/.test(word) ? [`${word} ${scope.replace('.wandb-automations', '')}`] : [];
  });
}
