import { afterAll, expect, it } from 'vitest';
import { specSchema } from '../core/spec/schema/spec-schema';
import { Workplace } from './testing';

const place = new Workplace();
afterAll(() => place.remove());

it('schema prints the JSON Schema of specs', async () => {
  const { code, out, err } = await place.run(['schema']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual(specSchema());
  expect((await place.run(['schema', 'a.yaml'])).code).toBe(2);
});
