import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type Resources } from './program';
import { root } from './root';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench';

/** Opens the sidebar and the example with mistakes, waits until both are filled, and takes a picture. */
export async function takeTour(
  resources: Resources,
  options: WorkbenchOptions,
  picture: string,
): Promise<void> {
  const { container, view } = await titles(options.locale);
  const workbench = await openWorkbench(resources, options);
  await workbench.openViews(container);
  await workbench.rows(view);
  await workbench.openFile('mistakes.automation.yaml');
  await workbench.waitForProblem();
  await workbench.openProblems();
  await workbench.resizeSidebar(400);
  await workbench.waitForTrees();
  await workbench.screenshot(picture);
  await refuseErrors(workbench);
}

async function refuseErrors(workbench: Workbench): Promise<void> {
  const notifications = await workbench.notifications();
  if (notifications.length > 0)
    throw new Failure(`VS Code shows what it shouldn't: ${notifications.join(' / ')}`);
}

interface Manifest {
  readonly contributes: {
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly title: string }[];
    };
    readonly views: Readonly<Record<string, readonly { readonly name: string }[]>>;
  };
}

/** Titles of the extension's view container and its first view, as VS Code shows them. */
async function titles(locale: string | undefined): Promise<{ container: string; view: string }> {
  const { contributes } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  const english = await texts('package.nls.json');
  const translated = { ...english, ...(locale !== undefined && (await texts(`package.nls.${locale}.json`))) };
  const text = (key: string): string => translated[key.replace(/^%|%$/g, '')] ?? key;
  const [container] = contributes.viewsContainers.activitybar;
  const [view] = (container && contributes.views[container.id]) ?? [];
  if (!container || !view) throw new Failure('package.json contributes no view.');
  return { container: text(container.title), view: text(view.name) };
}

async function texts(file: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(root, file), 'utf8')) as Record<string, string>;
}
