import { commands, l10n, type QuickPickOptions } from 'vscode';
import type { Command } from '../commands';
import type { Connection } from '../session/session';
import type { Choice, Dialogs } from '../ui/dialogs';
import { plainLabel } from '../ui/plainText';
import { slowly } from '../ui/slow';
import { groupings, orders } from './arrangement';
import type { AutomationLists } from './automationLists';
import type { AutomationsView } from './automationsView';
import { isAutomationNode } from './nodes';
import { kindOfRoot, rootIcons } from './rootWords';
import { groupingWords, orderWords } from './words';

interface ViewCommandWorld {
  readonly dialogs: Dialogs;
  readonly automations: AutomationLists;
  readonly view: Pick<AutomationsView, 'more' | 'selection'>;
  readonly connection: () => Connection;
}

/** The commands that are about the Automations view itself. */
export function viewCommands(world: ViewCommandWorld): Readonly<Record<string, Command>> {
  const { automations, view } = world;
  return {
    groupBy: { needs: [], run: () => groupBy(world) },
    sortBy: { needs: [], run: () => sortBy(world) },
    filter: { needs: [], run: () => filter(world) },
    clearFilter: { needs: [], run: () => automations.arrange({ filter: '' }) },
    selectEntity: { needs: ['trust', 'connection'], run: () => selectEntity(world) },
    loadMore: { needs: ['trust', 'connection'], run: (node) => view.more(node) },
    openRow: { needs: [], run: () => openRow(view) },
  };
}

async function groupBy({ dialogs, automations }: ViewCommandWorld): Promise<void> {
  const { grouping } = automations.arrangement;
  const choices = groupings.map((value) => choice(groupingWords(value), value, grouping));
  const chosen = await dialogs.pick(choices, titled(l10n.t('Group Automations By')));
  if (chosen !== undefined) automations.arrange({ grouping: chosen });
}

async function sortBy({ dialogs, automations }: ViewCommandWorld): Promise<void> {
  const { order } = automations.arrangement;
  const choices = orders.map((value) => choice(orderWords(value), value, order));
  const chosen = await dialogs.pick(choices, titled(l10n.t('Sort Automations By')));
  if (chosen !== undefined) automations.arrange({ order: chosen });
}

function choice<Value>(label: string, value: Value, current: Value): Choice<Value> {
  return { label, value, ...(value === current && { description: l10n.t('as now') }) };
}

const titled = (title: string): QuickPickOptions => ({ title });

/** Narrows the view while the user types. Escape gives back what was there. */
async function filter({ dialogs, automations }: ViewCommandWorld): Promise<void> {
  const before = automations.arrangement.filter;
  const narrow = (text: string): void => automations.arrange({ filter: text.trim() });
  const text = await dialogs.ask({
    title: l10n.t('Filter Automations'),
    prompt: l10n.t('Words of the name, the scope, the event, the action or the integration'),
    value: before,
    changed: narrow,
    validate: () => undefined,
  });
  narrow(text ?? before);
}

/** Lets the user choose whose automations the view shows. */
async function selectEntity({ dialogs, automations, connection }: ViewCommandWorld): Promise<void> {
  const { account, ended } = connection();
  const roots = await slowly(l10n.t('Asking {0} for your teams', account.host), ended, (signal) =>
    automations.entities(signal),
  );
  const choices: Choice<string>[] = [
    choice(l10n.t('$(list-tree) All entities'), '', automations.onlyEntity),
    ...roots.map((root) => ({
      label: `$(${rootIcons[root.kind]}) ${plainLabel(root.label)}`,
      description: [
        kindOfRoot(root),
        root.entity === root.label ? '' : plainLabel(root.entity),
        root.entity === automations.onlyEntity ? l10n.t('as now') : '',
      ]
        .filter(Boolean)
        .join(' · '),
      value: root.entity,
    })),
  ];
  const chosen = await dialogs.pick(choices, {
    title: l10n.t('Select Entity'),
    placeHolder: l10n.t('Whose automations do you want to see?'),
    matchOnDescription: true,
  });
  if (chosen !== undefined) await automations.showOnly(chosen);
}

/** Enter: opens the automation that is selected; VS Code opens and closes all other rows by itself. */
async function openRow(view: ViewCommandWorld['view']): Promise<void> {
  const [row, other] = view.selection;
  if (isAutomationNode(row) && other === undefined)
    await commands.executeCommand('wandbAutomations.openAsYaml', row);
}
