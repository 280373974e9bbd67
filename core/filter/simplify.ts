import { findPredicateOperator } from '../catalog/predicates';
import type { JsonObject, JsonValue } from '../json/value';
import type { Predicate } from './model';

/** A predicate on its way to the wire: as many children as it has there. */
export type WireTree =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly of: readonly WireTree[] }
  | { readonly kind: 'not'; readonly of: WireTree }
  | { readonly kind: 'leaf'; readonly document: JsonObject };

/** The tree that the SDK's operators `&`, `|` and `~` build. */
export function toWireTree(predicate: Predicate): WireTree {
  switch (predicate.kind) {
    case 'and':
    case 'or':
    case 'nor':
      return { kind: predicate.kind, of: predicate.of.map(toWireTree) };
    case 'not':
      return negate(predicate.of);
    case 'field':
      return { kind: 'leaf', document: { [predicate.field]: { [predicate.operator]: predicate.operand } } };
    case 'document':
      return { kind: 'leaf', document: predicate.document };
  }
}

/** `~` acts at once, and on pairs: of `~(a | b | c)` it makes `$nor` of `a | b` and `c`. */
function negate(predicate: Predicate): WireTree {
  if (predicate.kind === 'not') return toWireTree(predicate.of);
  const tree = toWireTree(predicate);
  if (tree.kind === 'nor') return { kind: 'or', of: tree.of };
  return tree.kind === 'or' ? { kind: 'nor', of: inPair(tree.of) } : { kind: 'not', of: tree };
}

/** The two sides of the last `|` of `a | b | c`. */
export function inPair(alternatives: readonly WireTree[]): readonly WireTree[] {
  const last = alternatives.at(-1);
  if (!last || alternatives.length < 3) return alternatives;
  return [{ kind: 'or', of: alternatives.slice(0, -1) }, last];
}

/**
 * The SDK's simplification: operators of one kind inside of one another become one, single children take their parent's
 * place, `$not` moves inwards. Unlike the SDK, a `$nor` with one child keeps its meaning.
 */
export function simplify(tree: WireTree): WireTree {
  switch (tree.kind) {
    case 'leaf':
      return tree;
    case 'not':
      return simplifyNot(tree.of);
    default: {
      const of = flatten(tree.of, tree.kind).map(simplify);
      const [only] = of;
      return only && of.length === 1 && tree.kind !== 'nor' ? only : { kind: tree.kind, of };
    }
  }
}

function flatten(children: readonly WireTree[], kind: 'and' | 'or' | 'nor'): readonly WireTree[] {
  return children.flatMap((child) =>
    child.kind === kind && !(kind === 'nor' && child.of.length === 1) ? flatten(child.of, kind) : [child],
  );
}

function simplifyNot(inner: WireTree): WireTree {
  if (inner.kind === 'not') return simplify(inner.of);
  if (inner.kind === 'or') return simplify({ kind: 'nor', of: inner.of });
  if (inner.kind === 'nor') return simplify({ kind: 'or', of: inner.of });
  const inverse = inner.kind === 'leaf' ? inverseOf(inner.document) : undefined;
  return inverse ? { kind: 'leaf', document: inverse } : { kind: 'not', of: simplify(inner) };
}

/** `{$in: …}` → `{$nin: …}`: only of an operator that stands without a field. */
function inverseOf(document: JsonObject): JsonObject | undefined {
  const [entry, ...others] = Object.entries(document);
  if (!entry || others.length > 0) return undefined;
  const [name, operand] = entry;
  if (name === '$exists' && typeof operand === 'boolean') return { $exists: !operand };
  const inverse = findPredicateOperator(name)?.inverse;
  return inverse === undefined ? undefined : { [inverse]: operand };
}

/** The MongoDB-like document of a tree. */
export function toDocument(tree: WireTree): JsonValue {
  if (tree.kind === 'leaf') return tree.document;
  return { [`$${tree.kind}`]: tree.kind === 'not' ? toDocument(tree.of) : tree.of.map(toDocument) };
}
