import { describe, expect, it } from 'vitest';
import type { AutomationNode, GroupNode } from './nodes';
import { PORTION, Portions } from './portions';

const group = { type: 'group' } as GroupNode;
const members = (count: number): AutomationNode[] =>
  Array.from({ length: count }, () => ({ type: 'automation' }) as AutomationNode);

describe('Portions', () => {
  it('shows what fits, and one more than that', () => {
    expect(new Portions().of(group, members(PORTION))).toHaveLength(PORTION);
    expect(new Portions().of(group, members(PORTION + 1))).toHaveLength(PORTION + 1);
  });

  it('says how much is missing, and shows more of it on demand', () => {
    const portions = new Portions();
    const all = members(3 * PORTION);
    expect(portions.of(group, all).at(-1)).toEqual({ type: 'rest', parent: group, hidden: 2 * PORTION });
    portions.extend(group);
    expect(portions.of(group, all).at(-1)).toMatchObject({ hidden: PORTION });
    portions.extend(group);
    expect(portions.of(group, all)).toEqual(all);
  });

  it('shows as much as is needed for one that is looked for', () => {
    const portions = new Portions();
    const all = members(3 * PORTION);
    expect(portions.include(group, PORTION - 1)).toBe(false);
    expect(portions.include(group, PORTION + 7)).toBe(true);
    expect(portions.of(group, all)).toContain(all[PORTION + 7]);
    expect(portions.of(group, all).at(-1)).toMatchObject({ hidden: PORTION });
  });
});
