import { expect } from "chai";
import { DELETING_ROLES as ROLES_THAT_DELETE } from "../../providers/booking-calendar/delete/delete-calendar";
import type { Check, DoctorFacts, IdentityFacts } from "../../src/doctor/facts";
import { doctorOutcome, judgeDoctor } from "../../src/doctor/judge";
import {
  DELETING_ROLES,
  DIRECTORY_NEEDS,
  HARMLESS_SCOPES,
  OBSERVER_NEEDS,
  OPERATOR_NEEDS,
  TENANT_ROLES,
  UNIT_ROLES,
} from "../../src/doctor/judge-identity";
import { problem } from "../../src/problem/problem";
import { words } from "../../src/problem/words";
import { doctorJson, doctorText } from "../../src/report/doctor-report";
import { paint } from "../../src/report/paint";
import { microsoftIds } from "../../stacks/tenant/microsoft-ids";
import { expectFits } from "../report/expect-fits";
import { expectValid } from "../report/expect-valid";
import { expectGolden } from "../support/golden";

const TENANT = "6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034";
const UNIT = "/administrativeUnits/u1";
const [groups = "", licences = ""] = Object.keys(UNIT_ROLES);
const [readers = ""] = Object.keys(TENANT_ROLES);

const observer: IdentityFacts = {
  name: "observer",
  kind: "observer",
  signIn: { what: "done", claims: { tenantId: TENANT, roles: Object.keys(OBSERVER_NEEDS) } },
};

const operator: IdentityFacts = {
  name: "calendarOperators.leeds",
  kind: "calendar",
  organisation: "leeds",
  address: "svc.leeds.bookings@nhs.net",
  signIn: {
    what: "done",
    claims: {
      tenantId: TENANT,
      account: "svc.leeds.bookings@nhs.net",
      scopes: ["Bookings.Manage.All", ...HARMLESS_SCOPES],
    },
  },
};

const directory: IdentityFacts = {
  name: "directoryOperators.leeds",
  kind: "directory",
  organisation: "leeds",
  signIn: { what: "done", claims: { tenantId: TENANT, roles: Object.keys(DIRECTORY_NEEDS) } },
  directory: {
    assignments: [
      { role: readers, scope: "/" },
      { role: groups, scope: UNIT },
      { role: licences, scope: UNIT },
    ],
    units: [{ name: "Bookings Leeds", id: "u1" }],
  },
};

const well: DoctorFacts = {
  node: { version: "v24.21.0", least: 22 },
  engine: { what: "here", version: "3.258.0", from: "on the PATH" },
  reach: [
    {
      what: "the sign-in",
      variable: "BOOKINGS_AUTHORITY_HOST",
      url: "https://login.example",
      answer: { reached: true, status: 200, clockAheadMs: 900 },
    },
    {
      what: "Microsoft Graph",
      variable: "BOOKINGS_GRAPH_URL",
      url: "https://graph.example",
      answer: { reached: true, status: 401, clockAheadMs: -900 },
    },
  ],
  tenant: { specs: TENANT, environment: TENANT },
  mailboxesInExchange: false,
  file: { file: "identities.json", isWritable: true, renewed: ["calendarOperators.leeds"], tokenFiles: [] },
  identities: [observer, directory, operator],
  organisations: [
    {
      stack: "leeds",
      shortName: "Leeds",
      operator: "svc.leeds.bookings@nhs.net",
      hasPolicies: true,
      isNamed: true,
    },
  ],
  engineSettings: [],
  state: { backend: "file:///state", locks: [], seesLocks: true },
};

const codesOf = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ findings }) => findings.map(({ code }) => code));

/** What is found when something is otherwise than it should be. */
function found(change: Partial<DoctorFacts>): { codes: string[]; outcome: string; sentences: string } {
  const checks = judgeDoctor({ ...well, ...change });
  const sentences = checks.flatMap(({ findings }) => findings.map((one) => words(one).sentence)).join("\n");
  return { codes: codesOf(checks), outcome: doctorOutcome(checks), sentences };
}

const withClaims = (identity: IdentityFacts, claims: object): IdentityFacts =>
  identity.signIn.what === "done"
    ? { ...identity, signIn: { what: "done", claims: { ...identity.signIn.claims, ...claims } } }
    : identity;

const answering = (clockAheadMs: number, status = 200): DoctorFacts["reach"] =>
  well.reach.map((one) => ({ ...one, answer: { reached: true, status, clockAheadMs } }));

describe("the doctor's judgement", () => {
  it("finds nothing where everything is as docs/tenant.md says", () => {
    const checks = judgeDoctor(well);
    expect(codesOf(checks)).to.deep.equal([]);
    expect(doctorOutcome(checks)).to.equal("fine");
    expect(doctorText(checks, paint(false), { colours: false })).to.contain("Everything is as it should be.");
    expectValid("doctor", doctorJson(checks));
  });

  it("needs exactly what the tenant stack gives", () => {
    expect(Object.keys(OBSERVER_NEEDS).sort()).to.deep.equal(
      Object.keys(microsoftIds.applicationPermissions).sort(),
    );
    const scopes = [...Object.keys(OPERATOR_NEEDS), "offline_access"];
    expect(scopes.sort()).to.deep.equal(Object.keys(microsoftIds.delegatedPermissions).sort());
    expect(HARMLESS_SCOPES).to.include("offline_access");
    expect(Object.keys(DIRECTORY_NEEDS).sort()).to.deep.equal(
      Object.keys(microsoftIds.directoryOperatorPermissions).sort(),
    );
    expect(Object.keys(DELETING_ROLES)).to.deep.equal(ROLES_THAT_DELETE);
    expect({ ...UNIT_ROLES, ...TENANT_ROLES }).to.have.all.keys(Object.values(microsoftIds.directoryRoles));
  });

  it("takes a missing permission for an error, and one too many for a warning", () => {
    const [, ...fewer] = Object.keys(OBSERVER_NEEDS);
    const missing = found({ identities: [withClaims(observer, { roles: fewer }), directory, operator] });
    expect(missing).to.deep.include({ codes: ["doctor-permission-missing"], outcome: "not-permitted" });
    expect(missing.sentences).to.equal("observer lacks Bookings.Read.All.");
    const roles = [...Object.keys(OBSERVER_NEEDS), "Mail.Read"];
    const extra = found({ identities: [withClaims(observer, { roles }), directory, operator] });
    expect(extra).to.deep.include({ codes: ["doctor-permission-extra"], outcome: "fine" });
    expect(extra.sentences).to.equal("observer has more permissions than it needs: Mail.Read.");
  });

  it("takes a larger permission for enough, and for too much", () => {
    const roles = [
      ...Object.keys(OBSERVER_NEEDS).filter((name) => name !== "Bookings.Read.All"),
      "Bookings.Manage.All",
    ];
    expect(found({ identities: [withClaims(observer, { roles }), directory, operator] }).codes).to.deep.equal(
      ["doctor-permission-extra"],
    );
  });

  it("wants an Exchange administrator's role of who deletes calendars [DEL-4]", () => {
    const [role = ""] = Object.keys(DELETING_ROLES);
    const { organisation: _all, ...account } = operator;
    const deleter: IdentityFacts = { ...account, name: "calendarDeleter", kind: "deleter" };
    const holding = withClaims(deleter, { directoryRoles: [role] });
    expect(found({ identities: [observer, directory, operator, holding] }).codes).to.deep.equal([]);
    const without = found({ identities: [observer, directory, operator, deleter] });
    expect(without).to.deep.include({ codes: ["doctor-role-missing"], outcome: "not-permitted" });
    expect(without.sentences).to.equal(
      "calendarDeleter lacks the role Exchange Administrator in the tenant.",
    );
  });

  it("finds the look at mailboxes too much where Exchange Online gives it", () => {
    const { codes, sentences } = found({ mailboxesInExchange: true });
    expect(codes).to.deep.equal(["doctor-permission-extra"]);
    expect(sentences).to.contain("MailboxSettings.Read");
  });

  it("finds any other permission of Graph too much for a directory operator, and any other than its one for a calendar operator", () => {
    const groupWriter = withClaims(directory, { roles: [...Object.keys(DIRECTORY_NEEDS), "Mail.Read"] });
    expect(found({ identities: [observer, groupWriter, operator] }).codes).to.deep.equal([
      "doctor-permission-extra",
    ]);
    const mailReader = withClaims(operator, { scopes: ["Bookings.Manage.All", "Mail.Read", "openid"] });
    const extra = found({ identities: [observer, directory, mailReader] });
    expect(extra.sentences).to.equal(
      "calendarOperators.leeds has more permissions than it needs: Mail.Read.",
    );
  });

  it("refuses an account in an application's place, and the other way round", () => {
    const person = withClaims(observer, { roles: undefined, scopes: ["Bookings.Read.All"] });
    const application = withClaims(operator, { scopes: undefined, roles: ["Bookings.Manage.All"] });
    const { codes, outcome } = found({ identities: [person, directory, application] });
    expect(codes).to.deep.equal(["doctor-wrong-kind", "doctor-wrong-kind"]);
    expect(outcome).to.equal("not-permitted");
  });

  it("finds another account than the file or the organisation's spec names", () => {
    const other = withClaims(operator, { account: "someone@nhs.net" });
    const { codes, sentences } = found({ identities: [observer, directory, other] });
    expect(codes).to.deep.equal(["doctor-account-differs", "doctor-account-differs"]);
    expect(sentences).to.contain("the organisation's spec names svc.leeds.bookings@nhs.net");
  });

  it("finds the roles that a directory operator lacks in its unit, and those that reach further", () => {
    const held = (...assignments: { role: string; scope: string }[]): IdentityFacts => ({
      ...directory,
      directory: { assignments, units: [{ name: "Bookings Leeds", id: "u1" }] },
    });
    const one = found({ identities: [observer, held({ role: groups, scope: UNIT }), operator] });
    expect(one.sentences).to.equal(
      "directoryOperators.leeds lacks the role License Administrator in the administrative unit “Bookings Leeds”.",
    );
    const wide = held(
      ...(directory.directory?.assignments ?? []),
      { role: groups, scope: "/" },
      { role: "x", scope: UNIT },
    );
    const more = found({ identities: [observer, wide, operator] });
    expect(more).to.deep.include({ codes: ["doctor-role-extra"], outcome: "fine" });
    expect(more.sentences).to.contain("Groups Administrator in the whole tenant");
    const elsewhere = held(...(directory.directory?.assignments ?? []), {
      role: licences,
      scope: "/administrativeUnits/u2",
    });
    expect(found({ identities: [observer, elsewhere, operator] }).codes).to.deep.equal(["doctor-role-extra"]);
  });

  it("tells a unit that is not there from roles that may not or could not be read", () => {
    const seen = (facts: IdentityFacts["directory"]): string[] => {
      const { codes, outcome } = found({
        identities: [observer, { ...directory, ...(facts && { directory: facts }) }, operator],
      });
      return [...codes, outcome];
    };
    const none = { assignments: [], units: [] };
    expect(seen({ units: [{ name: "Bookings Leeds", id: "u1" }] })).to.deep.equal([
      "doctor-roles-hidden",
      "fine",
    ]);
    expect(seen({ assignments: [], units: [{ name: "Bookings Leeds" }] })).to.deep.equal([
      "doctor-unit-missing",
      "not-permitted",
    ]);
    expect(seen({ ...none, unread: { why: "403", isForbidden: true } })).to.deep.equal([
      "doctor-role-missing",
      "not-permitted",
    ]);
    expect(seen({ ...none, unread: { why: "503", isForbidden: false } })).to.deep.equal([
      "doctor-roles-unread",
      "unreachable",
    ]);
  });

  it("minds a clock from a minute on, and takes five for an error", () => {
    expect(found({ reach: answering(59_000) }).codes).to.deep.equal([]);
    const off = found({ reach: answering(-90_000) });
    expect(off.codes).to.deep.equal(["doctor-clock-off", "doctor-clock-off"]);
    expect(off.sentences).to.contain("90 seconds behind that of Microsoft Graph");
    expect(off.outcome).to.equal("fine");
    const wrong = found({ reach: answering(7 * 60_000) });
    expect(wrong).to.deep.include({ codes: ["doctor-clock-wrong", "doctor-clock-wrong"], outcome: "failed" });
    expect(wrong.sentences).to.contain("7 minutes ahead of");
  });

  it("takes a proxy's refusal for no answer of Microsoft's, and Graph's asking for a token for one", () => {
    for (const status of [403, 407, 502]) {
      const proxied = found({ reach: answering(0, status) });
      expect(proxied.outcome, String(status)).to.equal("unreachable");
      expect(proxied.sentences).to.contain(`something answered ${status}`);
    }
    const [signIn, graph] = [answering(0, 200)[0], answering(0, 401)[1]];
    expect(found({ reach: [signIn, graph].flatMap((one) => one ?? []) }).codes).to.deep.equal([]);
  });

  it("compares the tenants of specs, environment and tokens", () => {
    const other = "11111111-1111-4111-8111-111111111111";
    const elsewhere = withClaims(observer, { tenantId: other });
    expect(found({ identities: [elsewhere, directory, operator] }).codes).to.deep.equal([
      "doctor-tenant-differs",
    ]);
    expect(found({ tenant: { specs: TENANT, environment: other } }).codes).to.deep.equal([
      "tenant-of-environment-differs",
    ]);
    expect(found({ tenant: { specs: TENANT, environment: "" } }).codes).to.deep.equal([
      "doctor-tenant-unset",
    ]);
    expect(found({ tenant: { specs: "", environment: TENANT } }).codes).to.deep.equal([
      "doctor-specs-unreadable",
    ]);
    const unknown = found({ reach: answering(0, 400) });
    expect(unknown).to.deep.include({ codes: ["doctor-tenant-unknown"], outcome: "not-permitted" });
  });

  it("finds what the identities file lacks, has too much, and cannot keep", () => {
    const none = found({ identities: [] });
    expect(none.codes).to.deep.equal([
      "identity-missing",
      "doctor-no-calendar-operator",
      "doctor-no-directory-operator",
    ]);
    const hull = { ...operator, name: "calendarOperators.hull", organisation: "hull" };
    expect(found({ identities: [observer, directory, operator, hull] }).codes).to.deep.equal([
      "doctor-stray-identity",
    ]);
    const { file } = well;
    const tokenFile = { identity: "observer", file: "/run/token", why: "gone" };
    const unkept = found({
      file: { ...file, isWritable: false, openFolder: "/shared", tokenFiles: [tokenFile] },
    });
    expect(unkept.codes).to.deep.equal(["doctor-folder-open", "doctor-not-renewable", "doctor-token-file"]);
  });

  it("wants no directory operator of an organisation without policies, nor beside one for all", () => {
    const organisations = well.organisations.map((one) => ({ ...one, hasPolicies: false }));
    expect(found({ identities: [observer, operator], organisations }).codes).to.deep.equal([]);
    const { organisation: _none, ...forAll } = { ...directory, name: "directoryOperator" };
    expect(found({ identities: [observer, forAll, operator] }).codes).to.deep.equal([]);
  });

  it("looks after Node, the engine, the state and its locks", () => {
    expect(found({ node: { version: "v20.1.0", least: 22 } })).to.deep.include({
      codes: ["doctor-node-old"],
      outcome: "failed",
    });
    expect(found({ engine: { what: "none", because: ["no Go"] } }).outcome).to.equal("failed");
    const coming = { what: "to-come", version: "3.258.0", how: "built" } as const;
    expect(found({ engine: coming })).to.deep.include({ codes: ["doctor-engine-to-come"], outcome: "fine" });
    const { state } = well;
    expect(found({ state: { ...state, problem: "403" } }).outcome).to.equal("unreachable");
    const damage = problem("state-meta-damaged", { file: "/srv/state/.pulumi/meta.yaml" });
    expect(found({ state: { ...state, damage } }).codes).to.deep.equal(["state-meta-damaged"]);
    const locks = [{ organisation: "leeds", holder: "amy", isDead: true }];
    const locked = found({ state: { ...state, locks } });
    expect(locked).to.deep.include({ codes: ["doctor-state-locked"], outcome: "fine" });
    const elsewhere = judgeDoctor({ ...well, state: { ...state, seesLocks: false } });
    expect(doctorText(elsewhere, paint(false), { colours: false })).to.contain("1 check could not be made");
  });

  it("puts what people must mend before what may go by itself", () => {
    const lost = well.reach.map((one) => ({
      ...one,
      answer: { reached: false as const, why: "ECONNREFUSED" },
    }));
    expect(found({ reach: lost }).outcome).to.equal("unreachable");
    const refused = problem("sign-in-failed", { identity: "observer", why: "AADSTS7000215" });
    const identities = [
      { ...observer, signIn: { what: "refused" as const, problem: refused } },
      directory,
      operator,
    ];
    expect(found({ reach: lost, identities }).outcome).to.equal("not-permitted");
  });

  it("fits the terminal, and says first how much was found", () => {
    const checks = judgeDoctor({ ...well, identities: [], engine: { what: "none", because: ["no Go"] } });
    for (const width of [80, 120]) {
      const text = doctorText(checks, paint(false), { width, colours: false });
      expectFits(text, width);
      expectGolden(`report/golden/doctor-${width}.txt`, text);
    }
  });

  it("is told in the order of what was looked after, with advice for every finding", () => {
    const checks = judgeDoctor({ ...well, identities: [], engine: { what: "none", because: ["no Go"] } });
    for (const { findings } of checks)
      for (const one of findings) expect(words(one).advice, one.code).to.be.a("string");
    expectValid("doctor", doctorJson(checks));
    const text = doctorText(checks, paint(true), { colours: true });
    expect(text.indexOf("doctor-engine-none")).to.be.lessThan(text.indexOf("identity-missing"));
    expect(text).to.contain("\u001b[");
  });
});
