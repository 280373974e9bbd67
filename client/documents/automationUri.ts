import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import { serverDocument, serverSchemes, type ServerScheme } from '../../core/server-document';

/** Schemes: of automations that can be edited as a file; of those as they are on the server, for looking at and comparing. */
export const [EDIT, SAVED] = serverSchemes;

/** Where a saved automation is shown. */
export function automationUri(scheme: ServerScheme, host: string, trigger: Trigger): vscode.Uri {
  return vscode.Uri.from(serverDocument(scheme, host, trigger));
}

/** Is it one of the folders above automations, which nobody can look into? */
export const isFolder = ({ path }: vscode.Uri): boolean => !path.endsWith('.yaml');
