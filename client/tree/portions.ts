import type { AutomationNode, EntityNode, GroupNode, Node } from './nodes';

/** So many rows of one kind are shown below another; and so many more when somebody asks. */
export const PORTION = 500;

/**
 * How much of a long group is shown. VS Code takes the rows below another all at once, and thousands of them would stop everything
 * else for a moment. Nobody scrolls through so many, either: there is a filter.
 */
export class Portions {
  private readonly limits = new WeakMap<EntityNode | GroupNode, number>();

  of(parent: EntityNode | GroupNode, children: readonly (GroupNode | AutomationNode)[]): Node[] {
    const limit = this.limits.get(parent) ?? PORTION;
    // A single row more needs no other row that says so.
    if (children.length <= limit + 1) return [...children];
    return [...children.slice(0, limit), { type: 'rest', parent, hidden: children.length - limit }];
  }

  extend(parent: EntityNode | GroupNode): void {
    this.limits.set(parent, (this.limits.get(parent) ?? PORTION) + PORTION);
  }

  /** Makes sure that the child at that place is shown. Tells whether it wasn't. */
  include(parent: EntityNode | GroupNode, index: number): boolean {
    const limit = this.limits.get(parent) ?? PORTION;
    if (index < limit) return false;
    this.limits.set(parent, Math.ceil((index + 1) / PORTION) * PORTION);
    return true;
  }
}
