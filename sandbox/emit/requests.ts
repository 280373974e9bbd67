import { message, type Message } from '../../core/l10n/message';

/** A request to the REST side of a sandbox. */
export interface RestRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** Options of `emit`, as they were given. */
export interface EmitOptions {
  readonly name?: string | undefined;
  readonly state?: string | undefined;
  readonly step?: string | undefined;
  readonly type?: string | undefined;
  readonly metadata?: string | undefined;
  readonly alias?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly system?: boolean | undefined;
  readonly remove?: boolean | undefined;
}

/** Words that make no request. */
export class EmitError extends Error {
  constructor(readonly sentence: Message) {
    super(sentence.text);
  }
}

/** Turns the words behind `emit` into the request that makes it happen. */
export function requestFor([verb = '', ...words]: readonly string[], options: EmitOptions): RestRequest {
  const [first = '', ...rest] = words;
  switch (verb) {
    case 'run':
      return post(`${projectPath(first)}/runs`, { displayName: options.name, state: options.state });
    case 'metric': {
      const rows = [
        { step: options.step === undefined ? undefined : Number(options.step), values: valuesOf(rest) },
      ];
      return post(`${runPath(first)}/history`, { rows, stream: options.system ? 'system' : 'default' });
    }
    case 'state':
      return post(`${runPath(first)}/state`, { state: rest[0] });
    case 'artifact':
      return post(`${collectionPath(first)}/versions`, {
        type: options.type,
        metadata: options.metadata === undefined ? undefined : objectOf(options.metadata),
        aliases: options.alias,
        tags: options.tag,
      });
    case 'link': {
      const [entity, project, collection] = parts(rest[0] ?? '', 3);
      return post(`${versionPath(first)}/link`, { entity, project, collection, aliases: options.alias });
    }
    case 'unlink':
      return post(`${versionPath(first)}/unlink`, {});
    case 'alias':
      return post(`${versionPath(first)}/aliases`, changeOf(rest, options));
    case 'tag':
      return post(
        `${first.includes(':') ? versionPath(first) : collectionPath(first)}/tags`,
        changeOf(rest, options),
      );
    case 'slack':
    case 'executions':
    case 'decisions':
      return { method: 'GET', path: `/sandbox/${verb}` };
    case 'reset':
      return post('/sandbox/reset', {});
    default:
      throw new EmitError(message('Unknown event {0}. See emit --help.', verb));
  }
}

const post = (path: string, body: object): RestRequest => ({ method: 'POST', path, body });

const changeOf = (names: readonly string[], { remove }: EmitOptions): object =>
  remove ? { remove: names } : { add: names };

function projectPath(text: string): string {
  const [entity = '', project = ''] = parts(text, 2);
  return `/sandbox/projects/${encodeURIComponent(entity)}/${encodeURIComponent(project)}`;
}

function runPath(text: string): string {
  const [entity = '', project = '', run = ''] = parts(text, 3);
  return `${projectPath(`${entity}/${project}`)}/runs/${encodeURIComponent(run)}`;
}

function collectionPath(text: string): string {
  const [entity = '', project = '', collection = ''] = parts(text, 3);
  return `${projectPath(`${entity}/${project}`)}/collections/${encodeURIComponent(collection)}`;
}

function versionPath(text: string): string {
  const colon = text.indexOf(':');
  if (colon === -1)
    throw new EmitError(message('Expected ENTITY/PROJECT/COLLECTION:VERSION, not {0}.', text));
  return `${collectionPath(text.slice(0, colon))}/versions/${encodeURIComponent(text.slice(colon + 1))}`;
}

function parts(text: string, count: number): readonly string[] {
  const found = text.split('/');
  if (found.length === count && found.every((part) => part !== '')) return found;
  throw new EmitError(message('Expected {0} names with / between them, not "{1}".', count, text));
}

/** `loss=0.5 note=ok` */
function valuesOf(words: readonly string[]): Readonly<Record<string, unknown>> {
  const entries = words.map((word) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || value === undefined)
      throw new EmitError(message('Expected METRIC=VALUE, not "{0}".', word));
    const number = Number(value);
    return [key, value.trim() === '' || Number.isNaN(number) ? value : number] as const;
  });
  if (entries.length === 0) throw new EmitError(message('Expected METRIC=VALUE, not "{0}".', ''));
  return Object.fromEntries(entries);
}

function objectOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below
  }
  throw new EmitError(message('--metadata must be a JSON object, not {0}', text));
}
