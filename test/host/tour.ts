import { Failure, type Resources } from './program';
import { Words } from './words';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench';

/** Opens the sidebar and the example with mistakes, waits until both are filled, and takes a picture. */
export async function takeTour(
  resources: Resources,
  options: WorkbenchOptions,
  picture: string,
): Promise<void> {
  const words = await Words.in(options.locale);
  const workbench = await openWorkbench(resources, options);
  await workbench.openViews(words.container);
  await workbench.rows(words.view('automations'));
  await workbench.openFile('mistakes.automation.yaml');
  await workbench.waitForProblem();
  await workbench.openProblems();
  await workbench.resizeSidebar(400);
  await workbench.waitForTrees();
  await workbench.screenshot(picture);
  await refuseErrors(workbench);
}

/** @throws {Failure} when a notification is on the screen */
export async function refuseErrors(workbench: Workbench): Promise<void> {
  const notifications = await workbench.notifications();
  if (notifications.length > 0)
    throw new Failure(`VS Code shows what it shouldn't: ${notifications.join(' / ')}`);
}
