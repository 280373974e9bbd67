import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { profileNames, type ProfileName } from '../../../sandbox/profiles';
import { startSandbox } from '../../../sandbox/server';
import { pythonWithSdk, sdkVersion } from './environment';

/** A line that suite.py prints. */
interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly detail?: string | null;
}

interface Outcome {
  readonly checks: readonly Check[];
  /** What the sandbox could not answer. */
  readonly complaints: readonly string[];
}

/** One phase of suite.py against a sandbox of its own. */
async function play(python: string, phase: string, profile: ProfileName): Promise<Outcome> {
  const complaints: string[] = [];
  const sandbox = await startSandbox({ profile, log: (line) => void complaints.push(line) });
  try {
    const child = spawn(python, ['suite.py', phase, sandbox.url, sandbox.apiKey], { cwd: __dirname });
    const checks: Check[] = [];
    createInterface({ input: child.stdout }).on(
      'line',
      (line) => void checks.push(JSON.parse(line) as Check),
    );
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) checks.push({ name: `${phase} comes to its end`, ok: false, error: stderr });
    return { checks, complaints };
  } finally {
    await sandbox.close();
  }
}

const environment = await pythonWithSdk();
const python = 'python' in environment ? environment.python : undefined;
if ('missing' in environment)
  console.warn(`Left out: the suite with the Python SDK ${sdkVersion}, because ${environment.missing}.`);

const older = profileNames.filter((name) => name !== 'saas');
const plays: readonly { readonly phase: string; readonly profile: ProfileName }[] = [
  ...['read', 'change', 'train', 'write', 'cross'].map((phase) => ({ phase, profile: 'saas' as const })),
  ...older.map((profile) => ({ phase: 'older', profile })),
];
const outcomes = python
  ? await Promise.all(plays.map(async (one) => ({ ...one, ...(await play(python, one.phase, one.profile)) })))
  : [];

describe.each(outcomes)(
  `the Python SDK ${sdkVersion}: $phase ($profile)`,
  ({ phase, profile, checks, complaints }) => {
    it('has checks', () => {
      expect(checks.length).toBeGreaterThan(0);
    });

    it.each(checks)('$name', ({ error = '', ok }) => {
      expect({ ok, error }).toEqual({ ok: true, error: '' });
    });

    it('asks nothing that the sandbox can not answer', () => {
      expect(complaints).toEqual([]);
    });

    if (phase === 'older')
      it('is told what this version lacks', () => {
        const supported = checks
          .filter(({ detail }) => detail === 'supported')
          .map(({ name }) => name.replace('older: ', ''));
        expect(supported).toEqual(supportedBy[profile]);
      });
  },
);

const metrics = ['threshold', 'threshold-and-name', 'change', 'change-with-prior'];
/** What the SDK can make on each server version. */
const supportedBy: Partial<Record<ProfileName, readonly string[]>> = {
  'dedicated-0.83': [
    'link',
    'unlink',
    'add-alias',
    'add-tag',
    'remove-tag',
    'add-collection-tag',
    'remove-collection-tag',
    ...metrics,
    'zscore',
    'state',
    'team',
  ],
  'server-0.75': ['link', 'add-alias', 'add-tag', ...metrics, 'state'],
  'server-0.69': ['link', 'add-alias', ...metrics, 'state'],
  'server-0.67': ['link', 'add-alias', ...metrics],
};

describe('the SDK suite', () => {
  it(python ? 'ran' : `was left out: ${'missing' in environment ? environment.missing : ''}`, () => {
    expect(outcomes.length).toBe(python ? plays.length : 0);
  });
});
