import type { RuleText } from './rule';
import { actionRules } from './rules-actions';
import { documentRules } from './rules-document';
import { eventRules } from './rules-events';
import { filterRules } from './rules-filters';
import { serverRules } from './rules-server';

const table = { ...documentRules, ...eventRules, ...filterRules, ...actionRules, ...serverRules };

/** Stable name of a rule, in diagnostics, configuration and comments. */
export type RuleCode = keyof typeof table;

export interface Rule extends RuleText {
  readonly code: RuleCode;
}

const byCode = new Map<string, Rule>(
  Object.entries<RuleText>(table).map(([code, text]) => [code, { code: code as RuleCode, ...text }]),
);

/** All rules, in the order of the documentation. */
export const rules: readonly Rule[] = [...byCode.values()];

/** The rule of a known code. */
export function ruleFor(code: RuleCode): Rule {
  return { code, ...table[code] };
}

/** The rule of a code that a user wrote. */
export function findRule(code: string): Rule | undefined {
  return byCode.get(code);
}
