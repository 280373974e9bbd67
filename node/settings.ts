import { join } from 'node:path';
import { defaultBaseUrl, parseBaseUrl, type ServerOrProblem } from '../core/api/auth/host';
import { parseSettings } from '../core/api/auth/settings';
import { variable, type Environment } from './environment';
import { readIfThere } from './files';

/** What the user has told W&B's own tools. */
export interface WandbSettings {
  readonly baseUrl: string;
  /** May `WANDB_API_KEY` go to {@link baseUrl}? Not when only the working folder names that host: it may be anyone's. */
  readonly trusted: boolean;
  readonly appUrl?: string;
  readonly entity?: string;
  readonly project?: string;
  readonly organization?: string;
  /** A key kept in the global settings file. */
  readonly apiKey?: string;
}

/** The folder for settings and credentials of W&B's tools. */
export function configFolder(environment: Environment): string {
  return expand(variable(environment, 'WANDB_CONFIG_DIR') ?? join('~', '.config', 'wandb'), environment);
}

/** `~` at the beginning is the home folder. */
export function expand(path: string, { home }: Pick<Environment, 'home'>): string {
  return path === '~' || /^~[\\/]/.test(path) ? join(home, path.slice(1)) : path;
}

/**
 * Reads the settings as the W&B SDK does: environment, then `wandb/settings` (or `.wandb/settings`) of the working folder, then the
 * global file. Only reads: a folder `.wandb` would change where the SDK keeps its runs.
 */
export async function readWandbSettings(environment: Environment): Promise<WandbSettings> {
  const global = parseSettings((await readIfThere(join(configFolder(environment), 'settings'))) ?? '');
  const hidden = await readIfThere(join(environment.cwd, '.wandb', 'settings'));
  const workspace = parseSettings(
    hidden ?? (await readIfThere(join(environment.cwd, 'wandb', 'settings'))) ?? '',
  );

  const trustedUrl =
    variable(environment, 'WANDB_BASE_URL') ?? given(global.get('base_url')) ?? defaultBaseUrl;
  const baseUrl = variable(environment, 'WANDB_BASE_URL') ?? given(workspace.get('base_url')) ?? trustedUrl;
  const setting = (key: string, variableName: string): string | undefined =>
    variable(environment, variableName) ?? given(workspace.get(key)) ?? given(global.get(key));
  return {
    baseUrl: withoutSlash(baseUrl),
    trusted: withoutSlash(baseUrl) === withoutSlash(trustedUrl),
    ...optional('appUrl', variable(environment, 'WANDB_APP_URL')),
    ...optional('entity', setting('entity', 'WANDB_ENTITY')),
    ...optional('project', setting('project', 'WANDB_PROJECT')),
    ...optional('organization', setting('organization', 'WANDB_ORGANIZATION')),
    ...optional('apiKey', given(global.get('api_key'))),
  };
}

/** The server that the settings name. */
export const serverOf = ({ baseUrl, appUrl }: WandbSettings): ServerOrProblem =>
  parseBaseUrl(baseUrl, appUrl);

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** The key is there exactly when the value is. */
function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : (Object.fromEntries([[key, value]]) as Partial<Record<Key, string>>);
}
