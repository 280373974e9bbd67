import type { KeyEntry } from '../../../core/catalog/keys';
import { findFilterClass, findFilterField } from '../../../core/catalog/filters';
import { message } from '../../../core/l10n/message';
import type { SpecLocation } from '../../../core/spec/location';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { HoverText } from './hover';

/** What a key means, what holds without it, what else it is called. */
export function keyHover(
  location: SpecLocation,
  range: Range,
  context: FeatureContext,
): HoverText | undefined {
  const { key, shape } = location;
  if (!key) return undefined;
  return { range, paragraphs: [`**${key.name}**`, ...aboutKey(key, shape?.id, context)] };
}

/** Docs of a key with its default, also the App's where that differs. */
function aboutKey(key: KeyEntry, shape: string | undefined, { texts }: FeatureContext): readonly string[] {
  const { docs, required, default: standard, aliases = [] } = key;
  const filterClass = shape === undefined ? undefined : findFilterClass(shape);
  const app = filterClass && findFilterField(filterClass, key.name)?.appDefault;
  const facts = [
    ...(required ? [texts.say(message('Required.'))] : []),
    ...(standard !== undefined ? [texts.say(message('Default: `{0}`.', standard))] : []),
    ...(app !== undefined ? [texts.say(message('W&B’s App fills in `{0}`.', app))] : []),
    ...(aliases.length > 0
      ? [texts.say(message('Also written {0}.', aliases.map((name) => `\`${name}\``).join(', ')))]
      : []),
  ];
  return [texts.pick(docs), ...(facts.length > 0 ? [facts.join(' ')] : [])];
}
