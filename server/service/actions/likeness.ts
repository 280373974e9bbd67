import type { Automation } from '../../../core/automation';
import { printEventFilter } from '../../../core/filter/compile';
import { printJson } from '../../../core/json/print';
import type { JsonValue } from '../../../core/json/value';

/** The same text for automations that are the same, or that differ in nothing but one thing. */
export function likeness({ event, ...rest }: Automation, but?: 'scope'): string {
  const told = Object.entries(rest)
    .filter(([key]) => key !== but)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const said = printJson(Object.fromEntries(told) as unknown as JsonValue);
  return `${event.wireType} ${printEventFilter(event.filter)} ${said}`;
}
