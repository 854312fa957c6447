import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import axe from "axe-core";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import type { Sandbox } from "../../../sandbox/start";
import { program } from "../../support/programs";

/** SHA-256 of the public key that the sandbox shows, after its certificate was checked against its authority. */
function pinOf(sandbox: Sandbox): Promise<string> {
  const { hostname: host, port } = new URL(sandbox.authority);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), ca: readFileSync(sandbox.caFile) }, () => {
      const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
      const key = publicKey.export({ type: "spki", format: "der" });
      resolve(createHash("sha256").update(key).digest("base64"));
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

/** A real browser without a window that trusts one sandbox's key and nothing else. */
export class TestBrowser {
  /** Every address that a page asked for. */
  readonly asked: string[] = [];
  /** What the browser complained of: scripts and styles that the policy refused, errors. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly folder: string,
  ) {
    context.on("request", (request) => this.asked.push(request.url()));
    page.on("console", (message) => this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  static async open(sandbox: Sandbox): Promise<TestBrowser> {
    const executablePath = program("chromium");
    const folder = mkdtempSync(join(tmpdir(), "bookings-browser-"));
    // Chromium's own sandbox does not work for root, and containers run as root.
    const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless: true,
      args: [
        ...asRoot,
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        `--ignore-certificate-errors-spki-list=${await pinOf(sandbox)}`,
      ],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    return new TestBrowser(context, page, folder);
  }

  /** What axe finds wrong with the page as it is, in short lines. */
  async violations(): Promise<string[]> {
    // Evaluated from outside, so that the page's policy stays in force.
    if (!(await this.page.evaluate("'axe' in window"))) await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate<axe.AxeResults>(
      "axe.run({ resultTypes: ['violations'], preload: false })",
    );
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
  }

  /** An empty page and no memory of what was asked for. */
  async forget(): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.setViewportSize({ width: 1280, height: 800 });
    this.asked.length = 0;
    this.complaints.length = 0;
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
