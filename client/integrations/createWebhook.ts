import { l10n } from 'vscode';
import type { WebhookIntegration } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { Refusal, sentenceOf } from '../ui/failures';
import { runFlow } from '../ui/flow';
import { slowly } from '../ui/slow';
import type { EntityIntegrations } from './entityIntegrations';
import type { IntegrationsView } from './integrationsView';
import { webhookFlow, type WebhookAnswers } from './webhookFlow';

interface CreateWorld {
  readonly dialogs: Dialogs;
  readonly integrations: Pick<IntegrationsView, 'owners' | 'refresh' | 'reveal'>;
  readonly language: Pick<LanguageSupport, 'remoteChanged'>;
  readonly connection: () => Connection;
}

/**
 * Asks step by step what a new webhook is, shows it, creates it, and shows what the server made of it. `chosen`: whose it will be;
 * undefined: that is asked first.
 */
export async function createWebhook(
  world: CreateWorld,
  chosen: EntityIntegrations | undefined,
): Promise<void> {
  const connection = world.connection();
  const { ended, account, client } = connection;
  const flow = webhookFlow(connection, chosen ? [chosen] : await world.integrations.owners(connection));
  const answers = await runFlow(flow.flow, world.dialogs.step, flow.start, { ended });
  const { owner, name = '', url = '' } = answers ?? {};
  if (!answers || !owner || !(await isConfirmed(world.dialogs, connection, answers))) return;
  const { entity } = owner.root;
  const input = {
    entityName: entity,
    name,
    urlEndpoint: url,
    ...(answers.accessToken && { accessTokenRef: answers.accessToken }),
    ...(answers.secret && { secretRef: answers.secret }),
  };
  // Cancel never interrupts what was sent: nobody would know what became of it.
  const { id } = await slowly(l10n.t('Creating on {0}', account.host), ended, () =>
    client.createWebhook(input, ended),
  );
  connection.catalog.invalidate(['webhooks']);
  world.integrations.refresh();
  await world.language.remoteChanged('written');
  const created = await readBack(connection, entity, id, name);
  if (created?.urlEndpoint !== url) {
    throw new Refusal(
      l10n.t('{0} does not show “{1}” as it was created. Refresh to look again.', account.host, plain(name)),
    );
  }
  await world.integrations.reveal(entity, created.id);
}

/** What the server made of it. It is there, whether it can be read now or not. */
async function readBack(
  { account, catalog, ended }: Connection,
  entity: string,
  id: string,
  name: string,
): Promise<WebhookIntegration | undefined> {
  try {
    const all = await slowly(l10n.t('Reading from {0}', account.host), ended, (signal) =>
      catalog.integrations(entity, signal),
    );
    return all?.find((one): one is WebhookIntegration => one.type === 'webhook' && one.id === id);
  } catch (error) {
    const why = sentenceOf(error);
    throw why === undefined
      ? error
      : new Refusal(
          l10n.t(
            '“{0}” was created on {1}, but can’t be read: {2} Refresh to see it.',
            plain(name),
            account.host,
            why,
          ),
        );
  }
}

async function isConfirmed(
  dialogs: Dialogs,
  { account }: Connection,
  { owner, name = '', url = '', accessToken, secret }: WebhookAnswers,
): Promise<boolean> {
  const create = l10n.t('Create');
  const answer = await dialogs.confirm({
    message: l10n.t('Create the webhook “{0}” on {1}?', plain(name), account.host),
    detail: [
      l10n.t('Owner: {0}', plain(owner?.root.label ?? '')),
      l10n.t('URL: {0}', plain(url, 500)),
      accessToken ? l10n.t('Access token: secret {0}', plain(accessToken)) : l10n.t('No access token'),
      secret ? l10n.t('Signed with: secret {0}', plain(secret)) : l10n.t('Not signed'),
    ].join('\n'),
    actions: [create],
  });
  return answer === create;
}
