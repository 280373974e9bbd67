import type { SpecAutomation } from '../spec/entry';
import type { CreateFilterTriggerInput } from './inputs';
import { referencesOf, type Reference } from './references';
import { readOnlyParts, writeCreateInput } from './write-input';

/** An automation of a spec as the server would get it. */
export interface Compilation {
  /**
   * Null exactly when the automation has an error. Ids of names that have to be looked up are null in it. An entry that is pinned
   * to an automation with parts that can only be read has no input to create it from either, without that being an error.
   */
  readonly input: CreateFilterTriggerInput | null;
  /** What has to be looked up, in the order of the input's members. */
  readonly references: readonly Reference[];
}

/** What would be sent for one automation of a spec. */
export function compileAutomation({ automation, problems }: SpecAutomation): Compilation {
  const failed = problems.some(({ severity }) => severity === 'error');
  if (failed || !automation || readOnlyParts(automation).length > 0) return { input: null, references: [] };
  return { input: writeCreateInput(automation), references: referencesOf(automation) };
}
