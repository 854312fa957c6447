import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PageTenant } from "./support/page-tenant";
import { startSandbox } from "./support/plain";

describe("who may press the buttons of the sandbox's page", () => {
  let tenant: PageTenant;
  let form: { token: string; mail: string };

  before(async () => {
    tenant = await PageTenant.start();
    form = await tenant.form();
  });

  after(() => tenant.close());

  afterEach(async () => {
    expect(await tenant.membership()).to.equal("pendingAcceptance");
  });

  it("is no one who came by another name, as after a rebinding of names", async () => {
    const { port } = new URL(tenant.sandbox.authority);
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1:1",
      `127.0.0.1.evil.example:${port}`,
    ]) {
      const seen = await tenant.page("/people/amy.shah%40nhs.net", { host });
      expect(seen.status, host).to.equal(421);
      expect(seen.text).not.to.contain("Amy").and.not.to.contain(form.token);
      const pressed = await tenant.press(
        { ...form, decision: "approve" },
        { host, origin: `https://${host}` },
      );
      expect(pressed.status, host).to.equal(421);
    }
    expect((await tenant.page("/", { host: `localhost:${port}` })).status).to.equal(200);
  });

  it("is no other page in the same browser", async () => {
    const { port } = new URL(tenant.sandbox.authority);
    const strangers: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "" },
      { origin: `http://127.0.0.1:${port}` },
      { origin: "https://127.0.0.1:1" },
      { origin: `https://localhost:${port}` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ];
    for (const headers of strangers) {
      const { status } = await tenant.press({ ...form, decision: "approve" }, headers);
      expect(status, JSON.stringify(headers)).to.equal(403);
    }
  });

  it("is no one without the token of this run", async () => {
    for (const token of ["", "x", tenant.sandbox.adminToken, form.token.slice(1), `${form.token}x`])
      expect((await tenant.press({ ...form, token, decision: "approve" })).status).to.equal(403);
    const json = { "content-type": "application/json" };
    expect((await tenant.press({ ...form, decision: "approve" }, json)).status).to.equal(403);
    const text = { "content-type": "text/plain" };
    expect((await tenant.press({ ...form, decision: "approve" }, text)).status).to.equal(403);
  });

  it("answers in words for people when there is nothing to press", async () => {
    const answers = [
      [await tenant.press({ ...form, mail: "none", decision: "approve" }), 404],
      [await tenant.press({ ...form, decision: "delete" }), 400],
      [await tenant.page("/answer"), 405],
      [await tenant.page("/people/nobody%40nhs.net"), 404],
      [await tenant.page("/calendars/%ff"), 404],
      [await tenant.page("/calendars/a/b"), 404],
      [await tenant.page("/people/__proto__"), 404],
    ] as const;
    for (const [{ status, text }, expected] of answers) {
      expect(status).to.equal(expected);
      expect(text).to.contain('<html lang="en-GB">').and.to.contain('<a href="/">');
    }
  });

  it("bounds what a form may send", async () => {
    const { status } = await tenant.press({ ...form, decision: "x".repeat(5 * 1024 * 1024) }).catch(() => ({
      status: 413,
    }));
    expect(status).to.equal(413);
  });

  it("guards every answer: no script, no frame, nothing from elsewhere, nothing kept", async () => {
    for (const place of ["/", "/log", "/page/style.css", "/page/icon.svg", "/people/none"]) {
      const { headers } = await tenant.page(place);
      expect(headers["content-security-policy"]).to.match(/^default-src 'none'; .*frame-ancestors 'none'$/);
      expect(headers["content-security-policy"]).not.to.match(/unsafe|script/);
      expect(headers["x-frame-options"]).to.equal("DENY");
      expect(headers["x-content-type-options"]).to.equal("nosniff");
      expect(headers["cross-origin-resource-policy"]).to.equal("same-origin");
      expect(headers["cache-control"]).to.equal("no-store");
    }
  });

  it("answers HEAD as GET, without the text", async () => {
    const { status, text } = await tenant.client.send(`${tenant.sandbox.authority}/`, { method: "HEAD" });
    expect([status, text]).to.deep.equal([200, ""]);
  });
});

describe("the buttons of the sandbox's page", () => {
  it("approve and reject, as often as the person changes their mind, and are in the log [USR-8]", async () => {
    const tenant = await PageTenant.start();
    try {
      const form = await tenant.form();
      const approved = await tenant.press({ ...form, decision: "approve" });
      expect([approved.status, approved.headers.location]).to.deep.equal([
        303,
        `/people/a.shah%40nhs.net?answered=${form.mail}`,
      ]);
      expect(await tenant.membership()).to.equal("active");
      const { text } = await tenant.page(String(approved.headers.location));
      expect(text).to.contain("You approved the membership of LeedsXRay.");
      await tenant.press({ ...form, decision: "reject" });
      expect(await tenant.membership()).to.equal("rejectedByStaff");
      const { body } = await tenant.client.admin("GET", "log?operation=membership.*");
      expect(
        body.entries.map((one: Record<string, unknown>) => [one["who"], one["operation"], one["effect"]]),
      ).to.deep.equal([
        ["a.shah@nhs.net", "membership.approve", "write"],
        ["a.shah@nhs.net", "membership.reject", "write"],
      ]);
      await tenant.edit("DELETE", `/staffMembers/${tenant.staffId}`);
      expect((await tenant.press({ ...form, decision: "approve" })).status).to.equal(409);
      expect((await tenant.page("/people/amy.shah%40nhs.net")).text).to.contain("no longer on this calendar");
    } finally {
      await tenant.close();
    }
  });

  it("of an earlier run do nothing, and say why", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "bookings-page-"));
    const before = await PageTenant.start(dataDir);
    const form = await before.form();
    await before.close();
    const port = Number(new URL(before.sandbox.authority).port);
    const tenant = before.in(await startSandbox({ dataDir, port }));
    try {
      const { status, text } = await tenant.press({ ...form, decision: "approve" });
      expect(status).to.equal(403);
      expect(text).to.contain("was started again");
      expect((await tenant.form()).mail).to.equal(form.mail);
      expect(await tenant.membership()).to.equal("pendingAcceptance");
    } finally {
      await tenant.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
