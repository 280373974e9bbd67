import { omissionOf, sentenceOf } from '../ui/failures';
import { failedRow, remedies } from '../ui/rows';
import type { Content } from './content';
import type { EntityRows } from './entityRows';
import type { Node } from './nodes';
import type { Portions } from './portions';

/** The rows that stand below no other. */
export function topRows(content: Content | undefined, filter: string): Node[] {
  const failure = content?.failure;
  if (sentenceOf(failure) !== undefined) return remedies(failure);
  if (!content || content.isEmpty) return [];
  const { entities } = content;
  if (!filter) return entities.map(({ node }) => node);
  // An entity without a match says nothing, unless there may still be one.
  return entities
    .filter(({ matching, list }) => matching.length > 0 || list.state !== 'complete')
    .map(({ node }) => node);
}

/** The groups of an entity, and below them what isn't there. */
export function rowsBelowEntity(
  { node, list, groups }: EntityRows,
  portions: Portions,
  explain: (failure: unknown) => string | undefined,
  retry: (list: EntityRows['list']) => Promise<void>,
): Node[] {
  const nodes = portions.of(node, groups);
  const failure = list.state === 'failed' ? explain(list.failure) : undefined;
  if (failure !== undefined) nodes.push(failedRow(node, failure, () => retry(list)));
  const omission = omissionOf(list.omissions);
  if (omission !== undefined) nodes.push({ type: 'incomplete', parent: node, sentence: omission });
  if (list.state === 'more') nodes.push({ type: 'more', parent: node });
  return nodes;
}
