import { Failure, type Resources } from './program';
import type { Sandbox } from './sandbox';
import { refuseErrors } from './tour';
import { Words } from './words';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench';

export interface JourneyOptions extends WorkbenchOptions {
  /** The server that the user has an account on. Nobody is signed in at the start. */
  readonly sandbox: Sandbox;
  /** Is called where there is something to show. */
  readonly picture: (name: Picture | 'failure', workbench: Workbench) => Promise<void>;
}

/** What the journey shows, in its order. */
export const pictures = [
  'walkthrough',
  'sign-in',
  'automations',
  'templates',
  'problems',
  'checked',
  'create',
  'created',
  'update',
  'delete',
] as const;

export type Picture = (typeof pictures)[number];

/**
 * Goes the whole way as a new user would, by mouse and keyboard: through the walkthrough, from signing in to an automation that is
 * written, created, edited, disabled and deleted.
 */
export async function goJourney(resources: Resources, options: JourneyOptions): Promise<void> {
  const words = await Words.in(options.locale);
  const workbench = await openWorkbench(resources, options);
  const picture = async (name: Picture | 'failure'): Promise<void> => options.picture(name, workbench);
  const journey = new Journey(workbench, words, options.sandbox, picture);
  try {
    await journey.signIn();
    await journey.lookAround();
    await journey.write();
    await journey.check();
    await journey.create();
    await journey.edit();
    await journey.disable();
    await journey.remove();
    await journey.signOut();
  } catch (error) {
    await picture('failure');
    throw error;
  }
  await refuseErrors(workbench);
}

/** What the journey's automation is called. */
const NAME = 'loss-too-high';

class Journey {
  readonly #view: string;

  constructor(
    private readonly workbench: Workbench,
    private readonly words: Words,
    private readonly sandbox: Sandbox,
    private readonly picture: (name: Picture) => Promise<void>,
  ) {
    this.#view = words.view('automations');
  }

  /** The walkthrough's first step. The key is pasted, and shown to nobody. */
  async signIn(): Promise<void> {
    const { workbench, words } = this;
    const { page } = workbench;
    await workbench.run('Welcome: Open Walkthrough');
    await workbench.choose(words.title('walkthrough.title'));
    await page.locator('.getting-started-step.expanded').waitFor();
    await page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('svg').first().waitFor();
    await this.picture('walkthrough');
    await this.pressInStep(
      stepLabel(words.title('walkthrough.start.description'), 'wandbAutomations.signIn'),
    );
    await workbench.choose(
      words.say('$(server-environment) Another server…').replace(/^\$\([^)]*\) /, 'server-environment  '),
    );
    await workbench.answer(words.say('Sign In to Another W&B Server'), this.sandbox.url);
    await workbench.choose('key  ');
    const { host } = new URL(this.sandbox.url);
    const title = words.say('Sign In to {0}', host);
    const input = await workbench.question(title);
    await input.fill(this.sandbox.apiKey);
    await this.picture('sign-in');
    if ((await input.getAttribute('type')) !== 'password') throw new Failure('The key is readable.');
    await input.press('Enter');
    await page.locator('.statusbar-item', { hasText: host }).waitFor();
    await this.stepDone('start');
  }

  async lookAround(): Promise<void> {
    const { workbench, words } = this;
    await this.openStep('sidebar');
    await this.pressInStep(
      stepLabel(words.title('walkthrough.sidebar.description'), 'wandbAutomations.automations.focus'),
    );
    await workbench.rows(this.#view);
    await workbench.resizeSidebar(400);
    await workbench.waitForTrees();
    await this.stepDone('sidebar');
    await this.picture('automations');
  }

  /** A spec from a template, by keyboard; a metric is misspelled and put right by the quick fix. */
  async write(): Promise<void> {
    const { workbench, words } = this;
    const { page } = workbench;
    await this.openStep('write');
    await this.pressInStep(
      stepLabel(words.title('walkthrough.write.description'), 'wandbAutomations.newSpec'),
    );
    await workbench.editorText('# wandb-automations: v1');
    await workbench.suggestion(
      words.pick({ en: 'Slack on metric above threshold', ja: 'メトリクスのしきい値超えを Slack に通知' }),
      'Control+Space',
    );
    await this.picture('templates');
    await page.keyboard.press('Enter');
    await page.keyboard.type(NAME);
    await page.keyboard.press('Tab');
    await this.complete('my-team/fine', 'my-team/finetune');
    await this.complete('#ml-al', '#ml-alerts');
    await page.keyboard.type('losss');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5');
    await page.keyboard.press('Tab');
    await workbench.waitForProblem('warning');
    await workbench.openProblems();
    await this.picture('problems');
  }

  /** The walkthrough's fourth step: the misspelled metric is in the list, and the quick fix puts it right. */
  async check(): Promise<void> {
    const { workbench, words } = this;
    await workbench.showTab('Walkthrough');
    await this.stepDone('write');
    await this.openStep('check');
    await this.pressInStep(
      stepLabel(words.title('walkthrough.check.description'), 'workbench.actions.view.problems'),
    );
    await this.stepDone('check');
    await workbench.showTab('new.automation.yaml');
    await workbench.fix('"losss"', '"loss"');
    await this.picture('checked');
  }

  /** Asked before anything is sent, and shown in the sidebar when it is there. */
  async create(): Promise<void> {
    const { workbench, words } = this;
    await workbench.run(words.command('createFromSpec'));
    await workbench.dialog(NAME);
    await this.picture('create');
    await workbench.confirm(words.say('Create'));
    await workbench.row(this.#view, NAME);
    await workbench.read(NAME);
    const inSync = words.pick({ en: 'In sync with W&B', ja: 'W&B と一致' });
    await workbench.page.locator('.codelens-decoration', { hasText: inSync }).waitFor();
    await this.picture('created');
    await workbench.showTab('Walkthrough');
    await this.stepDone('create');
  }

  async edit(): Promise<void> {
    const { workbench, words } = this;
    const { page } = workbench;
    await workbench.chooseInMenu(await workbench.row(this.#view, NAME), words.title('command.editAsYaml'));
    await workbench.editor(`${NAME}.automation.yaml`);
    await workbench.select('> 5');
    await page.keyboard.type('> 7.5');
    await page.keyboard.press('ControlOrMeta+s');
    await workbench.dialog('7.5');
    await this.picture('update');
    await workbench.confirm(words.say('Update'));
    await workbench.editorIsSaved();
  }

  async disable(): Promise<void> {
    const { workbench, words } = this;
    const row = await workbench.row(this.#view, NAME);
    await workbench.pressInRow(row, words.title('command.disable'));
    await row.filter({ hasText: words.say('disabled') }).waitFor();
  }

  async remove(): Promise<void> {
    const { workbench, words } = this;
    const row = await workbench.row(this.#view, NAME);
    await workbench.chooseInMenu(row, words.title('command.delete'));
    await workbench.dialog(NAME);
    await this.picture('delete');
    await workbench.confirm(words.say('Delete'));
    await row.waitFor({ state: 'detached' });
  }

  async signOut(): Promise<void> {
    const { workbench, words } = this;
    await workbench.run(words.command('signOut'));
    await workbench.confirm(words.say('Sign Out'));
    await workbench.waitForText(words.title('welcome.signedOut').split('\n', 1).join(''));
  }

  /** Types the beginning of a name of the server, takes it from the list, and goes to the next gap of the template. */
  private async complete(typed: string, name: string): Promise<void> {
    const { workbench } = this;
    await workbench.page.keyboard.type(typed);
    await workbench.suggestion(name);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('Tab');
  }

  private async openStep(id: string): Promise<void> {
    await this.workbench.page.locator(this.step(id)).click();
    await this.workbench.page.locator(`${this.step(id)}.expanded`).waitFor();
  }

  private async pressInStep(label: string): Promise<void> {
    await this.workbench.page
      .locator('.getting-started-step.expanded .monaco-button', { hasText: label })
      .click();
  }

  private async stepDone(id: string): Promise<void> {
    await this.workbench.page
      .locator(`${this.step(id)} .codicon-getting-started-step-checked.complete`)
      .waitFor();
  }

  private step(id: string): string {
    return `.getting-started-step[data-step-id$="#${id}"]`;
  }
}

/** The words of a button in a step of the walkthrough, by the command behind it. */
function stepLabel(description: string, command: string): string {
  const [, label] =
    new RegExp(`\\[([^\\]]*)\\]\\(command:${command.replaceAll('.', '\\.')}\\)`).exec(description) ?? [];
  if (label === undefined) throw new Failure(`No button runs ${command}: ${description}`);
  return label;
}
