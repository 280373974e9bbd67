import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import type { PackedLocale } from './language-pack';
import { Failure, type Resources } from './program';
import { installRelease } from './release';
import { root } from './root';
import { startServer, type ServerOptions } from './server';

export interface WorkbenchOptions extends Pick<ServerOptions, 'env' | 'settings' | 'trust' | 'vsix'> {
  readonly folder: string;
  /** A file to open first. */
  readonly file?: string;
  /** Version of VS Code; the default is the oldest that is promised. */
  readonly version?: string | undefined;
  /** A colour theme by its name, as `Default Dark Modern`, `Default Light Modern`, `Default High Contrast`. */
  readonly theme?: string | undefined;
  /** Another display language than English: the extension's own texts are in it. */
  readonly locale?: PackedLocale | undefined;
  /** Of the window, in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** Milliseconds to wait for something that a person would see at once. */
const PATIENCE = 20_000;

/** Opens VS Code with this extension, to be driven like a person would, and looked at. */
export async function openWorkbench(resources: Resources, options: WorkbenchOptions): Promise<Workbench> {
  const { folder, file, version, theme, locale, vsix, size = { width: 1440, height: 900 } } = options;
  const settings = { ...(theme !== undefined && { 'workbench.colorTheme': theme }), ...options.settings };
  const extension = vsix === undefined ? root : undefined;
  const release = await installRelease(resources, version);
  const [server, browser] = await Promise.all([
    startServer(resources, release, { ...options, extension, settings }),
    launchBrowser(resources, locale),
  ]);
  const page = await browser.newPage({ viewport: size, locale: locale ?? 'en-US' });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.address({ folder, ...(file !== undefined && { file }) }));
  await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 3 * PATIENCE });
  return new Workbench(page);
}

/** A workbench as a person sees it. What has no method here is reached through {@link page}. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Runs a command from the palette by its whole title, category included: `Category: Title`. */
  async run(title: string): Promise<void> {
    await this.#pick('F1', title);
  }

  /** Opens a file of the folder by its name and waits for its text. */
  async openFile(name: string): Promise<void> {
    await this.#pick('ControlOrMeta+p', name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  /** Opens a view container by its title in the activity bar. */
  async openViews(title: string): Promise<void> {
    const item = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`a[aria-label^="${title}"]`),
    });
    if (!(await item.getAttribute('class'))?.includes('checked')) await item.click();
    await this.page.locator('.sidebar .composite.title', { hasText: title }).waitFor();
  }

  /** The rows of a tree view, by the view's title; waits until it has one. */
  async rows(view: string): Promise<Locator> {
    const rows = this.page
      .locator('.pane', { has: this.page.locator(`.pane-header[aria-label^="${view}"]`) })
      .locator('.monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }

  /** Waits until no tree is loading any more. */
  async waitForTrees(): Promise<void> {
    const loading = this.page.locator('.codicon-tree-item-loading, .pane .monaco-progress-container.active');
    while ((await loading.count()) > 0) await loading.first().waitFor({ state: 'detached' });
  }

  /** Waits until a text is on the screen. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Waits until the open editor has a problem underlined. */
  async waitForProblem(severity: 'error' | 'warning' | 'info' = 'error'): Promise<void> {
    await this.page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor();
  }

  /** Opens the list of problems and waits until it has one. */
  async openProblems(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+m');
    await this.page
      .locator('.markers-panel .monaco-list-row .marker-code, .markers-panel .monaco-list-row .marker-source')
      .first()
      .waitFor();
  }

  /** Drags the border of the sidebar until it is so many CSS pixels wide. */
  async resizeSidebar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (!box) throw new Failure('The sidebar is closed.');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Waits until the active editor shows a text. */
  async editorText(text: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .view-line', { hasText: text }).first().waitFor();
  }

  /** Selects a text of the active editor by searching for it. */
  async select(text: string): Promise<void> {
    const { page } = this;
    await this.editorText(text);
    await page.locator('.editor-group-container.active .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+f');
    await page.locator('.find-widget.visible .find-part textarea').fill(text);
    await page.locator('.find-widget.visible .matchesCount', { hasText: '1' }).waitFor();
    await page.keyboard.press('Escape');
  }

  /** Waits until the active editor has nothing unsaved. */
  async editorIsSaved(): Promise<void> {
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }

  /** Waits until completion proposes something, and selects it. */
  async suggestion(label: string, key?: string): Promise<void> {
    const { keyboard } = this.page;
    if (key !== undefined) await keyboard.press(key);
    const focused = this.page.locator('.suggest-widget.visible .monaco-list-row.focused');
    await focused.waitFor();
    const first = await focused.getAttribute('data-index');
    while (!(await focused.innerText()).includes(label)) {
      const before = await focused.getAttribute('data-index');
      await keyboard.press('ArrowDown');
      await this.page
        .locator(`.suggest-widget.visible .monaco-list-row.focused:not([data-index="${before}"])`)
        .waitFor();
      if ((await focused.getAttribute('data-index')) === first)
        throw new Failure(`Completion doesn't propose "${label}".`);
    }
  }

  /** Clicks on a word of the active editor and takes the first quick fix; waits for what it makes of it. */
  async fix(wrong: string, right: string): Promise<void> {
    const line = this.page.locator('.editor-group-container.active .view-line', { hasText: wrong });
    await line.getByText(wrong).click();
    await this.page.keyboard.press('ControlOrMeta+.');
    await this.page.locator('.action-widget .monaco-list-row.action.focused').waitFor();
    await this.page.keyboard.press('Enter');
    await this.editorText(right);
  }

  /** Brings an open editor to the front, by a part of its title. */
  async showTab(title: string): Promise<void> {
    await this.page.locator('.tab', { hasText: title }).first().click();
  }

  /** Chooses from the list that is open, by the beginning of what a screen reader says for it. */
  async choose(label: string): Promise<void> {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^=${JSON.stringify(label)}]`);
    try {
      await row.first().waitFor();
    } catch {
      const shown = await this.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
      throw new Failure(`VS Code has no "${label}" to pick. It shows: ${shown.join(', ')}`);
    }
    await row.first().click();
  }

  /** Waits for the box that asks for a line of text, by a part of its title. */
  async question(title: string): Promise<Locator> {
    const widget = this.page.locator('.quick-input-widget', { hasText: title });
    await widget.waitFor();
    return widget.locator('input').first();
  }

  /** Types the answer to the question of that title, in place of what is proposed. */
  async answer(title: string, text: string): Promise<void> {
    const input = await this.question(title);
    await input.fill('');
    await input.pressSequentially(text);
    await input.press('Enter');
  }

  /** Waits for a modal dialog that says something. */
  async dialog(text: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box', { hasText: text }).waitFor();
  }

  /** Waits until an editor is in front, by a part of its title. */
  async editor(title: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: title }).waitFor();
  }

  /** Presses a button of the modal dialog that is open. Gives what the dialog said. */
  async confirm(button: string): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const said = await dialog.innerText();
    await dialog.locator('.monaco-button', { hasText: button }).first().click();
    await dialog.waitFor({ state: 'detached' });
    return said;
  }

  /** The row of a tree view that begins with a text. */
  async row(view: string, text: string): Promise<Locator> {
    const row = (await this.rows(view)).filter({ hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** Presses the button that a row shows while the pointer is on it. */
  async pressInRow(row: Locator, title: string): Promise<void> {
    await row.hover();
    await row.locator(`.action-label[aria-label^=${JSON.stringify(title)}]`).click();
  }

  /** Chooses from a row's context menu. */
  async chooseInMenu(row: Locator, title: string): Promise<void> {
    await row.click({ button: 'right' });
    const item = this.page.locator('.context-view .action-item', { hasText: title }).first();
    // For its first moments a menu takes no clicks.
    await item.hover();
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** Waits for a notification with that text, and closes it. */
  async read(text: string): Promise<void> {
    const toast = this.page.locator('.notification-toast', { hasText: text });
    await toast.waitFor();
    await toast.hover();
    await toast.locator('.codicon-notifications-clear').click();
    await toast.waitFor({ state: 'detached' });
  }

  /** Texts of the notifications on the screen. */
  async notifications(): Promise<string[]> {
    return await this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Writes a PNG of the window. */
  async screenshot(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    // The mouse and the text cursor say nothing and would make every picture another one.
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: file, caret: 'hide', animations: 'disabled' });
  }

  async #pick(key: string, label: string): Promise<void> {
    await this.page.keyboard.press(key);
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.pressSequentially(label);
    await this.choose(label);
  }
}
