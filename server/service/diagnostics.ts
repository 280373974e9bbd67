import type { Diagnostic } from 'vscode-languageserver/node';
import type { FeatureContext } from '../context';
import type { OpenDocument } from '../open-document';

export function diagnose(_document: OpenDocument, _context: FeatureContext): Diagnostic[] {
  return [];
}
