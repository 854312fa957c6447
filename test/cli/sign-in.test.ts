import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { judgeSignIn } from "../../src/cli/verbs/setup/sign-in";
import { openGraph } from "../../src/graph/open-graph";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { type Ended, MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";

const OPERATOR = "svc.leeds.bookings@nhs.net";

/** What a browser does at the sign-in page: opens it, and sends the page's form to where it says. */
async function browse(address: string): Promise<string> {
  const page = await (await fetch(address)).text();
  const fields = new URLSearchParams();
  for (const [, name = "", value = ""] of page.matchAll(/name="(.*?)" value="(.*?)"/g))
    fields.set(name, value);
  const target = /action="(.*?)"/.exec(page)?.[1] ?? "";
  return (await fetch(target, { method: "POST", body: fields })).text();
}

describe("bookings sign-in", function () {
  this.timeout(120_000);
  let tenant: TestTenant;
  let folder: SpecsFolder;
  let scratch: string;
  let clientId: string;

  before(async () => {
    tenant = await testTenant();
    scratch = mkdtempSync(join(tmpdir(), "sign-in-"));
    clientId = tenant.sandbox.identities.calendarOperators["leeds"]?.clientId ?? "";
    const spec = validSpecs["specs/tenant.yaml"] ?? "";
    folder = new SpecsFolder({
      "specs/tenant.yaml": spec.replace(/^tenantId: .*$/m, `tenantId: ${tenant.sandbox.tenantId}`),
      "specs/leeds/organisation.yaml": `${organisation("Leeds")}operator: ${OPERATOR}\n`,
      "specs/york/organisation.yaml": organisation("York"),
    });
  });

  after(async () => {
    await tenant.close();
    folder.remove();
    rmSync(scratch, { recursive: true });
  });

  const env = (file: string, more: Record<string, string> = {}) => ({
    ...tenant.env,
    BOOKINGS_IDENTITIES: file,
    NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile,
    ...more,
  });

  /** Runs the command, and lets a person do something with the address that it shows. */
  async function signIn(
    file: string,
    person: (address: string) => unknown = browse,
    words: readonly string[] = ["leeds", "--client-id", clientId],
  ): Promise<Ended> {
    const child = spawn(process.execPath, [MAIN, "sign-in", ...words], {
      cwd: folder.root,
      env: quietEnv(env(file)),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    let shown = false;
    child.stdout.on("data", (text) => {
      said.stdout += String(text);
    });
    child.stderr.on("data", (text) => {
      said.stderr += String(text);
      const address = /^ {2}(https:\S+)\n/m.exec(said.stderr)?.[1];
      if (!address || shown) return;
      shown = true;
      Promise.resolve(person(address)).catch(() => child.kill("SIGKILL"));
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...said };
  }

  it("makes an identities file for its owner alone, with which the operator signs in from then on", async () => {
    const file = join(scratch, "new", "identities.json");
    const { code, stdout, stderr } = await signIn(file);
    expect(code, stderr).to.equal(0);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const { calendarOperators } = JSON.parse(readFileSync(file, "utf8"));
    const { refreshToken, ...rest } = calendarOperators.leeds;
    expect(rest).to.deep.equal({ kind: "refresh-token", clientId, address: OPERATOR });
    expect(stdout).to.equal("");
    expect(stderr).to.contain(`sign in as ${OPERATOR}`).and.to.contain("bookings doctor leeds");
    expect(stderr).not.to.contain(refreshToken);
    // the address has a state of the library's own in it, which looks like a token
    expect(stderr.replace(/^ {2}https:.*$/m, "")).not.to.match(/eyJ/);
    const claims = await openGraph({ env: env(file), identity: { operatorOf: "leeds" } }).claims();
    expect(claims).to.include({ account: OPERATOR });
  });

  it("signs in again through the application that is known, and leaves the rest of the file as it is", async () => {
    const file = join(scratch, "again.json");
    const others = {
      observer: { kind: "managed" },
      calendarOperators: { hull: { kind: "interactive", clientId: "h", address: "h@nhs.net" } },
    };
    const leeds = { kind: "refresh-token", clientId, refreshToken: "ended", address: OPERATOR };
    const before = { ...others, calendarOperators: { ...others.calendarOperators, Leeds: leeds } };
    writeFileSync(file, JSON.stringify(before), { mode: 0o600 });
    const { code, stderr } = await signIn(file, browse, ["leeds"]);
    expect(code, stderr).to.equal(0);
    const { calendarOperators, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    expect(rest).to.deep.equal({ observer: others.observer });
    expect(Object.keys(calendarOperators).sort()).to.deep.equal(["hull", "leeds"]);
    expect(calendarOperators.leeds.refreshToken).not.to.equal("ended");
  });

  it("keeps nothing of another account than the organisation's operator", async () => {
    const file = join(scratch, "other.json");
    const asAmy = (address: string) =>
      browse(address.replace(/login_hint=[^&]*/, "login_hint=amy.shah%40nhs.net"));
    const { code, stderr } = await signIn(file, asAmy);
    expect(code, stderr).to.equal(4);
    expect(stderr).to.contain(`as amy.shah@nhs.net, but the calendar operator of leeds is ${OPERATOR}`);
    expect(existsSync(file)).to.equal(false);
  });

  it("knows the operator by its object where it signs in by another name than the spec has", async () => {
    const file = join(scratch, "another-name.json");
    const observer = { kind: "secret", ...tenant.sandbox.identities.observer };
    writeFileSync(file, JSON.stringify({ observer }), { mode: 0o600 });
    const name = "svc.leeds@nhs.net";
    await tenant.admin("PUT", "addresses", { user: OPERATOR, mail: name, aliases: [OPERATOR] });
    const asItself = (address: string) =>
      browse(address.replace(/login_hint=[^&]*/, `login_hint=${encodeURIComponent(name)}`));
    const { code, stderr } = await signIn(file, asItself);
    await tenant.admin("PUT", "addresses", { user: name, mail: OPERATOR });
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(readFileSync(file, "utf8")).calendarOperators.leeds.address).to.equal(OPERATOR);
  });

  it("keeps nothing where the account may not run calendars", async () => {
    const file = join(scratch, "little.json");
    await tenant.admin("PUT", "permissions", {
      identity: "calendarOperator:leeds",
      directoryRoles: [],
      scopes: ["User.Read"],
    });
    const { code, stderr } = await signIn(file);
    await tenant.admin("PUT", "permissions", {
      identity: "calendarOperator:leeds",
      scopes: ["Bookings.Manage.All"],
    });
    expect(code, stderr).to.equal(4);
    expect(stderr).to.contain("without the permission Bookings.Manage.All").and.to.contain("docs/tenant.md");
    expect(existsSync(file)).to.equal(false);
  });

  it("tells in words why the sign-in was refused", async () => {
    const refuse = async (address: string) => {
      const [redirect, state] = ["redirect_uri", "state"].map(
        (name) => new URL(address).searchParams.get(name) ?? "",
      );
      const body = {
        error: "access_denied",
        error_description: "AADSTS50105: not assigned to a role",
        state,
      };
      await fetch(redirect ?? "", {
        method: "POST",
        body: new URLSearchParams(body as Record<string, string>),
      });
    };
    const { code, stderr } = await signIn(join(scratch, "refused.json"), refuse);
    expect(code, stderr).to.equal(4);
    expect(stderr).to.contain("AADSTS50105").and.not.to.contain("    at ");
  });

  it("gives up when no one comes, and when someone interrupts", async () => {
    const file = join(scratch, "nobody.json");
    const late = await signIn(file, () => undefined, ["leeds", "--client-id", clientId, "--wait", "1s"]);
    expect(late.code, late.stderr).to.equal(4);
    expect(late.stderr).to.contain("No one signed in");
    const child = spawn(process.execPath, [MAIN, "sign-in", "leeds", "--client-id", clientId], {
      cwd: folder.root,
      env: quietEnv(env(file)),
      stdio: ["ignore", "ignore", "pipe"],
    });
    await once(child.stderr, "data");
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).to.equal(130);
    expect(existsSync(file)).to.equal(false);
  });

  it("says beforehand what is missing: the operator, the application, the file, the tenant", async () => {
    const file = join(scratch, "before.json");
    const asked = (words: readonly string[], more: Record<string, string> = {}) =>
      runBookings(["sign-in", ...words], { cwd: folder.root, env: env(file, more) });
    const [noOperator, noClient, noFile, otherTenant, unknown] = await Promise.all([
      asked(["york"]),
      asked(["leeds"]),
      asked(["leeds"], { BOOKINGS_IDENTITIES: "" }),
      asked(["leeds"], { BOOKINGS_TENANT_ID: "11111111-1111-4111-8111-111111111111" }),
      asked(["hull"]),
    ]);
    expect(noOperator.stderr).to.contain("names no operator");
    expect(noClient.stderr).to.contain("--client-id");
    expect(noFile.stderr).to.contain("BOOKINGS_IDENTITIES");
    expect(otherTenant.stderr).to.contain("but the specs are for the tenant");
    expect([noOperator, noClient, noFile, otherTenant].map(({ code }) => code)).to.deep.equal([4, 4, 4, 5]);
    expect(unknown.code).to.equal(1);
    writeFileSync(file, "{}");
    chmodSync(file, 0o644);
    expect((await asked(["leeds", "--client-id", clientId])).stderr).to.contain("chmod 600");
  });

  it("judges tenant, account, permission and refresh token", () => {
    const wanted = { organisation: "leeds", operator: OPERATOR, tenantId: "t" };
    const claims = { tenantId: "t", account: OPERATOR, scopes: ["Bookings.Manage.All"], directoryRoles: [] };
    const codeOf = (change: object, refreshToken: string | undefined = "r", addresses?: string[]) =>
      judgeSignIn(
        { claims: { ...claims, ...change }, ...(refreshToken && { refreshToken }) },
        wanted,
        addresses,
      )?.code;
    expect(codeOf({})).to.equal(undefined);
    expect(codeOf({ tenantId: "other" })).to.equal("sign-in-other-tenant");
    expect(codeOf({ account: "amy@nhs.net" })).to.equal("sign-in-other-account");
    expect(codeOf({ account: "svc-leeds@nhs.net" }, "r", ["svc-leeds@nhs.net", OPERATOR])).to.equal(
      undefined,
    );
    expect(codeOf({ scopes: ["User.Read"] })).to.equal("sign-in-too-little");
    expect(codeOf({}, "")).to.equal("sign-in-too-little");
  });
});
