import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { run } from '../support/extension';
import { saved } from '../support/saved';
import { yes } from '../support/user';
import type { Case, Stage } from './case';

/** An automation that is edited as a file. */
interface Edited {
  readonly id: string;
  readonly name: string;
  readonly document: vscode.TextDocument;
}

/** Another automation each time: VS Code remembers the text of a file that was closed for a while. */
let count = 0;

/** Opens an automation as a file and disables it there, unsaved. */
async function edit({ api }: Stage): Promise<Edited> {
  const { client } = api.session.required;
  const project = await client.project({ entity: 'my-team', project: 'finetune' });
  const trigger = await client.createAutomation(
    {
      name: `suite-edited-${++count}`,
      enabled: true,
      scopeType: 'PROJECT',
      scopeID: project?.id ?? assert.fail('no project'),
      triggeringEventType: 'RUN_STATE',
      eventFilter: '{"run_state_filter":{"states":["FAILED"]},"run_filter":"{\\"$and\\":[]}"}',
      triggeredActionType: 'NO_OP',
      triggeredActionConfig: { noOpActionInput: { noOp: true } },
    },
    { entity: 'my-team' },
  );
  await run('editAsYaml', { type: 'automation', trigger });
  const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
  const start = document.getText().indexOf('enabled: true');
  assert.ok(start >= 0, document.getText());
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(start + 'enabled: true'.length),
  );
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, 'enabled: false');
  assert.ok(await vscode.workspace.applyEdit(change));
  return { id: trigger.id, name: trigger.name, document };
}

/** What `save` does; gives the message that VS Code shows. */
async function save({ target }: Stage): Promise<string | undefined> {
  const { document } = target as Edited;
  return vscode.workspace.fs.writeFile(document.uri, Buffer.from(document.getText())).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

const isDisabled = async ({ api, target }: Stage): Promise<boolean> =>
  (await saved(api, (target as Edited).name))?.enabled === false;

/** Saving an automation that is edited as a file. */
export const saving: readonly Case[] = [
  {
    name: 'saving as YAML',
    writes: 'updateFilterTrigger',
    answers: yes,
    prepare: edit,
    act: save,
    done: isDisabled,
  },
  {
    name: 'Create It Again, offered by saving',
    writes: 'createFilterTrigger',
    answers: yes,
    prepare: async (stage) => {
      const edited = await edit(stage);
      await stage.api.session.required.client.deleteAutomation(edited.id, { entity: 'my-team' });
      return edited;
    },
    act: save,
    done: isDisabled,
  },
];
