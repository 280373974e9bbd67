import { commands, env, l10n } from 'vscode';
import type { Trigger, WebhookIntegration } from '../../core/api/model';
import type { Command } from '../commands';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import type { AutomationsView } from '../tree/automationsView';
import type { Dialogs } from '../ui/dialogs';
import { Refusal } from '../ui/failures';
import type { TextDocuments } from '../ui/textDocuments';
import { createWebhook } from './createWebhook';
import { nameOf } from './entityIntegrations';
import type { IntegrationsView } from './integrationsView';
import { isIntegrationsNode, ownerOf, type DestinationNode } from './nodes';
import { settingsPage } from './settingsPage';
import { testWebhook } from './testWebhook';

export interface IntegrationServices {
  readonly dialogs: Dialogs;
  readonly view: Pick<AutomationsView, 'reveal'>;
  readonly integrations: IntegrationsView;
  readonly texts: TextDocuments;
  readonly language: Pick<LanguageSupport, 'remoteChanged'>;
  readonly connection: () => Connection;
}

/** The commands of the Integrations view. */
export function integrationCommands(services: IntegrationServices): Readonly<Record<string, Command>> {
  const { dialogs, view, integrations, texts, connection } = services;
  const destination = (argument: unknown): DestinationNode => {
    const node = integrations.target(argument);
    if (isIntegrationsNode(node) && node.type === 'destination') return node;
    throw noneChosen(l10n.t('Select a Slack channel or a webhook in the Integrations view first.'));
  };
  const webhook = (argument: unknown): { node: DestinationNode; webhook: WebhookIntegration } => {
    const node = integrations.target(argument);
    if (isIntegrationsNode(node) && node.type === 'destination' && node.destination.type === 'webhook')
      return { node, webhook: node.destination };
    throw noneChosen(l10n.t('Select a webhook in the Integrations view first.'));
  };
  return {
    createWebhook: {
      needs: ['trust', 'connection'],
      run: (argument) => createWebhook(services, ownerOf(argument)),
    },
    testWebhook: {
      needs: ['trust', 'connection'],
      run: (argument) => {
        const { node, webhook: chosen } = webhook(argument);
        const target = { entity: node.list.root.entity, webhook: chosen, users: node.use.by };
        return testWebhook({ dialogs, connection, show: (name, text) => texts.show(name, text) }, target);
      },
    },
    copyWebhookUrl: {
      needs: [],
      run: (argument) => env.clipboard.writeText(webhook(argument).webhook.urlEndpoint),
    },
    copyIntegrationName: {
      needs: [],
      run: (argument) => env.clipboard.writeText(nameOf(destination(argument).destination)),
    },
    openIntegrationSettings: {
      needs: ['trust', 'connection'],
      run: async (argument) => {
        const { client } = connection();
        const owner = ownerOf(integrations.target(argument)) ?? (await integrations.owners(connection()))[0];
        await dialogs.openPage(settingsPage(client.appUrl, owner?.root));
      },
    },
    revealAutomation: {
      needs: ['trust', 'connection'],
      run: async (argument) => {
        if (!isTriggerHolder(argument)) return;
        await commands.executeCommand('wandbAutomations.automations.focus');
        await view.reveal(argument.trigger);
      },
    },
    loadAllAutomations: { needs: ['trust', 'connection'], run: () => integrations.loadAutomations() },
  };
}

function noneChosen(sentence: string): Refusal {
  return new Refusal(sentence, {
    label: l10n.t('Show View'),
    run: () => commands.executeCommand('wandbAutomations.integrations.focus'),
  });
}

/** A row that is about an automation. */
export function isTriggerHolder(value: unknown): value is { readonly trigger: Trigger } {
  return typeof value === 'object' && value !== null && 'trigger' in value;
}
