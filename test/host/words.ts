import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedLocale } from './language-pack';
import { Failure } from './program';
import { root } from './root';

type Table = Readonly<Record<string, string>>;

interface Manifest {
  readonly contributes: {
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly title: string }[];
    };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
  };
}

/** The extension's own words as VS Code shows them in one display language. */
export class Words {
  private constructor(
    private readonly manifest: Manifest,
    private readonly titles: Table,
    private readonly texts: Table,
    private readonly locale: PackedLocale | undefined,
  ) {}

  static async in(locale: PackedLocale | undefined): Promise<Words> {
    const translated = async (file: string): Promise<Table> => (locale === undefined ? {} : readTable(file));
    const [manifest, english, titles, texts] = await Promise.all([
      readTable('package.json') as Promise<unknown> as Promise<Manifest>,
      readTable('package.nls.json'),
      translated(`package.nls.${locale}.json`),
      translated(join('dist', 'l10n', `bundle.l10n.${locale}.json`)),
    ]);
    return new Words(manifest, { ...english, ...titles }, texts, locale);
  }

  /** Title of the view container in the activity bar. */
  get container(): string {
    const [container] = this.manifest.contributes.viewsContainers.activitybar;
    return this.title(container?.title ?? '');
  }

  /** Title of a view, by its id without the extension's prefix. */
  view(id: string): string {
    const views = Object.values(this.manifest.contributes.views).flat();
    return this.title(views.find((view) => view.id === `wandbAutomations.${id}`)?.name ?? id);
  }

  /** A command as the palette lists it, by its id without the extension's prefix. */
  command(id: string): string {
    return `${this.title('category')}: ${this.title(`command.${id}`)}`;
  }

  /** A text of the manifest, by its key with or without `%`. */
  title(key: string): string {
    const text = this.titles[key.replace(/^%|%$/g, '')];
    if (text === undefined) throw new Failure(`package.nls.json has no ${key}.`);
    return text;
  }

  /** Words of the catalog, which brings both languages. */
  pick(words: { readonly en: string; readonly ja: string }): string {
    return words[this.locale ?? 'en'];
  }

  /** What the extension says for an English template. */
  say(english: string, ...args: readonly string[]): string {
    return args.reduce(
      (text, arg, index) => text.replaceAll(`{${index}}`, arg),
      this.texts[english] ?? english,
    );
  }
}

async function readTable(file: string): Promise<Table> {
  return JSON.parse(await readFile(join(root, file), 'utf8')) as Table;
}
