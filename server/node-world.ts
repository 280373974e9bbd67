import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { loadTranslations } from '../node/translations';
import { nodeDisk } from './workspace/disk';
import type { World } from './world';

/** The machine that Node runs on. */
export function nodeWorld(): World {
  return {
    now: () => performance.now(),
    later,
    disk: nodeDisk,
    docs: docsBeside(__dirname),
    loadRegexCheck: async () => (await import('../node/re2')).checkRegex,
    translations: loadTranslations,
    remote: () => () => Promise.resolve({ known: false, reason: 'offline' }),
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
