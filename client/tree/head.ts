import { l10n } from 'vscode';
import type { ViewBadge } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';
import { sentenceOf } from '../ui/failures';
import type { Whole } from '../ui/viewState';
import type { AutomationLists } from './automationLists';
import type { Content } from './content';
import { topRows } from './rowsBelow';

/** Everything of the view that isn't a row. */
export interface Head {
  readonly whole: Whole;
  /** Above the rows; empty: nothing. */
  readonly message: string;
  /** Beside the title. */
  readonly description: string;
  readonly badge: ViewBadge | undefined;
}

export function headOf(
  lists: Pick<AutomationLists, 'content' | 'arrangement' | 'onlyEntity' | 'connection'>,
  specs: Pick<WorkspaceSpecs, 'stateOf'>,
  explain: (failure: unknown) => string | undefined,
): Head {
  const { content, arrangement, onlyEntity, connection } = lists;
  const { filter } = arrangement;
  const quoted = filter === '' ? '' : `“${plain(filter, 40)}”`;
  const shown = [connection?.account.host, plain(onlyEntity, 40), quoted].filter(Boolean);
  return {
    whole: content ? wholeOf(content, filter) : 'pending',
    message: (content && (explain(content.failure) ?? matchesIn(content, filter))) ?? '',
    description: connection ? shown.join(' · ') : '',
    badge: content && badgeOf(content, specs),
  };
}

function wholeOf(content: Content, filter: string): Whole {
  if (sentenceOf(content.failure) !== undefined) return 'failed';
  if (content.entities.length === 0) return 'pending';
  if (content.isEmpty) return 'empty';
  return topRows(content, filter).length === 0 ? 'noMatch' : 'list';
}

function matchesIn({ entities }: Content, filter: string): string | undefined {
  const matching = sum(entities.map((rows) => rows.matching.length));
  if (!filter || matching === 0) return undefined;
  const all = sum(entities.map(({ list }) => list.size));
  return l10n.t('{0} of {1} automations match “{2}”.', matching, all, plain(filter, 40));
}

function badgeOf({ lists }: Content, specs: Pick<WorkspaceSpecs, 'stateOf'>): ViewBadge | undefined {
  const conflicts = lists
    .flatMap(({ all }) => all)
    .filter(({ id }) => specs.stateOf(id) === 'conflict').length;
  if (conflicts === 0) return undefined;
  return { value: conflicts, tooltip: l10n.t('Automations with a conflict: {0}', conflicts) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
