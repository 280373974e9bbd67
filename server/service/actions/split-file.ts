import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { message } from '../../../core/l10n/message';
import { lspEdit } from '../workspace-edit';
import type { ActionSite } from './code-actions';
import { entryOf } from './selected';
import { topMap } from './top-map';

/** Moves an automation of a set to a file of its own beside this one, with the top of the document, which it may lean on. */
export function splitFile(site: ActionSite): CodeAction[] {
  const { document, spec, context } = site;
  const entry = entryOf(site);
  const { client, texts } = context;
  if (!entry?.name || !client.createFiles || !client.documentChanges) return [];
  const inDocument = spec.entries.filter((each) => each.document === entry.document);
  const top = topMap(spec, entry.range.start);
  if (inDocument.length < 2 || !top || !/^(?:[ \t]*(?:#.*)?\r?\n)*[ ]*-/.test(entry.source)) return [];
  const folder = document.uri.slice(0, document.uri.lastIndexOf('/') + 1);
  const uri = `${folder}${encodeURIComponent(fileName(entry.name))}.automation.yaml`;
  if (uri === document.uri) return [];
  const removal = { range: { start: entry.start, end: entry.start + entry.source.length }, newText: '' };
  const edit: WorkspaceEdit = {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri, version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: ensureEnd(top.source),
          },
        ],
      },
      { textDocument: { uri: document.uri, version: document.version }, edits: [lspEdit(document, removal)] },
    ],
  };
  return [{ title: texts.say(message('Move to a file of its own')), kind: 'refactor.move', edit }];
}

/** Letters, digits, dots and dashes of the name. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, 80) || 'automation';
}

const ensureEnd = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
