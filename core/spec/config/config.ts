import type { Assumptions } from '../../catalog/assumptions';
import type { RuleCode } from '../../catalog/rules';
import type { Severity } from '../../problem';
import { lockFileName } from '../file-kind';

/** What `wandb-automations.config.yaml` says. Values that are wrong in it are left out, as if they weren't there. */
export interface Config {
  /** Globs of files that are specs too, relative to the configuration's folder. */
  readonly files: readonly string[];
  /** Base URL of the server. */
  readonly host?: string;
  readonly entity?: string;
  readonly rules: Readonly<Partial<Record<RuleCode, Severity | 'off'>>>;
  /** Path of the lock file, relative to the configuration's folder. */
  readonly lock: string;
  /** What differs from `defaultAssumptions`. */
  readonly assume: Partial<Assumptions>;
}

/** What holds without a configuration. */
export const defaultConfig: Config = { files: [], rules: {}, lock: lockFileName, assume: {} };
