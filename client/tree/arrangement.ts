/** What automations are put together by. */
export const groupings = ['scope', 'event', 'action', 'state'] as const;
export type Grouping = (typeof groupings)[number];

/** What decides which automation of a group comes first. */
export const orders = ['name', 'fired', 'created', 'changed', 'state'] as const;
export type Order = (typeof orders)[number];

/** How the user wants to see the automations. */
export interface Arrangement {
  readonly grouping: Grouping;
  readonly order: Order;
  /** Words that must all occur; empty: everything is shown. */
  readonly filter: string;
}

export const usual: Arrangement = { grouping: 'scope', order: 'name', filter: '' };

/** What was remembered, as far as this version knows it. The filter isn't: rows that miss after a restart would puzzle. */
export function readArrangement(remembered: unknown): Arrangement {
  const { grouping, order } = (remembered ?? {}) as Partial<Record<keyof Arrangement, unknown>>;
  return {
    ...usual,
    grouping: groupings.find((known) => known === grouping) ?? usual.grouping,
    order: orders.find((known) => known === order) ?? usual.order,
  };
}
