import * as vscode from 'vscode';
import { ENTER } from '../support/user';
import { command, type Case } from './case';

/** Another file each time: VS Code remembers those that were deleted for a while. */
let count = 0;
const file = (): string => `suite-by-hand-${count}.automation.yaml`;

const steps = ['Project', 'my-team', 'finetune', 'OnRunMetric', 'Rises above', 'loss', ENTER] as const;

/** Its steps offer what the server has, and take what is typed. */
export const newAutomation: Case = {
  name: 'newAutomation',
  get answers() {
    count++;
    return {
      steps: [
        ...steps,
        'SendNotification',
        '#ml-alerts',
        'Loss',
        'Look.',
        'ERROR',
        file(),
        `by-hand-${count}`,
      ],
    };
  },
  act: () => command('newAutomation'),
  hasSteps: true,
  done: () => {
    const document = vscode.window.activeTextEditor?.document;
    return (
      document !== undefined &&
      document.uri.path.endsWith(file()) &&
      /scope: \{project: my-team\/finetune\}[^]*integration: "#ml-alerts"/.test(document.getText())
    );
  },
};
