import { commands, l10n } from 'vscode';
import { executionDocument } from '../../core/api/activity/document';
import type { Trigger } from '../../core/api/model';
import type { Command } from '../commands';
import { Refusal } from '../ui/failures';
import type { TextDocuments } from '../ui/textDocuments';
import type { ActivityView } from './activityView';
import { isExecutionNode } from './nodes';

export interface ActivityServices {
  readonly activity: ActivityView;
  readonly texts: TextDocuments;
  /** The automations that a command is for. Throws where there is none. */
  readonly targets: (args: readonly unknown[]) => readonly Trigger[];
}

/** The commands of the Activity view. */
export function activityCommands({
  activity,
  texts,
  targets,
}: ActivityServices): Readonly<Record<string, Command>> {
  return {
    showActivity: {
      needs: ['trust', 'connection'],
      run: async (...args) => {
        const [trigger] = targets(args);
        if (trigger) activity.show(trigger);
        await commands.executeCommand('wandbAutomations.activity.focus');
      },
    },
    showAllActivity: { needs: [], run: () => activity.show(undefined) },
    openExecution: {
      needs: [],
      run: async (argument) => {
        const node = activity.target(argument);
        if (!isExecutionNode(node)) {
          throw new Refusal(l10n.t('Select an execution in the Activity view first.'), {
            label: l10n.t('Show View'),
            run: () => commands.executeCommand('wandbAutomations.activity.focus'),
          });
        }
        const { execution } = node;
        const name = `${execution.triggerName ?? 'execution'} ${execution.createdAt}.json`;
        await texts.show(name, executionDocument(execution));
      },
    },
    loadMoreActivity: { needs: ['trust', 'connection'], run: () => activity.goOn() },
  };
}
