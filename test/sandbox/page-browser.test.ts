import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { describeWith } from "../support/programs";
import { TestBrowser } from "./support/browser";
import { PageTenant } from "./support/page-tenant";

const person = "/people/amy.shah%40nhs.net";

describeWith(["chromium"], "the sandbox's page in a real browser", function () {
  this.timeout(120_000);
  let tenant: PageTenant;
  let browser: TestBrowser;
  const go = (path: string) => browser.page.goto(`${tenant.sandbox.authority}${path}`);

  before(async () => {
    tenant = await PageTenant.start();
    browser = await TestBrowser.open(tenant.sandbox);
  });

  beforeEach(async () => {
    await browser.forget();
    await tenant.reset();
  });

  after(async () => {
    await browser?.close();
    await tenant?.close();
  });

  /** Everything that must hold of a page as it stands: accessible, as wide as the window, at home. */
  async function isSound(what: string): Promise<void> {
    for (const width of [320, 1280]) {
      await browser.page.setViewportSize({ width, height: 800 });
      expect(await browser.violations(), `${what} at ${width} pixels`).to.deep.equal([]);
      const tooWide = await browser.page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(tooWide, `${what} is wider than ${width} pixels`).to.be.at.most(0);
    }
    expect(await browser.page.locator("script").count(), what).to.equal(0);
    expect(await browser.page.locator("main h1").count(), what).to.equal(1);
    const foreign = browser.asked.filter((url) => !url.startsWith(`${tenant.sandbox.authority}/`));
    expect(foreign, what).to.deep.equal([]);
    expect(
      browser.complaints.filter((text) => !/status of 40[34]/.test(text)),
      what,
    ).to.deep.equal([]);
  }

  it("has no violation of axe's rules in any state, at 1280 and at 320 pixels", async () => {
    await tenant.client.admin("POST", "faults", { operation: "user.list", kind: "429" });
    await tenant.client.admin("POST", "seed", {
      generate: { users: 60, calendars: 0, staffPerCalendar: 0 },
    });
    const states = [
      "/",
      "/calendars",
      "/calendars?text=nothing",
      "/calendars/LeedsXRay%40nhs.net",
      "/people?page=2",
      "/people?kind=deleted",
      person,
      "/people/bob.jones%40nhs.net",
      "/live?refresh=off",
      "/log",
      "/log?show=writes&refresh=on",
      "/log?who=no one&before=3",
      "/people/none",
    ];
    for (const state of states) {
      await go(state);
      await isSound(state);
    }
    for (const word of ["Approve", "Reject"]) {
      await go(person);
      await browser.page.getByRole("button", { name: word }).click();
      await isSound(`after ${word}`);
    }
    await browser.page.locator('input[name="token"]').evaluate("(field) => { field.value = 'old' }");
    await browser.page.getByRole("button", { name: "Approve" }).click();
    await isSound("after a refused button");
    await tenant.edit("DELETE", "");
    await go(person);
    await isSound("after the calendar was deleted");
  });

  it("is judged by rules that see a missing label, under a policy that refuses foreign styles", async () => {
    await go("/people");
    await browser.page.evaluate("document.querySelector('label').remove()");
    await browser.page.addStyleTag({ content: "h1 { color: #ccc }" }).catch(() => undefined);
    expect((await browser.violations()).join()).to.match(/^label: #text/);
    // The page's own policy refuses a style from outside its file, so the heading keeps its colour.
    expect(browser.complaints.join()).to.contain("Content Security Policy");
  });

  it("makes the membership active when Approve is clicked, as Graph tells it, and rejected by Reject [USR-8]", async () => {
    await go("/");
    await browser.page.getByRole("link", { name: "Amy Shah" }).click();
    expect(await tenant.membership()).to.equal("pendingAcceptance");
    await browser.page.getByRole("button", { name: "Approve the membership of LeedsXRay" }).click();
    await browser.page.getByRole("status").getByText("You approved the membership of LeedsXRay.").waitFor();
    expect(await tenant.membership()).to.equal("active");
    await browser.page.getByRole("button", { name: "Reject" }).click();
    await browser.page.getByRole("status").getByText("You rejected").waitFor();
    expect(await tenant.membership()).to.equal("rejectedByStaff");
  });

  it("can be used with the keyboard alone", async () => {
    await go(person);
    await browser.page.keyboard.press("Tab");
    const focused = () => browser.page.evaluate<string>("document.activeElement.textContent.trim()");
    expect(await focused()).to.equal("Skip to the content");
    await browser.page.keyboard.press("Enter");
    for (let at = 0; at < 6 && !(await focused()).startsWith("Approve"); at += 1)
      await browser.page.keyboard.press("Tab");
    await browser.page.keyboard.press("Enter");
    await browser.page.getByRole("status").waitFor();
    expect(await tenant.membership()).to.equal("active");
  });

  it("shows names that look like markup as the words they are", async () => {
    const name = '<img src=x onerror="document.title=1">';
    await tenant.edit("PATCH", "", { displayName: name });
    await go("/calendars/LeedsXRay%40nhs.net");
    expect(await browser.page.getByRole("heading", { level: 1 }).textContent()).to.equal(name);
    expect(await browser.page.locator("main img").count()).to.equal(0);
    await isSound("a hostile name");
  });

  it("brings new requests by itself where that was asked for", async () => {
    await go("/log?refresh=on");
    await tenant.edit("GET", "/customQuestions");
    await browser.page.getByText("customQuestion.list").waitFor({ timeout: 20_000 });
  });

  it("takes no button from another page in the same browser, and shows itself in no one's frame", async () => {
    const { token, mail } = await tenant.form();
    const action = `${tenant.sandbox.authority}/answer`;
    const fields = { token, mail, decision: "approve" };
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
    const page = `<form method="post" action="${action}">${inputs.join("")}<button>Win a prize</button></form>
      <iframe src="${tenant.sandbox.authority}${person}"></iframe>`;
    const server = createServer((_request, response) =>
      response.setHeader("Content-Type", "text/html").end(page),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      await browser.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect(browser.page.frames().filter((frame) => frame.url().includes("/people/"))).to.deep.equal([]);
      await browser.page.getByRole("button", { name: "Win a prize" }).click();
      await browser.page.getByRole("heading", { name: "Not from here" }).waitFor();
      expect(await tenant.membership()).to.equal("pendingAcceptance");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
