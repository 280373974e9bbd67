import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { actions } from '../../catalog/actions';
import { events } from '../../catalog/events';
import { filterClasses } from '../../catalog/filters';
import type { JsonSchema } from './json-schema';
import { sampleValue } from './sample';
import { specSchema } from './spec-schema';

const schema = specSchema();
const definitions = schema['$defs'] as Readonly<Record<string, JsonSchema>>;

/** Every schema inside a schema, with its path. */
function* schemasIn(value: unknown, path: string): Generator<readonly [string, JsonSchema]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as JsonSchema];
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'default' && key !== 'examples') yield* schemasIn(inner, `${path}/${key}`);
  }
}

describe('specSchema', () => {
  it('is a schema of draft 2020-12', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('knows every event, action and filter class, and nothing twice', () => {
    for (const { name } of [...events, ...actions, ...filterClasses])
      expect(definitions).toHaveProperty(name);
    const text = JSON.stringify(schema);
    for (const id of Object.keys(definitions)) expect(text).toContain(`"#/$defs/${id}"`);
  });

  it('has defaults and examples that are right', () => {
    const ajv = new Ajv2020({ strict: false, schemas: [{ ...schema, $id: 'https://example.com/spec' }] });
    let count = 0;
    for (const [path, one] of schemasIn(definitions, '')) {
      for (const value of [one['default'], ...((one['examples'] ?? []) as readonly unknown[])]) {
        if (value === undefined) continue;
        count++;
        const fits = ajv.validate({ $ref: `https://example.com/spec#/$defs${path}` }, value);
        expect(fits, `${path}: ${JSON.stringify(value)} ${JSON.stringify(ajv.errors)}`).toBe(true);
      }
    }
    expect(count).toBeGreaterThan(30);
  });

  it('says of every key what it is for', () => {
    for (const [id, { properties = {} }] of Object.entries(definitions)) {
      if (id === 'event' || id === 'action' || /^(?:names|has)/.test(id) || id.endsWith('Filter')) continue;
      for (const [key, one] of Object.entries(properties as Readonly<Record<string, JsonSchema>>))
        expect(one['description'], `${id}.${key}`).toMatch(/\S/);
    }
  });
});

describe('sampleValue', () => {
  it('reads what is written for YAML', () => {
    expect(sampleValue('"#ml"', { kind: 'text', role: 'text' })).toBe('#ml');
    expect(sampleValue('""', { kind: 'text', role: 'text' })).toBe('');
    expect(sampleValue('3.0', { kind: 'number' })).toBe(3);
    expect(sampleValue('{project: a/b}', { kind: 'free', role: 'own' })).toEqual({ project: 'a/b' });
  });

  it('leaves out words for people', () => {
    expect(sampleValue('window', { kind: 'number' })).toBeUndefined();
    expect(sampleValue('None', { kind: 'choice', role: 'enum', choices: [] })).toBeUndefined();
    expect(sampleValue('1', { kind: 'text', role: 'text' })).toBeUndefined();
  });
});
