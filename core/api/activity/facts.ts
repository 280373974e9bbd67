import { plain } from '../../l10n/plain-text';
import type { TriggerExecution } from '../model';
import { textWithoutSecrets } from './secrets';

/** How an execution stands. `other`: the server said something that isn't documented. */
export type ExecutionState = 'pending' | 'finished' | 'failed' | 'skipped' | 'other';

/** Something about an execution, in the order in which it happened: what was seen, what was sent, what came back. */
export interface ExecutionFact {
  readonly key:
    | 'run'
    | 'metric'
    | 'runState'
    | 'artifact'
    | 'alias'
    | 'tag'
    | 'destination'
    | 'severity'
    | 'title'
    | 'text'
    | 'payload'
    | 'status'
    | 'body'
    | 'error';
  /** One line, without secrets and without characters that could fool the eye. */
  readonly text: string;
}

/** Characters of a fact; the whole is in the document. */
const LONG = 500;

export function stateOf({ state }: TriggerExecution): ExecutionState {
  switch (state) {
    case 'PENDING':
      return 'pending';
    case 'FINISHED':
      return 'finished';
    case 'FAILED':
      return 'failed';
    default:
      // The App shows skipped ones; what the API calls them isn't documented.
      return /^SKIP/i.test(state) ? 'skipped' : 'other';
  }
}

/** What it was about: the run, or the artifact's collection. Undefined: the server doesn't say. */
export function subjectOf({ event }: TriggerExecution): string | undefined {
  const { runName, artifactCollectionName, artifactVersionIndex, projectName } = membersOf(event?.data);
  const version = textOf(artifactVersionIndex);
  const collection = textOf(artifactCollectionName);
  const name =
    textOf(runName) ??
    (collection === undefined ? undefined : `${collection}${version ? `:v${version}` : ''}`);
  const project = textOf(projectName);
  const path = [project, name].filter((part) => part !== undefined).join('/');
  return path === '' ? undefined : plain(path);
}

/** What there is to know about an execution, as far as the server tells. */
export function factsOf(execution: TriggerExecution): readonly ExecutionFact[] {
  const event = membersOf(execution.event?.data);
  const action = membersOf(execution.action?.data);
  const result = membersOf(execution.result?.data);
  const metric = textOf(event['metricName']);
  const values = textOf(event['metricValues']);
  const facts: readonly (readonly [ExecutionFact['key'], string | undefined])[] = [
    [event['artifactCollectionName'] === undefined ? 'run' : 'artifact', subjectOf(execution)],
    ['metric', metric === undefined || values === undefined ? metric : `${metric}: ${values}`],
    ['runState', textOf(event['newRunState'])],
    ['alias', textOf(event['alias'])],
    ['tag', textOf(event['tag'])],
    ['destination', destinationOf(action['integration'])],
    ['severity', textOf(action['severity'])],
    ['title', textOf(action['title'])],
    ['text', textOf(action['text'])],
    ['payload', textOf(action['requestPayload']) ?? textOf(action['runSpec'])],
    ['status', textOf(result['status']) ?? textOf(result['statusCode'])],
    ['body', textOf(result['body'])],
    ['error', textOf(membersOf(result['error'])['message'])],
  ];
  return facts.flatMap(([key, text]) =>
    text === undefined ? [] : [{ key, text: plain(textWithoutSecrets(text), LONG) }],
  );
}

/** Answer or error in a word: `503 Service Unavailable`. */
export function outcomeOf({ result }: TriggerExecution): string | undefined {
  const { status, statusCode, error } = membersOf(result?.data);
  const said = textOf(status) ?? textOf(statusCode) ?? textOf(membersOf(error)['message']);
  return said === undefined ? undefined : plain(said, 80);
}

function destinationOf(integration: unknown): string | undefined {
  const { name, channelName } = membersOf(integration);
  const channel = textOf(channelName);
  return channel === undefined ? textOf(name) : `#${channel.replace(/^#/, '')}`;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => textOf(item) ?? '').join(', ') || undefined;
  return undefined;
}
