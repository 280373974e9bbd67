import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { processEnvironment } from '../node/environment';
import { loadTranslations } from '../node/translations';
import { lazySource } from './remote/source';
import { nodeDisk } from './workspace/disk';
import { ownVersion } from './version';
import type { World } from './world';

/** The machine that Node runs on. */
export function nodeWorld(): World {
  const now = (): number => performance.now();
  const version = ownVersion();
  return {
    now,
    later,
    disk: nodeDisk,
    docs: docsBeside(__dirname),
    loadRegexEngine: () => import('../node/re2'),
    translations: loadTranslations,
    remote: (tell) =>
      lazySource(async () => {
        const { environmentSource } = await import('./remote/connect');
        const userAgent = `wandb-automations/${version} (lsp)`;
        return environmentSource({ environment: processEnvironment(), userAgent, tell, now });
      }),
    ready: () => undefined,
    version,
  };
}

/** The pages are shipped beside the bundle's folder. */
function docsBeside(folder: string): string | undefined {
  const docs = join(folder, '..', 'docs', 'rules');
  return existsSync(docs) ? `${pathToFileURL(docs).href}/` : undefined;
}

function later(delay: number, work: () => void): () => void {
  if (delay > 0) {
    const timer = setTimeout(work, delay);
    return () => clearTimeout(timer);
  }
  // The library takes one message a turn: a turn later, the next message has been seen.
  let pending = setImmediate(() => {
    pending = setImmediate(work);
  });
  return () => clearImmediate(pending);
}
