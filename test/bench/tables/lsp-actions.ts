import type { Resources } from '../../host/program';
import { temporaryFolder } from '../../host/temporary';
import type { Figure } from '../figure';
import { Document } from '../lsp/document';
import { Editor } from '../lsp/editor';
import { SETTLE } from '../lsp/measure';
import { figureOf, pause, repeat } from '../repeat';
import { specOfLines } from '../specs';
import type { Table } from '../table';
import { stopwatch } from '../usage';
import { ours } from './lsp';

const sizes = [1000, 10_000, 50_000];

/** Milliseconds that the light bulb of a place may take, and a whole file that is selected. */
const budgets = { place: 100, whole: 1000 };

/** Texts with mistakes to mend. */
const texts: Readonly<Record<string, (spec: string) => string>> = {
  'nothing wrong': (spec) => spec,
  'every level wrong': withWrongLevels,
  'every level wrong, and a quote open': (spec) => withWrongLevels(spec).replace(/^(\s+title: )/m, '$1"'),
};

type Ask = (document: Document, problems: readonly unknown[]) => Promise<unknown>;

const kinds: Readonly<Record<string, { readonly ask: Ask; readonly budget?: number }>> = {
  'at a place': {
    ask: (document, problems) => document.actions(document.middle(/level: /), problems),
    budget: budgets.place,
  },
  'all selected': {
    ask: (document, problems) => document.actions(document.all, problems),
    budget: budgets.whole,
  },
  'mend everything': { ask: (document) => document.actions(document.all, [], ['source.fixAll']) },
  'usual order of keys': { ask: (document) => document.actions(document.all, [], ['source.organize']) },
};

/** What the light bulb takes, and what can be done on save. */
export async function lspActionsTable(resources: Resources): Promise<Table> {
  const folder = await temporaryFolder(resources);
  const measured: Figure[][] = [];
  for (const size of sizes) {
    const editor = new Editor(resources, ours, { folder });
    await editor.initialize();
    await pause(SETTLE);
    const figures: Figure[] = [];
    for (const [index, text] of Object.values(texts).entries()) {
      const document = new Document(editor, `${index}.automation.yaml`, text(specOfLines(size)));
      const { diagnostics } = await document.open();
      for (const { ask, budget } of Object.values(kinds)) {
        const spans = await repeat(async () => {
          const clock = stopwatch(editor.process.pid);
          await ask(document, diagnostics);
          return clock();
        });
        figures.push(figureOf(spans, budget));
      }
      document.close();
    }
    await editor.process.stop();
    measured.push(figures);
  }
  const titles = Object.keys(texts).flatMap((text) => Object.keys(kinds).map((kind) => `${text}: ${kind}`));
  return {
    title: 'Language server: code actions',
    notes: ['Milliseconds; medians. A request tries mends for at most 400 ms.'],
    columns: ['', ...sizes.map((size) => `${size.toLocaleString('en-US')} lines`)],
    rows: titles.map((title, row) => [title, ...measured.flatMap((figures) => figures[row] ?? [])]),
  };
}

function withWrongLevels(spec: string): string {
  return spec.replaceAll('level: WARN', 'level: WRAN');
}
