import { l10n } from 'vscode';
import { hasField, type Capabilities } from '../../core/api/capabilities';
import { ApiError } from '../../core/api/errors';
import { shownUrl } from '../../core/api/integrations/shownUrl';
import { testAnswerOf } from '../../core/api/integrations/testAnswer';
import { testPayloadProblem } from '../../core/api/integrations/webhookDraft';
import type { Trigger, WebhookIntegration, WebhookTestResult } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { inWords, Refusal } from '../ui/failures';
import { plainLabel } from '../ui/plainText';
import { slowly } from '../ui/slow';

interface TestWorld {
  readonly dialogs: Dialogs;
  readonly connection: () => Connection;
  /** Shows a text in an editor. */
  readonly show: (name: string, text: string) => Promise<void>;
}

/** A webhook, whose it is, and who reports to it. */
export interface TestTarget {
  readonly entity: string;
  readonly webhook: WebhookIntegration;
  readonly users: readonly Trigger[];
}

/** Characters of a payload that the question shows; the user has just seen the whole. */
const LONG = 500;

/** Sent where the user has nothing better. */
const greeting = '{"text": "Test from VS Code"}';

/** Lets W&B call a webhook for a try: asks what to send, shows who is called with what, and says what came back. */
export async function testWebhook(world: TestWorld, target: TestTarget): Promise<void> {
  const connection = world.connection();
  const { client, ended, account } = connection;
  const { webhook, entity } = target;
  const payload = await askPayload(world.dialogs, target);
  if (payload === undefined) return;
  const title = l10n.t('Testing “{0}” on {1}', plain(webhook.name), account.host);
  const capabilities = await slowly(title, ended, (signal) => client.capabilities(signal));
  const send = l10n.t('Send Request');
  const answer = await world.dialogs.confirm({
    message: l10n.t('Let {0} call the webhook “{1}”?', account.host, plain(webhook.name)),
    detail: detailOf(webhook, payload, capabilities),
    actions: [send],
    warning: true,
  });
  if (answer !== send) return;
  const { accessTokenRef, secretRef, urlEndpoint } = webhook;
  const input = {
    entityName: entity,
    urlEndpoint,
    ...(accessTokenRef !== null && { accessTokenRef }),
    ...(secretRef !== null && { secretRef }),
    requestPayload: payload,
  };
  try {
    await tell(world, webhook, await slowly(title, ended, (signal) => client.testWebhook(input, signal)));
  } catch (error) {
    throw isUnclear(error)
      ? new Refusal(
          l10n.t(
            'It isn’t known whether {0} called the webhook “{1}”. Look at its receiver before you try again.',
            account.host,
            plain(webhook.name),
          ),
        )
      : error;
  }
}

const isUnclear = (error: unknown): boolean =>
  error instanceof ApiError && error.failure.kind === 'ambiguous';

/** What to send, as JSON text. Undefined: the user gave up. */
async function askPayload(dialogs: Dialogs, { webhook, users }: TestTarget): Promise<string | undefined> {
  const payloads = users.flatMap(({ name, triggeredAction: { requestPayload } }) =>
    requestPayload ? [{ name, requestPayload }] : [],
  );
  const start =
    payloads.length === 0
      ? greeting
      : await dialogs.pick(
          [
            ...payloads.map(({ name, requestPayload }) => ({
              label: l10n.t('$(zap) Payload of “{0}”', plainLabel(name, 60)),
              description: plainLabel(requestPayload, 100),
              value: requestPayload,
            })),
            { label: l10n.t('$(comment) A greeting'), description: greeting, value: greeting },
          ],
          { title: l10n.t('Test “{0}”', plain(webhook.name)), placeHolder: l10n.t('What to send') },
        );
  if (start === undefined) return undefined;
  return dialogs.ask({
    title: l10n.t('Test “{0}”', plain(webhook.name)),
    prompt: l10n.t('Payload to send. Nothing has happened that W&B could fill variables from.'),
    value: start,
    validate: (text) => {
      const problem = testPayloadProblem(text);
      return problem && inWords(problem);
    },
  });
}

function detailOf(
  { urlEndpoint, accessTokenRef, secretRef }: WebhookIntegration,
  payload: string,
  capabilities: Capabilities,
): string {
  const secrets = [
    ...(accessTokenRef ? [l10n.t('Access token: secret {0}', plain(accessTokenRef))] : []),
    ...(secretRef ? [l10n.t('Signed with: secret {0}', plain(secretRef))] : []),
  ];
  const isBlind = hasField(capabilities, 'GenericWebhookIntegration.secretRef') === false;
  return [
    `POST ${plain(shownUrl(urlEndpoint))}`,
    ...secrets,
    plain(payload, LONG),
    ...(isBlind
      ? [
          l10n.t(
            'This server doesn’t say which secrets the webhook has: the test goes without an access token.',
          ),
        ]
      : []),
    l10n.t('The server sends the request, not this computer. Whatever listens there will act on it.'),
  ].join('\n\n');
}

/** The one notification; the whole answer can be looked at. */
async function tell(
  { dialogs, show }: TestWorld,
  webhook: WebhookIntegration,
  { ok, response }: WebhookTestResult,
): Promise<void> {
  const { status, error, body } = testAnswerOf(response);
  const name = plain(webhook.name);
  const said = plain(status ?? error ?? '', 200);
  const look = l10n.t('Show Answer');
  const actions = body === undefined && error === undefined ? [] : [look];
  const chosen = ok
    ? await dialogs.inform(
        said === ''
          ? l10n.t('The webhook “{0}” took the request.', name)
          : l10n.t('The webhook “{0}” took the request: {1}', name, said),
        ...actions,
      )
    : await dialogs.complain(
        said === ''
          ? l10n.t('The webhook “{0}” did not take the request.', name)
          : l10n.t('The webhook “{0}” did not take the request: {1}', name, said),
        ...actions,
      );
  if (chosen === look) await show(`${webhook.name}.txt`, [status, error, body].filter(Boolean).join('\n\n'));
}
