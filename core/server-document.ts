import type { Trigger } from './api/model';
import { entityOf, labelOf } from './api/triggerScope';

/**
 * Schemes of documents that show automations of the server: specs, but none of the workspace's files. The first can be edited, the
 * second is for looking at and comparing.
 */
export const serverSchemes = ['wandb-automation', 'wandb-automation-saved'] as const;

export type ServerScheme = (typeof serverSchemes)[number];

/** Folder that the paths of such documents begin with. By it VS Code gives them a language of their own: see the manifest. */
const ROOT = 'W&B';

/** Where such a document is, as the members of an address, none of them escaped. */
export interface ServerDocument {
  readonly scheme: ServerScheme;
  /** The host. */
  readonly authority: string;
  /** For people: `/W&B/my-team/finetune/loss-spike.automation.yaml`. A name may be in several scopes, so it isn't unique. */
  readonly path: string;
  /** For us: the entity and the id, `my-team/VHJpZ2dlcjox`. */
  readonly query: string;
}

/** Which automation a document shows. */
export interface ShownAutomation {
  readonly host: string;
  readonly entity: string;
  readonly id: string;
}

/** Is it the address of such a document? */
export function isServerDocument(uri: string): boolean {
  return serverSchemes.some((scheme) => uri.startsWith(`${scheme}:`));
}

/** The document that shows a saved automation. The language server knows it for a spec by its name. */
export function serverDocument(
  scheme: ServerScheme,
  host: string,
  { id, name, scope }: Pick<Trigger, 'id' | 'name' | 'scope'>,
): ServerDocument {
  const entity = entityOf(scope) ?? '';
  const label = scope.__typename === 'Entity' ? [] : labelOf(scope).split('/');
  const folders = [entity, ...label].filter((part) => part !== '').map(fileName);
  return {
    scheme,
    authority: host,
    path: `/${[ROOT, ...folders, `${fileName(name)}.automation.yaml`].join('/')}`,
    query: `${entity}/${id}`,
  };
}

/** What {@link serverDocument} was made of. */
export function shownAutomation({ authority, query }: Omit<ServerDocument, 'scheme'>): ShownAutomation {
  const cut = query.indexOf('/');
  return { host: authority, entity: query.slice(0, cut), id: query.slice(cut + 1) };
}

/** Its address as a text. */
export function addressOf({ scheme, authority, path, query }: ServerDocument): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return `${scheme}://${authority}${escaped}?${encodeURIComponent(query)}`;
}

/** A name as part of a file's name, on every system. */
export function fileName(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*\s]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return beginningOf(safe) || 'automation';
}

/** As much of a name as a path has room for: 80 characters, and with an ending 255 bytes. */
function beginningOf(name: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  return Array.from(name)
    .slice(0, 80)
    .filter((character) => (bytes += encoder.encode(character).length) <= 200)
    .join('');
}
