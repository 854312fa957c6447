import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { expectValid } from "../report/expect-valid";
import { closedPort } from "../support/closed-port";
import { type Ended, MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, leedsSeed, organisation, validSpecs } from "../support/valid-specs";

type Identities = Record<string, Record<string, unknown>>;

interface Report {
  readonly outcome: string;
  readonly checks: readonly {
    readonly what: string;
    readonly of: string;
    readonly result: string;
    readonly findings: readonly {
      readonly code: string;
      readonly sentence: string;
      readonly advice: string;
    }[];
  }[];
}

/** Every kind of fault, each by the command as a process against a sandbox. */
describe("bookings doctor", function () {
  this.timeout(120_000);
  let tenant: TestTenant;
  let folder: SpecsFolder;
  let scratch: string;
  let count = 0;

  before(async () => {
    tenant = await testTenant();
    scratch = mkdtempSync(join(tmpdir(), "doctor-"));
    const spec = `${organisation("Leeds")}operator: svc.leeds.bookings@nhs.net\n`;
    const tenantSpec = (validSpecs["specs/tenant.yaml"] ?? "").replace(
      /^tenantId: .*$/m,
      `tenantId: ${tenant.sandbox.tenantId}`,
    );
    folder = new SpecsFolder({
      "specs/tenant.yaml": tenantSpec,
      "specs/leeds/organisation.yaml": spec,
      "specs/leeds/calendars/heart-failure.yaml": calendar("Cardiology", "Heart Failure"),
      "specs/leeds/policies/bookings.yaml":
        "kind: UserPolicy\nname: Bookings\nbaseLicence: Office 365 E3\napplications:\n  - Microsoft Bookings\nusers:\n  - amy.shah@nhs.net\n",
    });
  });

  after(async () => {
    await tenant.close();
    folder.remove();
    rmSync(scratch, { recursive: true });
  });

  /** An identities file of its own with tokens of its own: a refresh token works once. */
  async function identities(change: (file: Identities) => unknown = (file) => file): Promise<string> {
    count += 1;
    const file = join(scratch, `identities-${count}.json`);
    const given = (await tenant.admin("GET", "identities")) as Identities;
    const withKind = (kind: string, group: object = {}): Record<string, unknown> =>
      Object.fromEntries(Object.entries(group).map(([name, one]) => [name, { kind, ...one }]));
    const all = {
      observer: { kind: "secret", ...given["observer"] },
      directoryOperators: withKind("secret", given["directoryOperators"]),
      calendarDeleter: { kind: "refresh-token", ...given["calendarDeleter"] },
      calendarOperators: withKind("refresh-token", given["calendarOperators"]),
    };
    writeFileSync(file, JSON.stringify(change(all)), { mode: 0o600 });
    return file;
  }

  const environment = (more: Record<string, string> = {}): Record<string, string> => ({
    ...tenant.env,
    NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile,
    ...more,
  });

  const doctor = (more: Record<string, string> = {}, words: readonly string[] = ["leeds"]): Promise<Ended> =>
    runBookings(["doctor", ...words], { cwd: folder.root, env: environment(more) });

  /** The codes of what is found, with the exit code; nothing that is told holds a secret. */
  async function found(more: Record<string, string> = {}): Promise<[number | null, string[], Report]> {
    const { code, stdout, stderr } = await doctor(more, ["leeds", "--json"]);
    expect(stdout + stderr).not.to.match(/eyJ|1\.sandbox\./);
    const report = JSON.parse(stdout) as Report;
    expectValid("doctor", report);
    return [code, report.checks.flatMap(({ findings }) => findings.map((one) => one.code)), report];
  }

  it("finds everything as it should be: a table on stdout, progress on stderr, exit 0", async () => {
    const file = await identities();
    const before = readFileSync(file, "utf8");
    const { code, stdout, stderr } = await doctor({ BOOKINGS_IDENTITIES: file });
    expect(code, stdout).to.equal(0);
    expect(stdout).to.match(/^Everything is as it should be\.\n\nCHECK +OF +RESULT +DETAIL\n/);
    expect(stdout).to.match(/Sign-in +calendarOperators\.leeds +fine +svc\.leeds\.bookings@nhs\.net/);
    expect(stdout).not.to.contain("hull");
    expect(stderr).to.contain("looking for the engine");
    const secrets =
      `${before}${readFileSync(file, "utf8")}`.match(/"(clientSecret|refreshToken)": ?"[^"]+"/g) ?? [];
    expect(secrets.length).to.be.greaterThan(4);
    for (const secret of secrets) expect(stdout + stderr).not.to.contain(secret.split('"')[3]);
  });

  it("finds a wrong secret: exit 4, in the words of the sign-in", async () => {
    const [code, codes, { checks }] = await found({
      BOOKINGS_IDENTITIES: await identities((file) => ({
        ...file,
        observer: { ...file["observer"], clientSecret: "wrong" },
      })),
    });
    expect([code, codes]).to.deep.equal([4, ["sign-in-failed"]]);
    expect(JSON.stringify(checks)).to.contain("AADSTS7000215");
  });

  it("finds a permission that is missing (exit 4) and one too many (a warning: exit 0)", async () => {
    const BOOKINGS_IDENTITIES = await identities();
    const roles = [
      "User.Read.All",
      "MailboxSettings.Read",
      "LicenseAssignment.Read.All",
      "GroupMember.Read.All",
    ];
    await tenant.admin("PUT", "permissions", { identity: "observer", roles });
    expect((await found({ BOOKINGS_IDENTITIES })).slice(0, 2)).to.deep.equal([
      4,
      ["doctor-permission-missing"],
    ]);
    await tenant.admin("PUT", "permissions", {
      identity: "observer",
      roles: [...roles, "Bookings.Read.All", "Mail.ReadWrite"],
    });
    const [code, codes, { checks }] = await found({ BOOKINGS_IDENTITIES });
    await tenant.admin("PUT", "permissions", {
      identity: "observer",
      roles: [...roles, "Bookings.Read.All"],
    });
    expect([code, codes]).to.deep.equal([0, ["doctor-permission-extra"]]);
    expect(JSON.stringify(checks)).to.contain("Mail.ReadWrite");
  });

  it("finds another organisation's directory operator: roles missing here, and reaching elsewhere", async () => {
    const [code, codes] = await found({
      BOOKINGS_IDENTITIES: await identities((file) => ({
        ...file,
        directoryOperators: { leeds: file["directoryOperators"]?.["hull"] },
      })),
    });
    expect([code, codes]).to.deep.equal([4, ["doctor-role-missing", "doctor-role-extra"]]);
  });

  it("finds a directory operator that may not read the directory, and may do what it should not", async () => {
    const operators = { leeds: { kind: "secret", ...tenant.sandbox.identities.observer } };
    const BOOKINGS_IDENTITIES = await identities((file) => ({ ...file, directoryOperators: operators }));
    const [code, codes, { checks }] = await found({ BOOKINGS_IDENTITIES });
    const missing = ["doctor-permission-missing", "doctor-permission-extra", "doctor-role-missing"];
    expect([code, codes]).to.deep.equal([4, missing]);
    expect(JSON.stringify(checks)).to.contain("Directory Readers");
  });

  it("finds another account than the organisation's", async () => {
    const [code, codes] = await found({
      BOOKINGS_IDENTITIES: await identities((file) => {
        const { leeds, hull } = file["calendarOperators"] as { leeds: object; hull: object };
        return {
          ...file,
          calendarOperators: { leeds: { ...hull, address: (leeds as { address: string }).address } },
        };
      }),
    });
    expect([code, codes]).to.deep.equal([4, ["doctor-account-differs", "doctor-account-differs"]]);
  });

  it("knows the operator by its object where it signs in by another name than is on file", async () => {
    const [user, name] = ["svc.leeds.bookings@nhs.net", "svc.leeds@nhs.net"];
    await tenant.admin("PUT", "addresses", { user, mail: name, aliases: [user] });
    const [code, codes] = await found({ BOOKINGS_IDENTITIES: await identities() });
    await tenant.admin("PUT", "addresses", { user: name, mail: user });
    expect([code, codes]).to.deep.equal([0, []]);
  });

  it("finds the wrong tenant, in the specs and at the sign-in", async () => {
    const other = "11111111-1111-4111-8111-111111111111";
    const [code, codes] = await found({ BOOKINGS_IDENTITIES: await identities(), BOOKINGS_TENANT_ID: other });
    expect(code).to.equal(4);
    expect(codes).to.include.members([
      "doctor-tenant-unknown",
      "tenant-of-environment-differs",
      "sign-in-failed",
    ]);
  });

  it("finds that a sandbox that is named does not run: exit 7, and tries no sign-in", async () => {
    const noOne = await closedPort();
    const [code, codes, { checks }] = await found({
      BOOKINGS_GRAPH_URL: `${noOne}/v1.0`,
      BOOKINGS_AUTHORITY_HOST: noOne,
      BOOKINGS_IDENTITIES: await identities(),
    });
    expect([code, codes]).to.deep.equal([7, ["doctor-sandbox-stopped"]]);
    expect(JSON.stringify(checks)).to.contain(`The sandbox at ${noOne}/v1.0 is stopped.`);
    const signIns = checks.filter(({ what }) => what === "sign-in");
    expect(signIns).to.have.length(4);
    expect(new Set(signIns.map(({ result }) => result))).to.deep.equal(new Set(["not-tried"]));
  });

  it("finds that this folder's sandbox is stopped, in one error, and blames no network", async () => {
    const own = new SpecsFolder({ ...validSpecs, "seed.yaml": leedsSeed });
    const bookings = (...words: string[]) => runBookings(words, { cwd: own.root });
    const report = async () => {
      const { code, stdout } = await bookings("doctor", "leeds", "--json");
      const { checks } = JSON.parse(stdout) as Report;
      return { code, found: checks.flatMap(({ findings }) => findings) };
    };
    const started = await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    expect(started.code, started.stderr).to.equal(0);
    await bookings("sandbox", "stop");
    const { code, found: findings } = await report();
    own.remove();
    expect(code).to.equal(7);
    expect(findings.map((one) => one.code)).to.deep.equal(["doctor-sandbox-stopped"]);
    expect(findings[0]?.sentence).to.equal("This folder's sandbox is stopped, and no tenant is named.");
    expect(findings[0]?.advice).to.contain("bookings sandbox start --detach");
  });

  it("ends at Ctrl-C without a table, however long no one answers", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const at = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const child = spawn(process.execPath, [MAIN, "doctor", "leeds"], {
      cwd: folder.root,
      env: quietEnv(environment({ BOOKINGS_GRAPH_URL: at, BOOKINGS_AUTHORITY_HOST: at })),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    child.stdout.on("data", (text) => {
      stdout += String(text);
    });
    await once(silent, "connection");
    child.kill("SIGINT");
    const [code] = (await once(child, "close")) as [number];
    silent.close();
    expect([code, stdout]).to.deep.equal([130, ""]);
  });

  it("finds a certificate that no one trusts, and says what to do", async () => {
    const [code, codes, { checks }] = await found({
      BOOKINGS_IDENTITIES: await identities(),
      NODE_EXTRA_CA_CERTS: "",
    });
    expect([code, codes]).to.deep.equal([7, ["doctor-unreachable", "doctor-unreachable"]]);
    expect(JSON.stringify(checks)).to.match(/certificate.*NODE_EXTRA_CA_CERTS/);
  });

  it("finds a clock that goes wrong", async () => {
    const preload = join(scratch, "late.cjs");
    writeFileSync(
      preload,
      "const Real = Date; globalThis.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(Real.now() - 4e5); } };",
    );
    const [code, codes] = await found({
      BOOKINGS_IDENTITIES: await identities(),
      NODE_OPTIONS: `--require=${preload}`,
    });
    expect([code, codes]).to.deep.equal([1, ["doctor-clock-wrong", "doctor-clock-wrong"]]);
  });

  it("finds that there is no engine and no way to one", async () => {
    const [code, codes] = await found({
      BOOKINGS_IDENTITIES: await identities(),
      BOOKINGS_ENGINE_CACHE: join(scratch, "empty"),
      BOOKINGS_ENGINE_DOWNLOAD: "off",
      PATH: scratch,
    });
    expect([code, codes]).to.deep.equal([1, ["doctor-engine-none"]]);
  });

  it("finds a file that others may read, and none at all", async () => {
    const file = await identities();
    chmodSync(file, 0o644);
    expect((await found({ BOOKINGS_IDENTITIES: file })).slice(0, 2)).to.deep.equal([
      4,
      ["identities-readable-by-others"],
    ]);
    expect((await found({ BOOKINGS_IDENTITIES: "" })).slice(0, 2)).to.deep.equal([
      4,
      ["identities-not-named"],
    ]);
  });

  it("finds a folder that others may write to, and a pipeline's token that is not there", async () => {
    const shared = join(scratch, "shared");
    mkdirSync(shared);
    chmodSync(shared, 0o777);
    const file = join(shared, "identities.json");
    const observer = {
      kind: "federated",
      clientId: tenant.sandbox.identities.observer.clientId,
      tokenFile: join(shared, "none"),
    };
    writeFileSync(file, JSON.stringify({ observer }), { mode: 0o600 });
    const [code, codes] = await found({ BOOKINGS_IDENTITIES: file });
    expect(code).to.equal(4);
    expect(codes).to.deep.equal([
      "doctor-folder-open",
      "doctor-token-file",
      "doctor-no-calendar-operator",
      "doctor-no-directory-operator",
      "sign-in-failed",
    ]);
  });

  it("signs in as a machine's own identity, and leaves a person's browser to people", async () => {
    const machine = (await tenant.admin("GET", "managed-identity")) as Record<string, string>;
    const file = await identities((all) => ({
      observer: { kind: "managed" },
      directoryOperators: all["directoryOperators"],
      calendarOperators: {
        leeds: { kind: "interactive", clientId: "any", address: "svc.leeds.bookings@nhs.net" },
      },
    }));
    const [code, codes, { checks }] = await found({ ...machine, BOOKINGS_IDENTITIES: file });
    expect([code, codes]).to.deep.equal([0, []]);
    const results = checks.filter(({ what }) => what === "sign-in").map(({ of, result }) => [of, result]);
    expect(results).to.deep.equal([
      ["observer", "fine"],
      ["directoryOperators.leeds", "fine"],
      ["calendarOperators.leeds", "not-tried"],
    ]);
  });

  it("finds a stack that a dead run left locked, and a state that cannot be written", async () => {
    const state = join(scratch, "state");
    const locks = join(state, ".pulumi", "locks", "organization", "nhsmail-bookings", "leeds");
    mkdirSync(locks, { recursive: true });
    const lock = {
      pid: 999_999_999,
      username: "amy",
      hostname: hostname(),
      timestamp: "2026-11-23T04:30:00Z",
    };
    writeFileSync(join(locks, "one.json"), JSON.stringify(lock));
    const [code, codes, { checks }] = await found({
      BOOKINGS_IDENTITIES: await identities(),
      PULUMI_BACKEND_URL: `file://${state}`,
    });
    expect([code, codes]).to.deep.equal([0, ["doctor-state-locked"]]);
    expect(JSON.stringify(checks)).to.contain("bookings unlock leeds");
    const file = join(scratch, "a-file");
    writeFileSync(file, "");
    const [failed, problems] = await found({
      BOOKINGS_IDENTITIES: await identities(),
      PULUMI_BACKEND_URL: `file://${file}`,
    });
    expect([failed, problems]).to.deep.equal([7, ["doctor-state-unreachable"]]);
  });

  it("asks the engine whether a state elsewhere can be used, and says why not", async () => {
    const [code, codes, { checks }] = await found({
      BOOKINGS_IDENTITIES: await identities(),
      PULUMI_BACKEND_URL: await closedPort(),
    });
    expect([code, codes]).to.deep.equal([7, ["doctor-state-unreachable"]]);
    expect(JSON.stringify(checks)).to.match(/127\.0\.0\.1:\d+ cannot be used: .{10}/);
  });
});
