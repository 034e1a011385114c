// A driver for one window of VS Code: keyboard and page, as a user has them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { artifacts } from "../../../tools/lib/repository.mjs";
import { findChromium } from "../../../tools/lib/chromium.mjs";
import { keys } from "./world.mjs";

const patience = 20_000;

/** Screenshots land here, to be looked at. */
export const pictures = join(artifacts, "test-results", "vscode");

export function startBrowser() {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

export class Workbench {
  /** Addresses of other machines that the page asked for; each was refused. */
  refused = [];

  constructor(page) {
    this.page = page;
  }

  /** @param {import("playwright-core").Browser} browser @param {string} address of a world */
  static async open(browser, address, { width = 1280, height = 800 } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, locale: "en-US", timezoneId: "UTC", permissions: ["clipboard-read", "clipboard-write"] });
    return this.#openIn(context, address);
  }

  /** Another window of the same user. @param {string} address of a world */
  openSecond(address) {
    return Workbench.#openIn(this.page.context(), address);
  }

  static async #openIn(context, address) {
    const workbench = new Workbench(await context.newPage());
    await context.route("**/*", (route) => {
      const { hostname } = new URL(route.request().url());
      if (hostname === "127.0.0.1" || hostname === "localhost") {
        return route.continue();
      }

      workbench.refused.push(route.request().url());
      return route.abort();
    });
    workbench.page.setDefaultTimeout(patience);
    await workbench.page.goto(address);
    await workbench.#loaded();
    return workbench;
  }

  async reload() {
    await this.page.reload();
    await this.#loaded();
  }

  get editor() {
    return this.page.locator(".editor-group-container.active .monaco-editor").first();
  }

  get status() {
    return this.page.locator(".statusbar-item[id='codeassist.codeassist.codeassist.status']");
  }

  /** A message in the corner. */
  toast(text) {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  /** Every message that was shown and not closed, also when its corner has gone from sight. @returns {Promise<{ text: string, buttons: string[] }[]>} */
  async messages() {
    const center = this.page.locator(".notifications-center.visible");
    if (await center.count() === 0) {
      // A page that takes the focus in this moment swallows the keys: whoever waits presses them again.
      await this.press(keys.messages);
      await center.waitFor({ timeout: 5_000 }).catch(() => {});
    }

    return center.locator(".notification-list-item").evaluateAll((items) => items.map((item) => ({
      text: item.querySelector(".notification-list-item-message")?.textContent ?? "",
      buttons: [...item.querySelectorAll(".notification-list-item-buttons-container .monaco-button")].map((button) => button.textContent),
    })));
  }

  /** Waits until a message says so; then there may be only one. @param {RegExp} pattern */
  async waitForMessage(pattern) {
    const told = await this.waitFor(() => this.messages(), (messages) => messages.some(({ text }) => pattern.test(text)), `a message like ${pattern}`);
    return told.filter(({ text }) => pattern.test(text));
  }

  /** Presses a button of a message. @param {string} label */
  async pressButton(label) {
    await this.messages();
    await this.page.locator(".notifications-center .monaco-button", { hasText: label }).first().click();
  }

  async openFile(name) {
    await this.page.keyboard.press("Control+P");
    await this.#pick(name, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.locator(".view-lines").waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
    await this.#settle();
  }

  /** Puts the caret behind the last character of a line, counted from 1. */
  async goToEndOf(line) {
    await this.page.keyboard.press("Control+G");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(`:${line}`);
    await this.press("Enter");
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
    await this.press("End");
  }

  /** Runs a command from the palette. */
  async command(title) {
    await this.page.keyboard.press("F1");
    await this.#pick(`>${title}`, title);
  }

  /** Chooses an entry of the menu that is open. */
  async choose(label) {
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
  }

  async trigger() {
    await this.page.keyboard.press(keys.trigger);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async press(...chords) {
    for (const chord of chords) {
      await this.page.keyboard.press(chord);
    }
  }

  /** The visible text of a short file, without ghost text. */
  async text() {
    return this.editor.locator(".view-lines").evaluate((lines) => [...lines.querySelectorAll(".view-line")]
      .sort((one, other) => parseFloat(one.style.top) - parseFloat(other.style.top))
      .map((line) => {
        const copy = line.cloneNode(true);
        copy.querySelectorAll("[class*=\"ghost-text\"]").forEach((ghost) => ghost.remove());
        return copy.textContent.replace(/\u00a0/g, " ");
      })
      .join("\n"));
  }

  /** Ghost text: the rest of the line, and the lines below it. */
  async ghost() {
    return this.editor.evaluate((editor) => {
      const text = (node) => node.textContent.replace(/\u00a0/g, " ");
      return {
        inline: [...editor.querySelectorAll(".view-line [class*=\"ghost-text-decoration\"]")].map(text).join(""),
        lines: [...editor.querySelectorAll(".suggest-preview-text > *")].map(text),
      };
    });
  }

  /** Waits for a ghost text and returns it. @param {(ghost: { inline: string, lines: string[] }) => boolean} isWanted */
  waitForGhost(isWanted = ({ inline }) => inline !== "", what = "ghost text") {
    return this.waitFor(() => this.ghost(), isWanted, what);
  }

  waitForText(pattern) {
    return this.waitFor(() => this.text(), (text) => pattern.test(text), `text like ${pattern}`);
  }

  /** Waits until the page in front says so: a webview is a frame in a frame. */
  waitForPage(pattern) {
    const page = this.page.frameLocator("iframe.webview.ready >> visible=true").frameLocator("#active-frame").locator("body");
    return this.waitFor(async () => (await page.count() === 0 ? "" : page.innerText()), (text) => pattern.test(text), `a page like ${pattern}`);
  }

  /** Waits until the status bar says so, in its text or in what it shows when pointed at. */
  waitForStatus(pattern, milliseconds = 60_000) {
    return this.waitFor(() => this.#statusText(), (text) => pattern.test(text), `a status like ${pattern}`, milliseconds);
  }

  async waitFor(look, isWanted, what, milliseconds = patience) {
    for (const end = Date.now() + milliseconds; ;) {
      const seen = await look();
      if (isWanted(seen)) {
        return seen;
      }

      if (Date.now() > end) {
        throw new Error(`Waited ${milliseconds / 1000} s for ${what}; last seen: ${JSON.stringify(seen)}`);
      }

      await this.page.waitForTimeout(50);
    }
  }

  async picture(name) {
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** Back to an empty window between tests: far cheaper than a new one. */
  async reset() {
    const tabs = this.page.locator(".tabs-container .tab");
    await this.press("Escape", keys.clear);
    const look = async () => {
      if (await tabs.count() > 0) {
        await this.press(keys.revert);
      }

      return await tabs.count() + await this.page.locator(".notification-toast").count();
    };
    await this.waitFor(look, (count) => count === 0, "an empty window");
  }

  #loaded() {
    return this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 90_000 });
  }

  async #pick(filter, row) {
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(filter);
    // Enter only when the wanted row is the focused one: rows are sorted anew while results stream in.
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: row }).first().waitFor();
    await this.press("Enter");
  }

  async #statusText() {
    const item = this.status.first();
    return await item.count() === 0 ? "" : `${await item.innerText()} ${await item.getAttribute("aria-label") ?? ""}`;
  }

  // The editor makes its inline completion controller when the window is idle, five seconds after the editor at the latest; what is
  // typed before that gets no ghost text. Idle callbacks run in order, so one of ours that is queued now comes after it.
  #settle() {
    return this.page.evaluate(() => new Promise((resolve) => {
      requestIdleCallback(() => requestIdleCallback(resolve, { timeout: 6000 }), { timeout: 6000 });
    }));
  }
}
