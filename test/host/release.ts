import { join } from 'node:path';
import { cached } from './cache';
import { nodePins, type NodeMajor } from './node-pins';
import { installPinned, npm, type Pin } from './npm';
import { Failure, type Resources } from './program';
import { addRipgrep } from './ripgrep';

/** A VS Code whose server is on npm, inside the package code-server. */
export interface Release {
  /** Version of VS Code. */
  readonly version: string;
  readonly package: Pin;
  /** The Node that it runs on, and no other. */
  readonly node: NodeMajor;
}

/** The oldest that package.json promises (`engines.vscode`), and the newest. */
const releases: readonly Release[] = [
  {
    version: '1.100.3',
    package: {
      name: 'code-server',
      version: '4.100.3',
      integrity:
        'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    node: 20,
  },
  {
    version: '1.139.1',
    package: {
      name: 'code-server',
      version: '4.139.1',
      integrity:
        'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    node: 24,
  },
];

/** What is tested when nothing else is asked for. */
const defaultVersion = '1.100.3';

/** A VS Code server that is ready to start. */
export interface InstalledRelease {
  readonly version: string;
  /** The program to run it with. */
  readonly node: string;
  /** Its main module. */
  readonly main: string;
}

/**
 * Fetches VS Code's server and the Node that it wants, once.
 * @throws {Failure} for a version that isn't pinned here, and on Windows
 */
export async function installRelease(
  resources: Resources,
  version = defaultVersion,
): Promise<InstalledRelease> {
  if (process.platform === 'win32') {
    throw new Failure(
      "VS Code's server from npm doesn't run on Windows: use desktop VS Code, with --desktop.",
    );
  }
  const release = releases.find((one) => one.version === version);
  if (!release) {
    const known = releases.map((one) => one.version).join(' and ');
    throw new Failure(
      `VS Code ${version} is not among the versions pinned from npm: ${known}. Desktop VS Code (--desktop) comes in every version.`,
    );
  }
  const node = await installNode(resources, release.node);
  const folder = await cached(resources, {
    name: `vscode-server-${version}`,
    announcement: `Fetching VS Code ${version} from the npm registry, once (about 300 MB on disk)`,
    make: async (partial) => {
      const codeServer = await installPinned(resources, partial, release.package);
      const vscode = join(codeServer, 'lib', 'vscode');
      // VS Code's own dependencies, pinned by the package's shrinkwrap.
      await npm(resources, vscode, ['install', '--ignore-scripts', '--omit=dev']);
      await addRipgrep(resources, vscode, join(partial, 'ripgrep'));
    },
  });
  return {
    version,
    node,
    main: join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

async function installNode(resources: Resources, major: NodeMajor): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const pin = nodePins[major][`${process.platform}-${process.arch}`];
  if (!pin) {
    throw new Failure(
      `This VS Code runs on Node ${major} only, which npm doesn't have for ${process.platform}-${process.arch}: install Node ${major}.`,
    );
  }
  const folder = await cached(resources, {
    name: `${pin.name}-${pin.version}`,
    announcement: `Fetching Node ${pin.version} from the npm registry, once`,
    make: async (partial) => {
      await installPinned(resources, partial, pin);
    },
  });
  return join(folder, 'node_modules', pin.name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
