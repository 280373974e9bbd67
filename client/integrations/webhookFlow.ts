import { l10n } from 'vscode';
import { ApiError, type ApiFailure } from '../../core/api/errors';
import {
  secretNameProblem,
  webhookNameProblem,
  webhookUrlProblem,
} from '../../core/api/integrations/webhookDraft';
import type { Message } from '../../core/l10n/message';
import { plain } from '../../core/l10n/plain-text';
import type { Connection } from '../session/session';
import { inWords } from '../ui/failures';
import type { Flow, PickStep, Remark, StepOption } from '../ui/flow';
import { nameOf, type EntityIntegrations } from './entityIntegrations';

/** What was answered so far. */
export interface WebhookAnswers {
  readonly owner?: EntityIntegrations;
  readonly name?: string;
  readonly url?: string;
  /** Name of a secret; empty: none. */
  readonly accessToken?: string;
  readonly secret?: string;
}

type StepId = 'owner' | 'name' | 'url' | 'accessToken' | 'secret';

/** The steps to a new webhook. What the server would refuse is said while it is written. */
export function webhookFlow(
  connection: Connection,
  owners: readonly EntityIntegrations[],
): { readonly flow: Flow<WebhookAnswers, StepId>; readonly start: WebhookAnswers } {
  // An organization's hidden entity owns no integrations.
  const possible = owners.filter(({ root }) => root.kind !== 'organization');
  const [only] = possible;
  const isGiven = possible.length === 1 && only !== undefined;
  const ids: readonly StepId[] = [
    ...(isGiven ? [] : ['owner' as const]),
    'name',
    'url',
    'accessToken',
    'secret',
  ];
  const secrets = new SecretNames(connection);
  return {
    start: isGiven ? { owner: only } : {},
    flow: {
      title: l10n.t('Create Webhook'),
      steps: () => ids,
      step: (id, answers) => {
        switch (id) {
          case 'owner':
            return ownerStep(possible, answers);
          case 'name':
            return {
              type: 'text',
              prompt: l10n.t('Its name, by which automations call it'),
              value: answers.name ?? '',
              check: (text) => remark(webhookNameProblem(text, answers.owner?.all.map(nameOf) ?? [])),
              accept: (name) => ({ ...answers, name }),
            };
          case 'url':
            return {
              type: 'text',
              prompt: l10n.t('URL that W&B calls. Keep keys out of it: everyone in the team can see it.'),
              value: answers.url ?? '',
              placeholder: 'https://example.com/hooks/retrain',
              check: (text) => remark(webhookUrlProblem(text.trim())),
              accept: (text) => ({ ...answers, url: text.trim() }),
            };
          case 'accessToken':
            return secretStep(secrets, answers, {
              prompt: l10n.t(
                'Which secret holds its access token? W&B sends it as “Authorization: Bearer …”.',
              ),
              none: l10n.t('No access token'),
              current: answers.accessToken,
              put: (accessToken) => ({ ...answers, accessToken }),
            });
          case 'secret':
            return secretStep(secrets, answers, {
              prompt: l10n.t(
                'Which secret signs what is sent? W&B puts the signature into “X-Wandb-Signature”.',
              ),
              none: l10n.t('Not signed'),
              current: answers.secret,
              put: (secret) => ({ ...answers, secret }),
            });
        }
      },
    },
  };
}

function ownerStep(owners: readonly EntityIntegrations[], answers: WebhookAnswers): PickStep<WebhookAnswers> {
  return {
    type: 'pick',
    prompt: l10n.t('Whose webhook? Its automations may be elsewhere.'),
    options: owners.map((owner) => ({
      key: owner.root.entity,
      label: plain(owner.root.label),
      icon: owner.root.kind === 'personal' ? 'account' : 'organization',
      value: { ...answers, owner },
    })),
    ...(answers.owner && { current: answers.owner.root.entity }),
  };
}

interface SecretChoice {
  readonly prompt: string;
  readonly none: string;
  readonly current: string | undefined;
  readonly put: (name: string) => WebhookAnswers;
}

function secretStep(
  secrets: SecretNames,
  { owner }: WebhookAnswers,
  { prompt, none, current, put }: SecretChoice,
): PickStep<WebhookAnswers> {
  const entity = owner?.root.entity ?? '';
  const optionOf = (name: string): StepOption<WebhookAnswers> => ({
    key: name,
    label: name,
    icon: 'key',
    value: put(name),
  });
  return {
    type: 'pick',
    prompt,
    options: [{ key: '', label: none, icon: 'circle-slash', value: put('') }],
    load: async (signal, again) => (await secrets.of(entity, signal, again)).map(optionOf),
    typed: (name) => remark(secretNameProblem(name, secrets.known(entity))) ?? [optionOf(name)],
    ...(current !== undefined && { current }),
  };
}

/** Names of secrets, as the server lists them now: one may have been made a moment ago. Values can't be read by anybody. */
class SecretNames {
  private readonly byEntity = new Map<string, readonly string[]>();

  constructor(private readonly connection: Connection) {}

  /** Undefined: not asked yet, or the server doesn't list them. */
  known(entity: string): readonly string[] | undefined {
    return this.byEntity.get(entity);
  }

  async of(entity: string, signal: AbortSignal, again: boolean): Promise<readonly string[]> {
    const known = this.byEntity.get(entity);
    if (known && !again) return known;
    try {
      const names = await this.connection.client.secrets(entity, signal);
      if (names) this.byEntity.set(entity, names);
      return names ?? [];
    } catch (error) {
      if (error instanceof ApiError && unlisted.has(error.failure.kind)) return [];
      throw error;
    }
  }
}

/** Reasons not to list the names: then they are typed. */
const unlisted: ReadonlySet<ApiFailure['kind']> = new Set(['unsupported', 'forbidden']);

function remark(problem: Message | undefined): Remark | undefined {
  return problem && { text: inWords(problem), severity: 'error' };
}
