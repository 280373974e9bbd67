import { after, afterEach, beforeEach } from 'mocha';
import { closeSpecs } from './document';
import { extension, run } from './extension';
import { heal, reset } from './sandbox';
import { signedIn, signedOut } from './session';

/** For a `describe`: each test begins with the demo data, signed in and with fresh views, and leaves nothing behind. */
export function eachWithDemoData(): void {
  beforeEach(async () => {
    await reset();
    await signedIn(await extension());
    await run('refresh');
  });

  afterEach(async () => {
    await heal();
    await closeSpecs();
  });

  after(async () => signedOut(await extension()));
}
