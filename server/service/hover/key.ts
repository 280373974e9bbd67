import type { KeyEntry } from '../../../core/catalog/keys';
import { findFilterClass, findFilterField } from '../../../core/catalog/filters';
import { message } from '../../../core/l10n/message';
import type { SpecLocation } from '../../../core/spec/location';
import type { Range } from '../../../core/text/range';
import type { Texts } from '../../texts';
import { isInFilter } from './filter';
import type { HoverContext, HoverText } from './hover';
import { aboutPredicateKey } from './predicate';

/** What a key means, what holds without it, what else it is called. */
export function keyHover(location: SpecLocation, range: Range, context: HoverContext): HoverText | undefined {
  const { key, shape, path } = location;
  if (key) return { range, paragraphs: [`**${key.name}**`, ...aboutKey(key, shape?.id, context.texts)] };
  const paragraphs = isInFilter(location) ? aboutPredicateKey(String(path.at(-1)), context) : undefined;
  return paragraphs && { range, paragraphs };
}

function aboutKey(key: KeyEntry, shape: string | undefined, texts: Texts): readonly string[] {
  const filterClass = shape === undefined ? undefined : findFilterClass(shape);
  const appDefault = filterClass && findFilterField(filterClass, key.name)?.appDefault;
  return aboutSetting({ ...key, sdkDefault: key.default, appDefault }, texts);
}

/** Docs of a key or an argument with its default, also the App's where that differs. */
export function aboutSetting(
  {
    docs,
    required,
    sdkDefault,
    appDefault,
    aliases = [],
  }: Pick<KeyEntry, 'docs' | 'aliases'> & {
    readonly required?: boolean | undefined;
    readonly sdkDefault?: string | undefined;
    readonly appDefault?: string | undefined;
  },
  texts: Texts,
): readonly string[] {
  const facts = [
    ...(required ? [texts.say(message('Required.'))] : []),
    ...(sdkDefault !== undefined ? [texts.say(message('Default: `{0}`.', sdkDefault))] : []),
    ...(appDefault !== undefined ? [texts.say(message('W&B’s App fills in `{0}`.', appDefault))] : []),
    ...(aliases.length > 0
      ? [texts.say(message('Also written {0}.', aliases.map((name) => `\`${name}\``).join(', ')))]
      : []),
  ];
  return [texts.say(docs), ...(facts.length > 0 ? [texts.row(...facts)] : [])];
}
