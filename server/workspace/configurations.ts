import { baseUrlProblem, normalBaseUrl } from '../../core/api/auth/host';
import type { SpecFolder, ServerSettings } from '../../core/protocol';
import { defaultConfig, type Config } from '../../core/spec/config/config';
import { openConfigDocument } from '../../core/spec/config/document';
import { globProblem, isSpecPath } from '../../core/spec/config/spec-path';
import type { SpecOptions } from '../../core/spec/document';
import { configFileName, foldersWithoutSpecs, kindByName, type FileKind } from '../../core/spec/file-kind';
import { severitiesOf } from '../settings';
import { addressIn, folderKey, uriKey } from './address';

/** How the files of one workspace folder are read, or those that are in none. */
export interface FolderRules {
  /** What the folder's configuration and the editor's settings say together. The configuration, which CI reads too, wins. */
  readonly config: Config;
  /** Another object means that specs have to be read again. */
  readonly options: SpecOptions;
}

export interface ConfigurationParts {
  /** The text of a file as it stands in the editor, or else on the disk; undefined: there is none. */
  readonly read: (uri: string) => Promise<string | undefined>;
  /** May a configuration, or a setting, name the server? */
  readonly hosts: { readonly ofConfigurations: boolean; readonly ofSettings: boolean };
}

interface Folder {
  readonly uri: string;
  /** What the keys of its files begin with. */
  readonly prefix: string;
  settings: ServerSettings;
  /** Ids that its lock file lists; undefined where there is none. */
  managedIds: ReadonlySet<string> | undefined;
  /** The configuration as it was last understood without an error. */
  good: Config | undefined;
  config: Config;
  rules: FolderRules;
}

/** What the rules of a folder are made from. */
type RuleSources = Pick<Folder, 'config' | 'settings'> & Partial<Pick<Folder, 'managedIds'>>;

/** The configuration of each folder of the workspace, from its root and from the editor's settings. */
export class Configurations {
  /** The nearest comes first where one is inside another. */
  private folders: readonly Folder[] = [];
  private settings: ServerSettings = {};
  private outside: FolderRules;
  private regexError: SpecOptions['regexError'];

  constructor(private readonly parts: ConfigurationParts) {
    this.outside = this.rulesOf({ config: defaultConfig, settings: {} });
  }

  /** What holds for a file. */
  at(uri: string): FolderRules {
    return this.folderOf(uri)?.rules ?? this.outside;
  }

  /** Base URL of the server that a file's automations belong to, in one spelling; undefined where nothing names it. */
  serverOf(uri: string): string | undefined {
    const { host } = this.at(uri).config;
    return host === undefined ? undefined : normalBaseUrl(host);
  }

  /** What a file is by its name, or because the configuration says so. */
  kindOf(uri: string): FileKind | undefined {
    // What else an address says besides the path is no part of a name.
    const byName = kindByName(uri.replace(/[?#].*$/s, ''));
    const folder = byName ? undefined : this.folderOf(uri);
    if (!folder) return byName;
    return isSpecPath(pathIn(folder, uri), folder.rules.config) ? 'spec' : undefined;
  }

  /** Is it where specs of the workspace are looked for? */
  holds(uri: string): boolean {
    const folder = this.folderOf(uri);
    if (!folder) return false;
    return !pathIn(folder, uri)
      .split('/')
      .slice(0, -1)
      .some((name) => foldersWithoutSpecs.has(name));
  }

  /** Addresses of the folders' configurations, whether they are there or not. */
  get roots(): readonly string[] {
    return this.folders.map(({ uri }) => addressIn(uri, configFileName));
  }

  /** Is it the configuration of a folder? Others don't count. */
  isRoot(uri: string): boolean {
    return this.rootOf(uri) !== undefined;
  }

  get uris(): readonly string[] {
    return this.folders.map(({ uri }) => uri);
  }

  get specFolders(): readonly SpecFolder[] {
    return this.folders.map(({ uri, rules: { config } }) => ({
      uri,
      files: config.files,
      ...(config.host !== undefined && { host: config.host }),
    }));
  }

  /** Addresses of the folders' lock files. */
  get locks(): readonly string[] {
    return this.folders.map(lockIn);
  }

  /** Where the lock file is that counts for a file; undefined for files in no folder. */
  lockFor(uri: string): string | undefined {
    const folder = this.folderOf(uri);
    return folder && lockIn(folder);
  }

  /** The workspace has these folders now. */
  async setFolders(uris: readonly string[]): Promise<void> {
    const known = new Map(this.folders.map((folder) => [folder.prefix, folder]));
    const wanted = new Map(uris.map((uri) => [folderKey(uri), uri]));
    const folders = [...wanted].map(([prefix, uri]): Folder => {
      const { settings, outside: rules } = this;
      const unread = { good: undefined, config: defaultConfig, managedIds: undefined };
      const fresh = { uri, prefix, settings, ...unread, rules };
      return known.get(prefix) ?? fresh;
    });
    await Promise.all(folders.map((folder) => this.load(folder)));
    this.folders = folders.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** The editor's settings: for all files, and those of folders that have some of their own. */
  setSettings(settings: ServerSettings, ofFolders: ReadonlyMap<string, ServerSettings>): void {
    this.settings = settings;
    for (const folder of this.folders) folder.settings = ofFolders.get(folder.uri) ?? settings;
    this.refresh();
  }

  /** What the folders' lock files list. Gives whether that changes how files are read. */
  setManagedIds(idsOf: (uri: string) => ReadonlySet<string> | undefined): boolean {
    const before = this.folders.map(({ rules }) => rules);
    for (const folder of this.folders) folder.managedIds = idsOf(addressIn(folder.uri, configFileName));
    this.refresh();
    return this.folders.some(({ rules }, index) => rules !== before[index]);
  }

  /** From now on regular expressions can be checked. */
  setRegexCheck(regexError: SpecOptions['regexError']): void {
    this.regexError = regexError;
    this.refresh();
  }

  /** A configuration file was changed. Gives whether that changes anything. */
  async changed(uri: string): Promise<boolean> {
    const folder = this.rootOf(uri);
    if (!folder) return false;
    const before = folder.rules;
    await this.load(folder);
    return folder.rules !== before;
  }

  private rootOf(uri: string): Folder | undefined {
    const key = uriKey(uri);
    return this.folders.find(({ prefix }) => key === prefix + configFileName);
  }

  private folderOf(uri: string): Folder | undefined {
    const key = uriKey(uri);
    return this.folders.find(({ prefix }) => key.startsWith(prefix));
  }

  private async load(folder: Folder): Promise<void> {
    const text = await this.parts.read(addressIn(folder.uri, configFileName));
    const { config, problems } = openConfigDocument(text ?? '', { hostProblem: baseUrlProblem });
    const broken = problems.some(({ severity }) => severity === 'error');
    if (!broken) folder.good = config;
    folder.config = folder.good ?? config;
    folder.rules = this.updated(folder.rules, folder);
  }

  private refresh(): void {
    this.outside = this.updated(this.outside, { config: defaultConfig, settings: this.settings });
    for (const folder of this.folders) folder.rules = this.updated(folder.rules, folder);
  }

  /** The same object as before when nothing is different. */
  private updated(before: FolderRules, given: RuleSources): FolderRules {
    const rules = this.rulesOf(given);
    const same =
      before.options.regexError === rules.options.regexError &&
      sameIds(before.options.managedIds, rules.options.managedIds) &&
      JSON.stringify(before.config) === JSON.stringify(rules.config);
    return same ? before : rules;
  }

  private rulesOf({ config, settings, managedIds }: RuleSources): FolderRules {
    const { ofConfigurations, ofSettings } = this.parts.hosts;
    const host = (ofConfigurations ? config.host : undefined) ?? (ofSettings ? settings.host : undefined);
    const entity = config.entity ?? settings.entity;
    const { lock, assume } = config;
    const merged: Config = {
      files: [...config.files, ...(settings.files ?? []).filter((glob) => !globProblem(glob))],
      rules: { ...severitiesOf(settings.rules ?? {}), ...config.rules },
      lock,
      assume,
      ...(host !== undefined && { host }),
      ...(entity !== undefined && { entity }),
    };
    const { rules } = merged;
    const { regexError } = this;
    const options = {
      rules,
      ...(entity !== undefined && { entity }),
      ...(regexError && { regexError }),
      ...(managedIds && { managedIds }),
    };
    return { config: merged, options };
  }
}

function sameIds(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (!one || !other) return one === other;
  return one.size === other.size && [...one].every((id) => other.has(id));
}

const lockIn = ({ uri, rules: { config } }: Folder): string => addressIn(uri, config.lock);

/** The path from the folder on, with `/` between names. */
function pathIn({ prefix }: Folder, uri: string): string {
  return uriKey(uri).slice(prefix.length);
}
