import { join } from 'node:path';
import { Resources } from '../../host/program';
import { root } from '../../host/root';
import { temporaryFolder } from '../../host/temporary';
import { keepAwake } from '../awake';
import type { Figure } from '../figure';
import type { Candidate } from '../lsp/candidate';
import { asks, measurePull, measureServer, type Measured } from '../lsp/measure';
import { yamlLanguageServer } from '../lsp/yaml-language-server';
import { specOfLines } from '../specs';
import type { Cell, Table } from '../table';

export const ours: Candidate = {
  name: 'wandb-automations',
  script: join(root, 'dist', 'server.js'),
  args: ['--stdio'],
  settings: { wandbAutomations: {} },
};

const sizes = [100, 1000, 10_000, 50_000];

/** By size of the document. Milliseconds and MB. */
const budgets = {
  change: [5, 8, 15, 40],
  cold: [3, 4, 8, 20],
  warm: [1, 1, 2, 2],
  peak: [80, 90, 140, 300],
};

/** What the author of a spec feels: our server beside the YAML server of most editors. */
export async function lspTables(resources: Resources): Promise<Table[]> {
  const folder = await temporaryFolder(resources);
  const other = await yamlLanguageServer(resources);
  const own: Measured[] = [];
  const pulled: Figure[] = [];
  const others: Measured[] = [];
  const awake = new Resources();
  resources.hold(() => awake.release());
  keepAwake(awake);
  for (const size of sizes) {
    const spec = specOfLines(size);
    own.push(await measureServer(resources, ours, folder, spec));
    pulled.push(await measurePull(resources, ours, folder, spec));
    if (typeof other !== 'string') others.push(await measureServer(resources, other, folder, spec));
  }
  await awake.release();
  return [
    {
      title: 'Language server',
      notes: [
        'Milliseconds from the message that the editor sends to the answer that it has read; medians. Cold: right after an edit, beside the check of the new text. Warm: on a text that was asked about before. The slowest of the places of the next table counts.',
        typeof other === 'string'
          ? other
          : `${other.name} has our JSON Schema; it waits 200 ms before it checks.`,
        ...failures(ours.name, own),
        ...(typeof other === 'string' ? [] : failures(other.name, others)),
      ],
      columns,
      rows: [
        ...rowsOf(ours.name, own, budgets),
        ...(typeof other === 'string' ? [] : rowsOf(other.name, others)),
      ],
    },
    {
      title: 'Language server: each place',
      columns,
      rows: [
        ...detailRows(own),
        [
          'change → problems, asked for',
          ...pulled.map((figure, size) => within(figure, budgets.change[size])),
        ],
        ['change → problems, processor time', ...own.map(({ changeCpu }) => changeCpu)],
        ['open → problems', ...own.map(({ open }) => open)],
      ],
    },
  ];
}

const columns = ['', ...sizes.map((size) => `${size.toLocaleString('en-US')} lines`)];

function rowsOf(name: string, measured: readonly Measured[], limits?: typeof budgets): Cell[][] {
  const row = (title: string, figure: (measured: Measured) => Figure, kind: keyof typeof budgets): Cell[] => [
    `${name}: ${title}`,
    ...measured.map((each, size) => within(figure(each), limits?.[kind][size])),
  ];
  return [
    row('change → problems, ms', ({ change }) => change, 'change'),
    row('completion and hover, cold, ms', ({ cold }) => slowest(cold), 'cold'),
    row('completion and hover, warm, ms', ({ warm }) => slowest(warm), 'warm'),
    row('peak memory, MB', ({ peak }) => peak, 'peak'),
  ];
}

function failures(name: string, measured: readonly Measured[]): string[] {
  return measured.flatMap((each, size) =>
    Object.entries(each.failures).map(
      ([place, failure]) => `${name} with ${sizes[size] ?? ''} lines fails at the ${place}: ${failure}`,
    ),
  );
}

function detailRows(own: readonly Measured[]): Cell[][] {
  return Object.keys(asks).flatMap((place) => [
    [`${place}, cold`, ...own.map(({ cold }, size) => within(cold[place] ?? nothing, budgets.cold[size]))],
    [`${place}, warm`, ...own.map(({ warm }, size) => within(warm[place] ?? nothing, budgets.warm[size]))],
  ]);
}

/** A place that the server had nothing to say about. */
const nothing: Figure = { value: NaN };

function within(figure: Figure, budget: number | undefined): Figure {
  return budget === undefined ? figure : { ...figure, budget };
}

/** By what it would be on an idle machine: that is what budgets are about. */
function slowest(places: Readonly<Record<string, Figure>>): Figure {
  const figures = Object.values(places);
  const undisturbed = ({ value, undisturbed = value }: Figure): number => undisturbed;
  return figures.toSorted((a, b) => undisturbed(b) - undisturbed(a))[0] ?? nothing;
}
