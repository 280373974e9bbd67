import type { Trigger } from '../../../core/api/model';
import { serverTime } from '../../../core/api/time';
import { code } from '../../../core/l10n/code-span';
import { message } from '../../../core/l10n/message';
import type { SpecEntry } from '../../../core/spec/entry';
import type { HoverContext } from './hover';
import { because, notFound } from './unknown';

/** An automation of the server that the file names by `name`, or by `id`. */
export function aboutAutomation(
  key: 'name' | 'id',
  text: string,
  entry: SpecEntry | undefined,
  context: HoverContext,
): readonly string[] {
  const found = new Map<string, Trigger>();
  let looked = false;
  for (const { scope } of entry?.scopes ?? []) {
    const place = context.facts.get('scope', { scope });
    if (!place.known) return because(place.reason, context);
    const list = place.value && context.facts.get('automations', { entity: place.value.entity });
    if (list && !list.known) return because(list.reason, context);
    looked = true;
    for (const trigger of list?.value ?? []) {
      const isMeant =
        key === 'id'
          ? trigger.id === text
          : trigger.name === text && trigger.scope.id === place.value?.scopeID;
      if (isMeant) found.set(trigger.id, trigger);
    }
  }
  if (found.size > 0) return [...found.values()].map((trigger) => inWords(trigger, context));
  return looked ? notFound(context) : [];
}

function inWords({ id, name, enabled, lastExecutedAt }: Trigger, { texts }: HoverContext): string {
  return texts.row(
    texts.say(message('Automation {0}.', code(name))),
    texts.say(message('Id {0}.', code(id))),
    texts.say(enabled ? message('Enabled.') : message('Disabled.')),
    ...(lastExecutedAt === null ? [] : [texts.say(message('Last fired {0}.', inUtc(lastExecutedAt)))]),
  );
}

/** The editor may run in another time zone than the server, and than whoever reads it aloud. */
function inUtc(timestamp: string): string {
  const time = serverTime(timestamp);
  return time ? `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC` : code(timestamp);
}
