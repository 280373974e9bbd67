import type { CatalogLookup, CatalogLookups, RemoteCatalog } from '../../core/api/catalog';
import type { Connection } from '../session/session';
import type * as specTools from '../specTools';
import type { Remark, StepOption } from '../ui/flow';
import { inWords, unknownFact } from '../ui/failures';
import { plain } from '../../core/l10n/plain-text';
import type { Finding } from './specTools';

/** What the heavy part of the steps gives; loaded before the first one. */
export type SpecTools = typeof specTools;

/** What the steps are made with. */
export interface StepWorld {
  readonly tools: SpecTools;
  /** Absent: nobody is signed in, and every name is typed. */
  readonly connection: Connection | undefined;
  /** The user's own default entity; empty: none. */
  readonly entity: string;
}

/**
 * Asks the server. `again`: nothing that was known before counts.
 * @throws {Refusal} or `ApiError` when it isn't known
 */
export async function askServer<Lookup extends CatalogLookup>(
  { catalog, account }: Connection,
  lookup: Lookup,
  ask: CatalogLookups[Lookup]['ask'],
  signal: AbortSignal,
  again = false,
): Promise<CatalogLookups[Lookup]['fact']> {
  if (again) catalog.invalidate();
  const lookUp: RemoteCatalog[Lookup] = catalog[lookup];
  const fact = await lookUp(ask, signal);
  if (fact.known) return fact.value;
  throw unknownFact(fact.reason, account.host);
}

/** A remark that shows which piece of the text is meant: an input box has no underlines. */
export function remarkOf(finding: Finding | undefined, text: string): Remark | undefined {
  if (!finding) return undefined;
  const { message, isError, range } = finding;
  const sentence = inWords(message);
  const piece = range ? text.slice(range.start, range.end).trim() : '';
  const isClear = piece === '' || piece === text.trim() || sentence.includes(`"${piece}"`);
  return {
    text: isClear ? sentence : `${sentence} ▸ ${plain(piece, 40)}`,
    severity: isError ? 'error' : 'warning',
    ...(range && { range }),
  };
}

/** The first sentence of a text of the catalog, as plain text. */
export function firstSentence(text: string): string {
  const end = /(?<=[^.]{3})\.(?=\s|$)|。/.exec(text);
  return (end ? text.slice(0, end.index + 1) : text).replaceAll('`', '');
}

/** Options that say of themselves when the server lacks what they need. */
export function marked<Value>(
  options: readonly (StepOption<Value> & { readonly feature?: string | undefined })[],
  { connection }: StepWorld,
  lacking: string,
): { readonly load?: (signal: AbortSignal, again: boolean) => Promise<readonly StepOption<Value>[]> } {
  if (!connection || !options.some(({ feature }) => feature !== undefined)) return {};
  return {
    load: async (signal, again) => {
      const { features } = await askServer(connection, 'capabilities', {}, signal, again);
      return options
        .filter(({ feature }) => feature !== undefined && !features.includes(feature))
        .map((option) => ({ ...option, description: lacking, icon: 'circle-slash' }));
    },
  };
}
