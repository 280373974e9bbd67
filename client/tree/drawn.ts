import type { ServerState } from '../../core/plan/state';
import type { EntityNode, Node } from './nodes';

/** What was drawn last. By it, only those rows are drawn anew that look different now. */
export class Drawn {
  private readonly looks = new WeakMap<EntityNode, string>();
  /** How automations stood to their specs, by id. */
  private readonly marks = new Map<string, ServerState | undefined>();
  private top: string | undefined;

  /** Nothing counts any more. */
  forget(): void {
    this.top = undefined;
    this.marks.clear();
  }

  /** To be drawn anew at the next time, though its list may be the same. */
  forgetEntity(node: EntityNode): void {
    this.looks.delete(node);
  }

  drewTop(rows: readonly Node[]): void {
    this.top = signatureOf(rows);
  }

  drewEntity(node: EntityNode): void {
    this.looks.set(node, lookOf(node));
  }

  drewMark(triggerId: string, state: ServerState | undefined): void {
    this.marks.set(triggerId, state);
  }

  /** Whoever draws everything will ask for it: until then there is nothing to draw anew. */
  get hasTop(): boolean {
    return this.top !== undefined;
  }

  /** Have rows come or gone that stand below no other? */
  differsAtTop(rows: readonly Node[]): boolean {
    return this.top !== signatureOf(rows);
  }

  differsBelow(node: EntityNode): boolean {
    return this.looks.get(node) !== lookOf(node);
  }

  /** Ids of the automations that stand differently to their specs now. */
  otherMarks(stateOf: (triggerId: string) => ServerState | undefined): readonly string[] {
    return [...this.marks].filter(([id, state]) => stateOf(id) !== state).map(([id]) => id);
  }
}

/** Whatever of an entity's list decides about its row and about those below it. */
const lookOf = ({ list }: EntityNode): string => `${list.state} ${list.version}`;

/** Whatever makes one set of rows another than the last. */
const signatureOf = (rows: readonly Node[]): string =>
  JSON.stringify(rows.map((node) => (node.type === 'entity' ? node.list.root.entity : [node.type])));
