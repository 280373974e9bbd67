/**
 * What takes most of core: filters, and the ways between automations and the server. A bundle of its own (`dist/specTools.js`),
 * loaded when it is needed: `await import('./specTools')`. Knows nothing of VS Code.
 */
import type { CreateFilterTriggerInput, Trigger } from '../core/api/model';
import { printExpression } from '../core/filter/print-expression';
import { filterInWords, type Say } from '../core/filter/words';
import { fromPlain, type PlainJson } from '../core/json/plain';
import type { Automation } from '../core/automation';
import { readTrigger } from '../core/wire/read-trigger';
import { writeCreateInput } from '../core/wire/write-input';

/** What a saved automation waits for, made readable. */
export interface Explanation {
  /** As a sentence; absent for a filter that this version can't read. */
  readonly words?: string;
  /** As an expression of the spec language; absent where there is no filter, or none can say it. */
  readonly expression?: string;
  /** The filter as it came, where nothing else can be made of it. */
  readonly json?: string;
}

/** `happening`: what the event is by itself, in the user's language. */
export function explain(trigger: Trigger, happening: string, say: Say): Explanation {
  const filter = automationOf(trigger)?.event.filter;
  if (!filter) return {};
  const words = filterInWords(filter, happening, say);
  const expression = printExpression(filter);
  return {
    ...(words !== undefined && { words }),
    ...(expression !== undefined && { expression }),
    ...(filter.family === 'verbatim' && { json: filter.json }),
  };
}

/** What creates a saved automation once more, in the same scope. */
export function inputLike(trigger: Trigger): CreateFilterTriggerInput {
  const automation = automationOf(trigger);
  const scopeID = trigger.scope.id;
  if (!automation || scopeID === undefined) throw new TypeError('The automation can’t be read.');
  return { ...writeCreateInput(automation, { scopeID }), scopeID };
}

function automationOf(trigger: Trigger): Automation | undefined {
  return readTrigger(fromPlain(trigger as unknown as PlainJson));
}
