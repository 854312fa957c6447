import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { withFileLock } from "../../src/files/file-lock";
import { cachingTokenSource } from "../../src/graph/http/token";
import { redeemFromFile } from "../../src/graph/identity/acquire-token";
import { identityFaults } from "../../src/graph/identity/read-identities";
import { hasIdentity, openGraph, operatorAddress } from "../../src/graph/open-graph";
import { VisibleError } from "../../src/problem/visible-error";

const operator = { kind: "refresh-token", clientId: "c", refreshToken: "r0", address: "Svc@nhs.net" };

describe("identities", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "identities-"));
    file = join(folder, "identities.json");
    writeFileSync(
      file,
      JSON.stringify({
        observer: { kind: "secret", clientId: "o", clientSecret: "hush" },
        calendarOperators: { Leeds: operator },
      }),
      { mode: 0o600 },
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("finds an organisation's operator in any case", () => {
    const env = { BOOKINGS_IDENTITIES: file };
    expect(operatorAddress("LEEDS", env)).to.equal("svc@nhs.net");
    expect(hasIdentity({ operatorOf: "leeds" }, env)).to.equal(true);
    expect(hasIdentity("directoryOperator", env)).to.equal(false);
  });

  it("refuses a file that others may read, and one that is no JSON, without quoting it", () => {
    const env = { BOOKINGS_IDENTITIES: file };
    chmodSync(file, 0o644);
    expect(() => openGraph({ env, identity: "observer" })).to.throw(VisibleError, /other users/);
    chmodSync(file, 0o600);
    writeFileSync(file, '{"observer": hush');
    expect(() => openGraph({ env, identity: "observer" })).to.throw(VisibleError, /no JSON/);
    expect(() => openGraph({ env, identity: "observer" })).to.not.throw(/hush/);
    expect(() => openGraph({ env: {}, identity: "observer" })).to.throw(VisibleError, /No identities file/);
  });

  it("keeps a client secret on this machine, unless leave stands beside it", () => {
    const open = (more: object, observer: object = {}) => {
      const secret = { kind: "secret", clientId: "o", clientSecret: "hush", ...observer };
      writeFileSync(file, JSON.stringify({ observer: secret }));
      return () => openGraph({ env: { BOOKINGS_IDENTITIES: file, ...more }, identity: "observer" });
    };
    const sandbox = (host: string) => ({
      BOOKINGS_GRAPH_URL: `https://${host}:8443/v1.0`,
      BOOKINGS_AUTHORITY_HOST: `https://${host}:8443`,
    });
    for (const host of ["127.0.0.1", "localhost", "[::1]"]) expect(open(sandbox(host)), host).not.to.throw();
    expect(open({})).to.throw(VisibleError, /graph\.microsoft\.com.* is not a sandbox/);
    const { BOOKINGS_GRAPH_URL } = sandbox("127.0.0.1");
    expect(open({ BOOKINGS_GRAPH_URL })).to.throw(
      VisibleError,
      /login\.microsoftonline\.com is not a sandbox/,
    );
    for (const host of ["127.0.0.1.evil.example", "localhost.evil.example"])
      expect(open(sandbox(host)), host).to.throw(VisibleError, /is for the sandbox/);
    expect(open({}, { outsideSandbox: true })).not.to.throw();
    expect(open({}, { outsideSandbox: "yes" })).to.throw(VisibleError);
  });

  it("names what is wrong by key, never by value", () => {
    const faults = identityFaults({
      observer: { kind: "secret", clientId: 7, clientSecret: "hush" },
      extra: 1,
    });
    expect(faults).to.deep.equal(["unknown key extra", "observer.clientId is missing"]);
    expect(identityFaults({ observer: { kind: "password" } })[0]).to.match(/kind must be one of/);
    expect(
      identityFaults({ calendarOperators: { a: { kind: "interactive", clientId: "c" } } }),
    ).to.have.length(1);
  });

  it("writes a rotated refresh token back and leaves the rest as it is", async () => {
    const token = await redeemFromFile(file, "leeds", async (used) => {
      expect(used).to.equal("r0");
      return { token: "t", expiresAt: 1, refreshToken: "r1" };
    });
    expect(token).to.deep.equal({ token: "t", expiresAt: 1 });
    const stored = JSON.parse(readFileSync(file, "utf8"));
    expect(stored.calendarOperators.Leeds.refreshToken).to.equal("r1");
    expect(stored.observer.clientSecret).to.equal("hush");
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder), "nothing half-written and no lock is left").to.deep.equal([
      "identities.json",
    ]);
  });

  it("lets two rotate one after the other: the second uses what the first wrote", async () => {
    const used: string[] = [];
    const redeem = async (refreshToken: string) => {
      used.push(refreshToken);
      await new Promise((done) => setTimeout(done, 20));
      return { token: refreshToken, expiresAt: 1, refreshToken: `r${used.length}` };
    };
    await Promise.all([redeemFromFile(file, "leeds", redeem), redeemFromFile(file, "leeds", redeem)]);
    expect(used).to.deep.equal(["r0", "r1"]);
  });

  it("takes over the lock of a process that is dead", async () => {
    writeFileSync(`${file}.lock`, "999999999 x");
    expect(await withFileLock(file, () => Promise.resolve(7))).to.equal(7);
  });

  it("signs in once for callers at the same time, and again before the token ends", async () => {
    let signIns = 0;
    let now = 0;
    const tokens = cachingTokenSource(
      async () => {
        signIns += 1;
        return { token: `t${signIns}`, expiresAt: now + 3_600_000 };
      },
      () => now,
    );
    expect(await Promise.all([tokens.accessToken(), tokens.accessToken()])).to.deep.equal(["t1", "t1"]);
    now = 3_400_000;
    expect(await tokens.accessToken()).to.equal("t2");
    expect(await tokens.accessToken({ renew: true })).to.equal("t3");
  });
});
