import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import { serverSchemes } from '../../core/protocol';
import { entityOf } from '../tree/groups';

/** Schemes: of automations that can be edited as a file; of those as they are on the server, for looking at and comparing. */
export const [EDIT, SAVED] = serverSchemes;

/** Where a saved automation is. */
export interface AutomationAddress {
  readonly host: string;
  readonly entity: string;
  readonly id: string;
}

/** `scheme://host/entity/id/name.automation.yaml`: the language server knows it for a spec by its name. */
export function automationUri(
  scheme: typeof EDIT | typeof SAVED,
  host: string,
  trigger: Trigger,
): vscode.Uri {
  const parts = [entityOf(trigger.scope) ?? '', trigger.id].map(encodeURIComponent);
  return vscode.Uri.from({
    scheme,
    authority: host,
    path: `/${parts.join('/')}/${fileName(trigger.name)}.automation.yaml`,
  });
}

export function addressOf({ authority, path }: vscode.Uri): AutomationAddress {
  const [entity = '', id = ''] = path.split('/').slice(1).map(decodeURIComponent);
  return { host: authority, entity, id };
}

/** Is it one of the folders above automations, which nobody can look into? */
export const isFolder = ({ path }: vscode.Uri): boolean => path.split('/').filter(Boolean).length < 3;

/** A name as part of a file's name, on every system. */
export function fileName(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*\s]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return Array.from(safe).slice(0, 80).join('') || 'automation';
}
