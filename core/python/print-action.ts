import type { Action, IntegrationReference } from '../automation';
import { quotePython } from '../filter/quote';
import { message } from '../l10n/message';
import { call, argument, type Code, type Item, literal, named, textCode } from './code';
import { checkLiterals } from './literals';
import { NotInPython } from './not-in-python';
import type { PrintedScope } from './print-scope';

/** An action in a script. */
export interface PrintedAction {
  readonly code: Code;
  /** The line before it that looks up the integration: name of the variable and its value. */
  readonly integration?: { readonly name: string; readonly code: Code };
}

/**
 * An action as the SDK takes it. An integration is looked up by its name in the script itself, or given by its id where
 * that is known.
 *
 * @throws {NotInPython} for an action that can only be read.
 */
export function printAction(action: Action, scope: PrintedScope): PrintedAction {
  switch (action.type) {
    case 'DoNothing':
      return { code: call('DoNothing') };
    case 'SendPromptToAria':
      checkLiterals(action.prompt);
      return { code: call('SendPromptToAria', named('prompt', textCode(action.prompt))) };
    case 'SendNotification': {
      const { title, text, level } = action;
      checkLiterals([title ?? '', text ?? '']);
      return sending('SendNotification', 'slack', action.integration, scope, [
        ...(title === undefined ? [] : [named('title', textCode(title))]),
        ...(text === undefined ? [] : [named('text', textCode(text))]),
        ...(level === undefined ? [] : [named('level', quotePython(level))]),
      ]);
    }
    case 'SendWebhook':
      return printWebhook(action, scope);
    case 'raw':
      throw new NotInPython(message('Its action is of a kind that the SDK can’t create. Copy it as YAML.'));
  }
}

function printWebhook(action: Action & { readonly type: 'SendWebhook' }, scope: PrintedScope): PrintedAction {
  const { payload, integration } = action;
  if (payload === undefined) return sending('SendWebhook', 'webhook', integration, scope, []);
  if (typeof payload === 'string')
    throw new NotInPython(
      message('Its payload is no JSON object, which the SDK refuses. Copy it as YAML or GraphQL.'),
    );
  checkLiterals(payload);
  // The constructor ignores `payload=` without a word; it wants the name of the wire.
  const name = integration.id === undefined ? 'payload' : 'request_payload';
  return sending('SendWebhook', 'webhook', integration, scope, [named(name, literal(payload))]);
}

function sending(
  type: 'SendNotification' | 'SendWebhook',
  kind: 'slack' | 'webhook',
  integration: IntegrationReference,
  scope: PrintedScope,
  items: readonly Item[],
): PrintedAction {
  const { id } = integration;
  checkLiterals(Object.values(integration));
  if (id !== undefined) return { code: call(type, named('integration_id', quotePython(id)), ...items) };
  return {
    integration: { name: kind, code: lookup(kind, integration, scope) },
    code: call(`${type}.from_integration`, argument(kind), ...items),
  };
}

/** The one integration with that name. Slack channels are saved with and without `#`. */
function lookup(
  kind: 'slack' | 'webhook',
  { name = '', workspace, entity }: IntegrationReference,
  { owner }: PrintedScope,
): Code {
  const whose = entity === undefined ? owner : quotePython(entity);
  const conditions =
    kind === 'slack'
      ? [
          `integration.channel_name.lstrip("#") == ${quotePython(name)}`,
          ...(workspace === undefined ? [] : [`integration.team_name == ${quotePython(workspace)}`]),
        ]
      : [`integration.name == ${quotePython(name)}`];
  return {
    kind: 'comprehension',
    head: 'next(',
    lines: [
      'integration',
      `for integration in api.${kind}_integrations(${whose === undefined ? '' : `entity=${whose}`})`,
      `if ${conditions.join(' and ')}`,
    ],
    close: ')',
  };
}
