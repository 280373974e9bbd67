import { describe, expect, it } from 'vitest';
import type { Shape, ValueType } from '../../../core/catalog/keys';
import { automationShape, setShape, singleShape } from '../../../core/catalog/keys-automation';
import { configShape } from '../../../core/catalog/keys-config';
import { actions } from '../../../core/catalog/actions';
import { events } from '../../../core/catalog/events';
import { functions, members } from '../../../core/catalog/expressions';
import { alternatives, documentType, shapesOf, typesAt } from '../../../server/service/completion/expected';
import { placeAt, type PlaceBase } from '../../../server/service/completion/place';
import { cursorIn } from '../editor';
import type { Case } from '../cases';
import { caseFiles, completions } from './case-files';

const cases = caseFiles.flatMap((file) =>
  completions(file).map((each) => ({ ...each, config: file === 'config' })),
);

/** Shapes that a value of this type may have, those inside of them included. */
function shapesIn(type: ValueType, seen: Set<Shape>): void {
  for (const one of alternatives([type])) {
    if (one.kind === 'list') shapesIn(one.items, seen);
    const shapes =
      one.kind === 'mapping' ? [one.shape] : one.kind === 'variant' ? [one.base, ...one.shapes.values()] : [];
    for (const shape of shapes) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      for (const key of shape.keys) shapesIn(key.type, seen);
    }
  }
}

/** The rules and assumptions are alike: the matrix has all of them, the cases some. */
const alike = ['rules', 'assume'];

const positions = (): string[] => {
  const seen = new Set<Shape>();
  for (const shape of [setShape, singleShape, configShape]) shapesIn({ kind: 'mapping', shape }, seen);
  const own = [...seen].filter(({ id }) => !alike.includes(id));
  const all = own.flatMap(({ id, keys }) => keys.map(({ name }) => `${id}.${name}`));
  // The type of a variant is what makes it one: it is chosen where none is yet.
  return [...new Set(all)].filter((position) => !/^[A-Z].*\.type$/.test(position));
};

interface Covered {
  readonly keys: string[];
  readonly values: string[];
}

const configType: ValueType = { kind: 'mapping', shape: configShape };

/** Keys that a case writes, and keys whose value it is about. */
function covered({ before, label, config }: Case & { readonly config: boolean }): Covered {
  const { text } = cursorIn(before);
  const { key, value } = placeAt(text, before.indexOf('▮'));
  const typesOf = ({ path, parents }: Pick<PlaceBase, 'path' | 'parents'>): readonly ValueType[] =>
    typesAt(config ? configType : documentType(parents[0]), path, parents);
  const keys = key ? shapesOf(typesOf(key), key.map).map(({ id }) => `${id}.${label}`) : [];
  if (!value) return { keys, values: [] };
  const steps = value.path.findLastIndex((step) => typeof step === 'string');
  const path = value.path.slice(0, steps);
  const parents = value.parents.slice(0, steps + 1);
  const map = parents.at(-1);
  const shapes = shapesOf(typesOf({ path, parents }), map?.kind === 'map' ? map : undefined);
  return { keys, values: shapes.map(({ id }) => `${id}.${String(value.path[steps])}`) };
}

describe('the cases', () => {
  const all = cases.map(covered);
  // A document that is a set, one automation or neither yet has the same keys.
  const sameAs: Readonly<Record<string, string[]>> = {
    set: ['document'],
    single: ['document', automationShape.id],
    automation: ['single', 'document'],
  };
  const missing = (found: ReadonlySet<string>): string[] =>
    positions().filter((position) => {
      const [id = '', name = ''] = position.split('.');
      return ![id, ...(sameAs[id] ?? [])].some((one) => found.has(`${one}.${name}`));
    });

  it('are many', () => {
    expect(cases.length).toBeGreaterThan(600);
  });

  it('have every key of the format', () => {
    expect(missing(new Set(all.flatMap(({ keys }) => keys)))).toEqual([]);
  });

  it('have every place of a value', () => {
    expect(missing(new Set(all.flatMap(({ values }) => values)))).toEqual([]);
  });

  it('have every event and action, chosen and in a whole automation', () => {
    const names = [...events, ...actions].map(({ name }) => name);
    const chosen = new Set(cases.map(({ label }) => label));
    const written = completions('automations').map(({ after = '' }) => after);
    expect(names.filter((name) => !chosen.has(name))).toEqual([]);
    expect(names.filter((name) => !written.some((text) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual(
      [],
    );
  });

  it('have every member and function of the filter language', () => {
    const chosen = new Set(completions('expressions').map(({ label }) => label));
    expect([...members, ...functions].filter(({ name }) => !chosen.has(name))).toEqual([]);
  });
});
