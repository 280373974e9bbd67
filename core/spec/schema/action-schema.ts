import { actions, type ActionEntry } from '../../catalog/actions';
import { actionVariant, rawActionShape, slackType, webhookType } from '../../catalog/keys-action';
import type { Choice, KeyEntry, Shape, ValueType } from '../../catalog/keys';
import { alternatives } from '../expected';
import { choose, has, hasOneOf, reference, type JsonSchema } from './json-schema';
import { shapeSchema, typeSchema } from './key-schema';

const namesOf = ({ name, wireType }: ActionEntry): readonly string[] => [name, wireType];

/** The value of `action`. */
export const actionValue: JsonSchema = { anyOf: [reference('actionName'), reference('action')] };

/** Keys of `defaults` that stand in for an `integration`, and what automations have to keep to without them. */
export const integrationDefaults = [
  { key: 'slack', otherwise: 'namesSlack' },
  { key: 'webhook', otherwise: 'namesWebhook' },
] as const;

/** `$defs` of actions and integrations. */
export function actionDefinitions(): Readonly<Record<string, JsonSchema>> {
  const integrations = [slackType, webhookType].flatMap(mappingShapes);
  return {
    actionName: {
      description: 'An action that needs nothing else, or that finds its `integration` in `defaults`.',
      ...typeSchema(typeChoice((action) => actionShape(action).keys.every(mayBeLeftOut))),
    },
    action: {
      type: 'object',
      ...choose(
        has('type'),
        {
          properties: { type: typeSchema(typeChoice(() => true)) },
          allOf: actions.map((action) => choose(hasOneOf('type', namesOf(action)), reference(action.name))),
        },
        reference('keptAction'),
      ),
    },
    keptAction: shapeSchema(rawActionShape),
    ...Object.fromEntries(actions.map((action) => [action.name, actionSchema(action)])),
    ...Object.fromEntries(integrations.map((shape) => [shape.id, shapeSchema(shape)])),
    namesSlack: namesIntegration('SlackIntegration'),
    namesWebhook: namesIntegration('GenericWebhookIntegration'),
  };
}

const mayBeLeftOut = ({ name, required }: KeyEntry): boolean => name === 'type' || !required;

function typeChoice(wanted: (action: ActionEntry) => boolean): ValueType {
  const choices = actions
    .filter(wanted)
    .flatMap((action): readonly Choice[] =>
      namesOf(action).map((name, index) => ({ name, docs: action.docs, ...(index > 0 && { hidden: true }) })),
    );
  return { kind: 'choice', role: 'action-type', choices };
}

function actionShape({ name }: ActionEntry): Shape {
  const { shapes, base } = actionVariant as typeof actionVariant & { readonly kind: 'variant' };
  return shapes.get(name) ?? base;
}

function actionSchema(action: ActionEntry): JsonSchema {
  return shapeSchema(actionShape(action), ({ name, type }) =>
    name === 'type' ? { type: 'string' } : typeSchema(type),
  );
}

function mappingShapes(type: ValueType): readonly Shape[] {
  return alternatives(type).flatMap((one) => (one.kind === 'mapping' ? [one.shape] : []));
}

/** Automations whose action says itself where to send to. */
function namesIntegration(typename: ActionEntry['integration']): JsonSchema {
  const names = actions.filter(({ integration }) => integration === typename).flatMap(namesOf);
  const action = {
    not: { enum: names },
    ...choose({ type: 'object', ...hasOneOf('type', names) }, has('integration')),
  };
  return { properties: { action } };
}
