import type { Trigger } from '../../core/api/model';
import { labelOf } from '../../core/api/triggerScope';
import type { Arrangement } from './arrangement';
import type { EntityAutomations, ListChange } from './entityAutomations';
import { compareGroups, groupOf, keyOf, type Group, type Words } from './groups';
import type { AutomationNode, EntityNode, GroupNode } from './nodes';
import { compareBy } from './order';
import { insertSorted } from './sorted';

/** How names are compared and what things are called, in the user's language. */
export interface RowsLanguage {
  readonly collator: Pick<Intl.Collator, 'compare'>;
  readonly words: Words;
  /** Everything else that a filter finds an automation by: names of its integration, of its event in the SDK. */
  readonly alsoKnownAs: (trigger: Trigger) => string;
}

interface AutomationRow extends AutomationNode {
  trigger: Trigger;
  parent: GroupRow;
  /** What a filter looks at, in small letters. */
  text: string;
}

interface GroupRow extends GroupNode {
  members: AutomationRow[];
}

/**
 * The rows below an entity. Grows with the pages that come in: a page costs what is in it, since names, which are slow to
 * compare, are kept sorted. Groups, filter and order are made anew when somebody looks, in linear time.
 */
export class EntityRows {
  readonly node: EntityNode;
  private readonly automations = new Map<string, AutomationRow>();
  private readonly byName: AutomationRow[] = [];
  private groupRows = new Map<string, GroupRow>();
  private sortedGroups: GroupRow[] = [];
  private shown: readonly AutomationNode[] | undefined;
  private terms: readonly string[];

  constructor(
    readonly list: EntityAutomations,
    private arrangement: Arrangement,
    private readonly language: RowsLanguage,
  ) {
    this.terms = termsOf(arrangement);
    const matching = (): number => this.matching.length;
    this.node = {
      type: 'entity',
      list,
      get count() {
        return matching();
      },
    };
  }

  /** Those that the filter lets through, by name. */
  get matching(): readonly AutomationNode[] {
    this.shown ??= this.arrange();
    return this.shown;
  }

  /** Those that aren't empty, in order. */
  get groups(): readonly GroupNode[] {
    this.shown ??= this.arrange();
    return this.sortedGroups.filter(({ members }) => members.length > 0);
  }

  /** The row of an automation, if it is shown. */
  find(id: string): AutomationNode | undefined {
    const row = this.automations.get(id);
    return row && this.matches(row) ? row : undefined;
  }

  rearrange(arrangement: Arrangement): void {
    const regroup = arrangement.grouping !== this.arrangement.grouping;
    this.arrangement = arrangement;
    this.terms = termsOf(arrangement);
    this.shown = undefined;
    if (!regroup) return;
    this.groupRows = new Map();
    this.sortedGroups = [];
    for (const row of this.byName) row.parent = this.groupFor(row.trigger);
  }

  /** Follows the list. Gives the row that is all that has to be drawn anew, if there is one. */
  apply({ put = [], removed }: ListChange): AutomationNode | undefined {
    const rows = put.map((trigger) => this.put(trigger));
    const gone = removed === undefined ? undefined : this.automations.get(removed);
    if (gone) {
      this.automations.delete(gone.trigger.id);
      this.byName.splice(this.byName.indexOf(gone), 1);
    }
    const [only] = rows;
    if (only && rows.length === 1 && !only.moved) return only.row;
    this.shown = undefined;
    return undefined;
  }

  private put(trigger: Trigger): { readonly row: AutomationNode; readonly moved: boolean } {
    const known = this.automations.get(trigger.id);
    const text = this.textOf(trigger);
    const parent = this.groupFor(trigger);
    if (!known) {
      const row: AutomationRow = { type: 'automation', parent, trigger, text };
      this.automations.set(trigger.id, row);
      this.insert(row);
      return { row, moved: true };
    }
    const before = known.trigger;
    const renamed = before.name !== trigger.name;
    if (renamed) this.byName.splice(this.byName.indexOf(known), 1);
    const moved =
      renamed ||
      known.parent !== parent ||
      known.text !== text ||
      compareBy(this.arrangement.order, before, trigger) !== 0;
    Object.assign(known, { trigger, parent, text });
    if (renamed) this.insert(known);
    return { row: known, moved };
  }

  private insert(row: AutomationRow): void {
    insertSorted(this.byName, row, (a, b) => this.language.collator.compare(a.trigger.name, b.trigger.name));
  }

  private groupFor(trigger: Trigger): GroupRow {
    const { grouping } = this.arrangement;
    const key = keyOf(trigger, grouping);
    const known = this.groupRows.get(key);
    if (known) return known;
    const group: Group = groupOf(trigger, grouping, this.language.words);
    const row: GroupRow = { type: 'group', parent: this.node, group, members: [] };
    this.groupRows.set(key, row);
    insertSorted(this.sortedGroups, row, (a, b) => compareGroups(a.group, b.group, this.language.collator));
    return row;
  }

  private arrange(): readonly AutomationNode[] {
    for (const group of this.sortedGroups) group.members = [];
    const shown = this.byName.filter((row) => this.matches(row));
    for (const row of shown) row.parent.members.push(row);
    const { order } = this.arrangement;
    if (order !== 'name') {
      for (const { members } of this.sortedGroups)
        members.sort((a, b) => compareBy(order, a.trigger, b.trigger));
    }
    return shown;
  }

  private matches({ text }: AutomationRow): boolean {
    return this.terms.every((term) => text.includes(term));
  }

  private textOf(trigger: Trigger): string {
    const { words, alsoKnownAs } = this.language;
    return [
      trigger.name,
      labelOf(trigger.scope),
      words.event(trigger),
      words.action(trigger),
      alsoKnownAs(trigger),
    ]
      .join('\n')
      .toLocaleLowerCase();
  }
}

/** All of them must occur, in any order. */
const termsOf = ({ filter }: Arrangement): readonly string[] =>
  filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
