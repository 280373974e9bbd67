import type { TextRole } from '../../catalog/keys';
import {
  forbiddenInProjectName,
  maxCollectionNameLength,
  maxProjectNameLength,
  registryProjectPrefix,
} from '../../catalog/scopes';

const escaped = (text: string): string =>
  Array.from(text, (char) => (char === '\r' ? '\\r' : char === '\n' ? '\\n' : `\\${char}`)).join('');

const notBlank = '(?=[^/]*\\S)';
const part = `${notBlank}[^/]+`;
const project = `${notBlank}[^${Array.from(new Set([...forbiddenInProjectName, '/']), (char) =>
  /[\\^\]\-/\r\n]/.test(char) ? escaped(char) : char,
).join('')}]{1,${String(maxProjectNameLength)}}`;
const collection = `${notBlank}[^/:]{1,${String(maxCollectionNameLength)}}`;

/** Regular expressions (of Unicode code points) for texts that have a form; what says more than one needs is left to `validate`. */
export const rolePatterns: Readonly<Partial<Record<TextRole, string>>> = {
  project: `^${part}/(?!${registryProjectPrefix}.)${project}$`,
  registry: `^${part}/(?!${registryProjectPrefix}$)${project}$`,
  collection: `^${part}/${project}/${collection}$`,
  team: `^${part}$`,
  organization: `^${part}(?:/${part})*$`,
  // With or without "#".
  'slack-channel': '^(?!#?\\s*$)',
};
