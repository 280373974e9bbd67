import type { Trigger } from '../../core/api/model';
import type { Automation } from '../../core/automation';
import { fromPlain, type PlainJson } from '../../core/json/plain';
import { message, type Message } from '../../core/l10n/message';
import { plain } from '../../core/l10n/plain-text';
import { NotInPython } from '../../core/python/not-in-python';
import { printPython } from '../../core/python/print';
import { readPython } from '../../core/python/read';
import { printReading } from '../../core/python/spec-text';
import { openSpecDocument } from '../../core/spec/document';
import { printSingle, printSpec } from '../../core/spec/print';
import type { ResolvedIds } from '../../core/wire/inputs';
import { readTrigger } from '../../core/wire/read-trigger';
import { referencesOf } from '../../core/wire/references';
import { ReadOnlyPartError, writeCreateInput } from '../../core/wire/write-input';
import { printGraphql, type GraphqlInput } from './graphql';

export type CopyFormat = 'yaml' | 'python' | 'graphql';

/** Saved automations, or those of a spec at an offset. */
export type CopySource =
  { readonly triggers: readonly Trigger[] } | { readonly spec: string; readonly offset: number };

/** What is copied, or why nothing is. Undefined: there is no automation. */
export type Copied = { readonly text: string } | { readonly problem: Message } | undefined;

/** Automations as text. `organizations`: name of an organization's entity → its display name, as far as known. */
export function copyOf(
  source: CopySource,
  format: CopyFormat,
  organizations: ReadonlyMap<string, string>,
): Copied {
  const found = 'triggers' in source ? source.triggers.map(saved) : written(source.spec, source.offset);
  const [only] = found;
  if (!only) return undefined;
  const automations = found.map(({ automation }) => automation);
  try {
    switch (format) {
      case 'yaml': {
        const options = { ids: !('triggers' in source) };
        return {
          text: found.length === 1 ? printSingle(only.automation, options) : printSpec(automations, options),
        };
      }
      case 'python':
        return { text: printPython(automations, { organizations }) };
      case 'graphql':
        return { text: printGraphql(found.map(inputOf)) };
    }
  } catch (error) {
    if (error instanceof NotInPython) return { problem: error.sentence };
    if (error instanceof ReadOnlyPartError)
      return { problem: message('It is of a kind that can only be read: no input can create it.') };
    throw error;
  }
}

interface Found {
  readonly automation: Automation;
  readonly ids: ResolvedIds;
}

function saved(trigger: Trigger): Found {
  const automation = readTrigger(fromPlain(trigger as unknown as PlainJson));
  if (!automation) throw new TypeError('The automation can’t be read.');
  const scopeID = trigger.scope.id;
  return { automation, ids: scopeID === undefined ? {} : { scopeID } };
}

/** The automations of the entry at an offset, without those that have errors. */
function written(text: string, offset: number): readonly Found[] {
  const automations = openSpecDocument(text).entryAt(offset)?.automations ?? [];
  return automations.flatMap(({ automation, problems }) =>
    automation && !problems.some(({ severity }) => severity === 'error') ? [{ automation, ids: {} }] : [],
  );
}

function inputOf({ automation, ids }: Found): GraphqlInput {
  const missing = referencesOf(automation).map(
    ({ path, kind, name, entity }) =>
      [path, `The id of ${kind} ${plain(entity === undefined ? name : `${entity}/${name}`)}`] as const,
  );
  return {
    input: fromPlain(writeCreateInput(automation, ids) as unknown as PlainJson) as GraphqlInput['input'],
    missing: new Map(missing),
  };
}

/** A script as a spec. */
export interface SpecOfScript {
  readonly text: string;
  /** Automations in it. */
  readonly count: number;
  /** Pieces of the script that weren't understood; comments in the text say which. */
  readonly problems: number;
}

/** The automations that a Python script makes; nothing of it is run. A message: why there are none. */
export function specOfScript(
  script: string,
  entity: string | undefined,
  say: (message: Message) => string,
): SpecOfScript | Message {
  const reading = readPython(script, entity === undefined ? {} : { entity });
  const { automations, problems } = reading;
  if (automations.length === 0) return problems[0]?.message ?? message('There is no automation in the text.');
  return {
    text: printReading(script, reading, say),
    count: automations.length,
    problems: problems.length + automations.reduce((sum, each) => sum + each.problems.length, 0),
  };
}
