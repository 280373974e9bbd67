import type { Rule } from '../../../core/catalog/rules';
import type { FeatureContext } from '../../context';

export function ruleHover(
  { code, severity, summary, docs }: Rule,
  { texts }: Pick<FeatureContext, 'texts'>,
): readonly string[] {
  return [`**${code}** (${severity})`, texts.say(summary), texts.say(docs)];
}
