import type { Action, IntegrationReference, Level } from '../automation';
import { levels } from '../catalog/actions';
import { parseJson } from '../json/parse';
import { isJsonObject, type JsonObject } from '../json/value';
import { message } from '../l10n/message';
import type { Range } from '../text/range';
import type { Arguments } from './arguments';
import { type Operand, type PythonProblem, textOf, type Value } from './values';

/** `SendWebhook(…)` or `SendWebhook.from_integration(…)`; undefined for classes that are no actions. */
export function readAction(name: string, given: Arguments, range: Range): Value | undefined {
  const reader = new ActionReader(given, range);
  const action = reader.read(name);
  return action && { kind: 'action', action, problems: reader.problems };
}

class ActionReader {
  readonly problems: PythonProblem[] = [];

  constructor(
    private readonly given: Arguments,
    private readonly range: Range,
  ) {}

  read(name: string): Action | undefined {
    switch (name) {
      case 'DoNothing':
        return { type: 'DoNothing' };
      case 'SendPromptToAria':
        return { type: 'SendPromptToAria', prompt: this.text('prompt') ?? this.missing('prompt') };
      case 'SendNotification': {
        const integration = this.integration('slack');
        const title = this.text('title');
        const text = this.text('text', 'message');
        const level = this.level();
        return {
          type: 'SendNotification',
          integration,
          ...(title !== undefined && { title }),
          ...(text !== undefined && { text }),
          ...(level && { level }),
        };
      }
      case 'SendWebhook': {
        const payload = this.payload();
        return { type: 'SendWebhook', integration: this.integration('webhook'), ...(payload && { payload }) };
      }
      default:
        return undefined;
    }
  }

  private integration(kind: 'slack' | 'webhook'): IntegrationReference {
    const operand = this.given.get('integration', 'integration_id', 'integrationID');
    const value = operand?.value;
    const id = textOf(value);
    if (id !== undefined) return { id };
    if (value?.kind === 'integration' && Object.keys(value.reference).length > 0) return value.reference;
    this.report(
      operand?.node.range ?? this.range,
      kind === 'slack'
        ? message(
            'Which Slack channel this is, only running the code tells. Write its name under integration.',
          )
        : message('Which webhook this is, only running the code tells. Write its name under integration.'),
    );
    return {};
  }

  private payload(): JsonObject | undefined {
    const { given } = this;
    const operand = given.get('request_payload', 'requestPayload', 'payload');
    if (!operand || isNone(operand)) return undefined;
    // `from_integration` takes it; the constructor wants the name of the wire.
    if (given.get('payload') === operand && !given.names.has('integration'))
      this.report(
        operand.node.range,
        message(
          'The SDK ignores payload= of SendWebhook(…): what the server has was made without it. It is kept here.',
        ),
        'warning',
      );
    const payload = objectOf(operand.value);
    if (!payload)
      this.report(
        operand.node.range,
        message('What the payload is, only running the code tells. Write it out.'),
      );
    return payload;
  }

  private level(): Level | undefined {
    const operand = this.given.get('level', 'severity');
    if (!operand || isNone(operand)) return undefined;
    const written = textOf(operand.value)?.trim().toUpperCase();
    const level = levels.find(({ name }) => name === written)?.name;
    if (!level)
      this.report(operand.node.range, message('A level is {0}.', levels.map(({ name }) => name).join(', ')));
    return level;
  }

  private text(...names: readonly string[]): string | undefined {
    const operand = this.given.get(...names);
    if (!operand || isNone(operand)) return undefined;
    const text = textOf(operand.value);
    if (text === undefined)
      this.report(
        operand.node.range,
        message('What {0} is, only running the code tells. Write it out.', names[0] ?? ''),
      );
    return text;
  }

  private missing(name: string): string {
    if (!this.given.get(name)) this.report(this.range, message('{0} is missing.', name));
    return '';
  }

  private report(
    range: Range,
    text: PythonProblem['message'],
    severity: PythonProblem['severity'] = 'error',
  ): void {
    this.problems.push({ severity, message: text, range });
  }
}

export const isNone = ({ value }: Operand): boolean => value.kind === 'json' && value.value === null;

/** A mapping, or JSON text of one. */
function objectOf(value: Value): JsonObject | undefined {
  if (value.kind !== 'json') return undefined;
  if (typeof value.value !== 'string') return isJsonObject(value.value) ? value.value : undefined;
  try {
    const parsed = parseJson(value.value);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
