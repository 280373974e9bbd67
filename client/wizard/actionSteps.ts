import { l10n } from 'vscode';
import type { IntegrationReference } from '../../core/automation';
import { actions, findAction, levels } from '../../core/catalog/actions';
import type { PickStep, Step, StepOption } from '../ui/flow';
import { plain } from '../../core/l10n/plain-text';
import { inWords } from '../ui/failures';
import { withAction, type Choices } from './choices';
import { eventOf } from './eventSteps';
import { integrationsOf, type IntegrationKind } from './integrations';
import type { ScopeChoices } from './scopeChoices';
import { firstSentence, marked, remarkOf, type StepWorld } from './world';

const actionIcons: Readonly<Record<string, string>> = {
  SendNotification: 'bell',
  SendWebhook: 'link',
  DoNothing: 'circle-outline',
  SendPromptToAria: 'sparkle',
};

/** What it does when it fires. */
export function actionStep(choices: Choices, world: StepWorld): PickStep<Choices> {
  const options = actions.map(({ name, label, docs, feature }) => ({
    key: name,
    label: name,
    description: inWords(label),
    detail: firstSentence(inWords(docs)),
    icon: actionIcons[name] ?? 'circle-outline',
    feature,
    value: withAction(choices, name),
  }));
  return {
    type: 'pick',
    prompt: l10n.t('What should be done when it fires?'),
    options,
    ...marked(options, world, l10n.t('this server does not have it')),
    ...(choices.action !== undefined && { current: choices.action }),
  };
}

/** Which sort of integration an action needs. */
export function integrationKind(action: string | undefined): IntegrationKind {
  return findAction(action ?? '')?.integration === 'GenericWebhookIntegration' ? 'webhook' : 'slack';
}

/** A Slack channel or a webhook: one that the server has, or a name. */
export function integrationStep<State>(
  kind: IntegrationKind,
  scope: ScopeChoices,
  chosen: IntegrationReference | undefined,
  { connection }: StepWorld,
  put: (integration: IntegrationReference) => State,
): PickStep<State> {
  const isSlack = kind === 'slack';
  const option = (name: string): StepOption<State> => ({
    key: `typed ${name}`,
    label: l10n.t('Use “{0}”', isSlack ? `#${name}` : name),
    value: put({ name }),
  });
  const ownerName = scope.path[0] ?? '';
  return {
    type: 'pick',
    prompt: isSlack
      ? l10n.t('Which Slack channel of {0}? Choose one, or type a name.', ownerName)
      : l10n.t('Which webhook of {0}? Choose one, or type a name.', ownerName),
    options: [],
    ...(connection && {
      load: async (signal, again) =>
        (await integrationsOf(kind, scope, connection, signal, again)).map(
          ({ reference, owner, detail }): StepOption<State> => ({
            key: keyOf(reference),
            label: isSlack ? `#${reference.name ?? ''}` : (reference.name ?? ''),
            description: owner,
            detail,
            icon: isSlack ? 'comment-discussion' : 'link',
            value: put(reference),
          }),
        ),
    }),
    empty: isSlack
      ? l10n.t(
          'There is none. Slack is connected in the settings of the team in W&B; its name can be typed already.',
        )
      : l10n.t(
          'There is none. Webhooks are created in the settings of the team in W&B; its name can be typed already.',
        ),
    typed: (text) => {
      const name = isSlack ? text.replace(/^#/, '').trim() : text;
      return name === '' ? { text: l10n.t('The name is empty.'), severity: 'error' } : [option(name)];
    },
    ...(chosen && { current: keyOf(chosen) }),
  };
}

function keyOf({ name = '', entity, workspace }: IntegrationReference): string {
  return [name, ...[entity, workspace].filter((part) => part !== undefined)].join('\n');
}

export function titleStep(choices: Choices): Step<Choices> {
  const place = plain(choices.path.at(-1) ?? '');
  return {
    type: 'text',
    prompt: l10n.t('Title of the Slack message. It may stay empty: W&B adds what happened, with a link.'),
    value: choices.title ?? `${inWords(eventOf(choices).label)}: ${place}`,
    check: () => undefined,
    accept: (title) => ({ ...choices, title: title.trim() }),
  };
}

export function textStep(choices: Choices): Step<Choices> {
  return {
    type: 'text',
    prompt: l10n.t('Text of the Slack message. It may stay empty.'),
    value: choices.text ?? '',
    placeholder: l10n.t('for example: Look at the run before it goes on.'),
    check: () => undefined,
    accept: (text) => ({ ...choices, text: text.trim() }),
  };
}

export function levelStep(choices: Choices): PickStep<Choices> {
  return {
    type: 'pick',
    prompt: l10n.t('How serious is it?'),
    options: levels.map(({ name, docs }) => ({
      key: name,
      label: name,
      description: inWords(docs),
      icon: { INFO: 'info', WARN: 'warning', ERROR: 'error' }[name],
      value: { ...choices, level: name },
    })),
    current: choices.level ?? 'INFO',
  };
}

/** What the body of the webhook begins with; it is edited in the spec. */
export function payloadStep(choices: Choices): PickStep<Choices> {
  const payloads: readonly (readonly [string, string, string])[] = [
    ['facts', l10n.t('What happened'), l10n.t('every variable that the event fills, by its own name')],
    ['github', l10n.t('GitHub: repository_dispatch'), l10n.t('event_type and client_payload')],
    ['text', l10n.t('One line of text'), l10n.t('for chat services that take {"text": …}')],
    ['none', l10n.t('Nothing'), l10n.t('no payload in the spec')],
  ];
  return {
    type: 'pick',
    prompt: l10n.t('What should the webhook be sent? It can be changed in the spec.'),
    options: payloads.map(([key, label, description]) => ({
      key,
      label,
      description,
      icon: 'json',
      value: { ...choices, payload: key },
    })),
    current: choices.payload ?? 'facts',
  };
}

export function promptStep(choices: Choices, { tools }: StepWorld): Step<Choices> {
  return {
    type: 'text',
    prompt: l10n.t('What should ARIA be asked? ${name} stands for what happened.'),
    value: choices.prompt ?? '',
    placeholder: l10n.t('for example: Why did ${run_name} in ${project_name} stop?'),
    check: (text) => remarkOf(tools.checkPrompt(text), text),
    accept: (prompt) => ({ ...choices, prompt: prompt.trim() }),
  };
}
