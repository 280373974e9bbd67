import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverDocument, serverSchemes } from '../core/server-document';
import { trigger } from './tree/fixtures/trigger';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly type: string }>>;
    };
    readonly languages: readonly { readonly id: string; readonly filenamePatterns: readonly string[] }[];
    readonly grammars: readonly {
      readonly language?: string;
      readonly scopeName: string;
      readonly injectTo?: readonly string[];
    }[];
    readonly configurationDefaults: Readonly<Record<string, object>>;
    readonly authentication: readonly { readonly label: string }[];
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly icon?: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly group?: string; readonly when: string }[]>
    >;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly svg: string };
      }[];
    }[];
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
  };
}

const textOf = (name: string): string => readFileSync(join(__dirname, '..', name), 'utf8');
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const { capabilities, contributes } = manifest;
const settings = Object.entries(contributes.configuration.properties);

describe('What a workspace that nobody trusts may do', () => {
  it('language features work there, and in workspaces that are on no disk', () => {
    expect(capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(capabilities.virtualWorkspaces.supported).toBe('limited');
  });

  it('it says neither which server the key goes to nor what runs on this machine', () => {
    const deciding = settings.filter(([name]) => /host|url|path|proxy|key|command|executable/i.test(name));
    expect(deciding.map(([name, { scope }]) => [name, scope])).toContainEqual([
      'wandbAutomations.host',
      'machine',
    ]);
    for (const [name, { scope }] of deciding) expect([name, scope]).toEqual([name, 'machine']);
  });

  it('it says nothing about names that are looked up, nor about files that are read', () => {
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(
      expect.arrayContaining(['wandbAutomations.entity', 'wandbAutomations.files']),
    );
  });

  it('what else it sets is a matter of taste: a switch, a choice, or severities', () => {
    const restricted = new Set(capabilities.untrustedWorkspaces.restrictedConfigurations);
    const free = settings.filter(([name, { scope }]) => scope !== 'machine' && !restricted.has(name));
    for (const [name, { type }] of free) {
      if (name === 'wandbAutomations.rules') continue;
      const isChoice = type === 'boolean' || 'enum' in contributes.configuration.properties[name]!;
      expect([name, isChoice]).toEqual([name, true]);
    }
  });
});

describe('Titles in menus', () => {
  const tables = ['package.nls.json', 'package.nls.ja.json'].map(
    (name) => JSON.parse(textOf(name)) as Readonly<Record<string, string>>,
  );
  const texts = (key: string): readonly string[] =>
    tables.map((table) => table[key.replaceAll('%', '')] ?? key);
  // As in VS Code's menus: such a sign is taken for the key that chooses the item, and not shown.
  const swallowed = /(^|[^&])&[^\s&]/;

  it('keep the sign of W&B', () => {
    const { commandPalette, ...menus } = contributes.menus;
    const inMenus = new Set(Object.values(menus).flatMap((items) => items.map(({ command }) => command)));
    const titles = contributes.commands
      .filter(({ command }) => inMenus.has(command))
      .map(({ title }) => title);
    const labels = contributes.authentication.map(({ label }) => label);
    expect([...titles, ...labels].flatMap(texts).filter((text) => swallowed.test(text))).toEqual([]);
    expect(commandPalette).toContainEqual({ command: 'wandbAutomations.openPage', when: 'false' });
  });

  it('say the same as in the palette, where they are found by typing', () => {
    const [inMenu, inPalette] = ['command.openPage', 'command.openInWandb'].map(texts);
    expect(inMenu?.map((text) => text.replace('\ufeff', ''))).toEqual(inPalette);
  });
});

describe('Commands', () => {
  const commands = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
  const views = Object.values(contributes.views)
    .flat()
    .map(({ id }) => id);

  it('are there that menus and texts with buttons name', () => {
    const named = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
      ...['package.nls.json', 'package.nls.ja.json'].flatMap((name) =>
        [...textOf(name).matchAll(/\(command:(wandbAutomations\.[\w.]+)/g)].map(([, command]) => command!),
      ),
    ];
    const known = [...commands.keys(), ...views.map((id) => `${id}.focus`)];
    expect(named.filter((command) => !known.includes(command))).toEqual([]);
  });

  it('have an icon where there is no room for their name', () => {
    const bare = Object.values(contributes.menus)
      .flat()
      .filter(({ group = '', command }) => /^(inline|navigation)/.test(group) && !commands.get(command));
    expect(bare).toEqual([]);
  });

  it('stand in the menus of views that there are', () => {
    const menus = ['view/title', 'view/item/context'].flatMap((menu) => contributes.menus[menu] ?? []);
    for (const { command, when } of menus)
      expect([command, views]).toEqual([command, expect.arrayContaining([/^view == (\S+)/.exec(when)?.[1]])]);
  });

  it('that a row shows as an icon stand in its menu, too', () => {
    const items = contributes.menus['view/item/context'] ?? [];
    const viewOf = (when: string): string => when.split(' && ')[0]!;
    const inline = items.filter(({ group = '' }) => group.startsWith('inline'));
    for (const { command, when } of inline)
      expect([
        command,
        items.some(
          (item) =>
            item.command === command &&
            !item.group?.startsWith('inline') &&
            viewOf(item.when) === viewOf(when),
        ),
      ]).toEqual([command, true]);
  });
});

describe('Steps of the walkthrough', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  it('are completed by what was done, not by a command or a view that was tried', () => {
    for (const { id, completionEvents } of steps) {
      const [first, ...others] = completionEvents;
      expect(first).toBe(`onContext:wandbAutomations.done.${id}`);
      // Looking at the problems is what that step is about.
      expect(others).toEqual(id === 'check' ? ['onCommand:workbench.actions.view.problems'] : []);
    }
  });
});

describe('Documents of the server', () => {
  const [language, ...others] = contributes.languages;
  const { path } = serverDocument('wandb-automation', 'w.test', trigger());

  it('have a language of their own by their paths', () => {
    expect(others).toEqual([]);
    const [before, after] = language?.filenamePatterns[0]?.split('**/*') ?? [];
    expect(path.startsWith(before!)).toBe(true);
    expect(path.endsWith(after!)).toBe(true);
  });

  it('are never saved by VS Code itself', () => {
    expect(contributes.configurationDefaults[`[${language?.id}]`]).toMatchObject({ 'files.autoSave': 'off' });
  });

  it('look like YAML all the same', () => {
    const [yaml, ...injected] = contributes.grammars;
    expect(yaml?.language).toBe(language?.id);
    expect(yaml?.scopeName).toMatch(/^source\.yaml\./);
    for (const { injectTo } of injected) expect(injectTo).toEqual(['source.yaml', yaml?.scopeName]);
  });

  it('are no specs to be created from or compared with the server', () => {
    const items = ['commandPalette', 'editor/title', 'editor/context'].flatMap(
      (menu) => contributes.menus[menu] ?? [],
    );
    const refused = items.filter(({ command }) => /\.(createFromSpec|showDifference)$/.test(command));
    expect(refused).toHaveLength(3);
    for (const { command, when } of refused)
      for (const scheme of serverSchemes)
        expect([command, when.split(' && ')]).toEqual([
          command,
          expect.arrayContaining([`resourceScheme != ${scheme}`]),
        ]);
  });
});

describe('Colours', () => {
  it('are there for every kind of theme', () => {
    for (const { id, defaults } of contributes.colors)
      expect([id, Object.keys(defaults).sort()]).toEqual([
        id,
        ['dark', 'highContrast', 'highContrastLight', 'light'],
      ]);
  });

  /** WCAG 2: relative luminance of `#rrggbb`. */
  const luminance = (color: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const value = parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const contrast = (a: string, b: string): number => {
    const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (lighter! + 0.05) / (darker! + 0.05);
  };
  /** Of the lists in VS Code's own themes. */
  const backgrounds: Readonly<Record<string, string>> = {
    light: '#F8F8F8',
    dark: '#252526',
    highContrast: '#000000',
    highContrastLight: '#FFFFFF',
  };

  it('can be read in lists: WCAG AA, and AAA in high contrast', () => {
    for (const { id, defaults } of contributes.colors)
      for (const [theme, color] of Object.entries(defaults)) {
        const wanted = theme.startsWith('highContrast') ? 7 : 4.5;
        expect([id, theme, contrast(color, backgrounds[theme]!) >= wanted]).toEqual([id, theme, true]);
      }
  });
});

describe('The walkthrough', () => {
  it.each(['package.nls.json', 'package.nls.ja.json'])('has a picture for each step: %s', (file) => {
    const texts = JSON.parse(textOf(file)) as Readonly<Record<string, string>>;
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    for (const { media } of steps) {
      const picture = media.svg.replace(/^%(.*)%$/, (_, key: string) => texts[key] ?? '');
      expect(textOf(picture)).toMatch(/^<svg /);
    }
    expect(steps).toHaveLength(5);
  });
});
