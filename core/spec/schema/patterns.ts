import type { TextRole } from '../../catalog/keys';
import {
  forbiddenInProjectName,
  maxCollectionNameLength,
  maxProjectNameLength,
  registryProjectPrefix,
} from '../../catalog/scopes';

/** Characters as they stand between `[` and `]`. */
const listed = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\n', '\\n');

const notBlank = '(?=[^/]*[^/\\s])';
const part = `${notBlank}[^/]+`;
const project = `${notBlank}[^${listed(forbiddenInProjectName)}]{1,${String(maxProjectNameLength)}}`;
const collection = `${notBlank}[^/:]{1,${String(maxCollectionNameLength)}}`;

/** Regular expressions, over code points, for texts that have a form. */
export const rolePatterns: Readonly<Partial<Record<TextRole, string>>> = {
  project: `^${part}/(?!${registryProjectPrefix}.)${project}$`,
  registry: `^${part}/(?!${registryProjectPrefix}$)${project}$`,
  collection: `^${part}/${project}/${collection}$`,
  team: `^${part}$`,
  organization: `^${part}(?:/${part})*$`,
  // With or without "#", but not that alone.
  'slack-channel': '^(?!#?\\s*$)',
};
