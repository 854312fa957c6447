import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { diskFiles } from "../../src/spec/spec-files";
import { EXAMPLE_ESTATE } from "../support/example-estate";
import { expectGolden } from "../support/golden";
import { ofType, type Run, shortType } from "./declared";
import { organisationSpec, organisationsCalled, specsOf, tenantSpec } from "./example-specs";
import { runTenantStack } from "./run-tenant-stack";

const root = join(__dirname, "..", "..", "..");

// The ids once more, from Microsoft's pages and not from the program, so that a slip there shows here.
const GRAPH_PERMISSIONS: Readonly<Record<string, string>> = {
  "6e98f277-b046-4193-a4f2-6bf6a78cd491": "Bookings.Read.All",
  "134fd756-38ce-4afd-ba33-e9623dbe66c2": "AdministrativeUnit.Read.All",
  "bf7b1a76-6e77-406b-b258-bf5c7720e98f": "Group.Create",
  "98830695-27a2-44f7-8c18-0c3ebc9698f6": "GroupMember.Read.All",
  "e2f98668-2877-4f38-a2f4-8202e0717aa1": "LicenseAssignment.Read.All",
  "40f97065-369a-49f4-947c-6a255697ae91": "MailboxSettings.Read",
  "df021288-bdef-4463-88db-98f22de89214": "User.Read.All",
  "7f36b48e-542f-4d3b-9bcb-8406f0ab9fdb": "Bookings.Manage.All",
  "7427e0e9-2fba-42fe-b0c0-848c9e6a8182": "offline_access",
  "00000000-0000-0000-0000-000000000000": "may sign in",
};
const DIRECTORY_ROLES: Readonly<Record<string, string>> = {
  "88d8e3e3-8f55-4a1e-953a-9b9898b8876b": "Directory Readers",
  "fdd7a751-b60b-444a-984c-02652fe8fa1c": "Groups Administrator",
  "4d6ac14f-3453-41d0-bef9-a3e0c569773a": "License Administrator",
};

const text = (value: unknown): string => String(value).replace("object of ", "");
const known = (names: Readonly<Record<string, string>>, id: unknown): string =>
  names[String(id)] ?? `UNKNOWN ${id}`;

/** Every right that a run gives: who, what, over what. */
function rights(run: Run): string[] {
  return [
    ...ofType(run, "DirectoryRoleAssignment").map(
      ({ inputs: { principalObjectId, roleId, directoryScopeId } }) =>
        `${text(principalObjectId)}: ${known(DIRECTORY_ROLES, roleId)} in ${text(directoryScopeId)}`,
    ),
    ...ofType(run, "AppRoleAssignment").map(
      ({ inputs: { principalObjectId, appRoleId, resourceObjectId } }) =>
        `${text(principalObjectId)}: ${known(GRAPH_PERMISSIONS, appRoleId)} at ${text(resourceObjectId)}`,
    ),
    ...ofType(run, "ServicePrincipalDelegatedPermissionGrant").map(
      ({ inputs: { servicePrincipalObjectId, claimValues, userObjectId } }) =>
        `${text(servicePrincipalObjectId)}: ${claimValues} as ${text(userObjectId)}`,
    ),
  ].sort();
}

/** Who may sign in as which identity. */
function trust(run: Run): string[] {
  return ofType(run, "ApplicationFederatedIdentityCredential")
    .map(
      ({ inputs: { applicationId, issuer, subject } }) =>
        `${String(applicationId).replace("id of ", "")} ← ${issuer} ${subject}`,
    )
    .sort();
}

function names({ resources }: Run): string[] {
  return resources.map((resource) => `${shortType(resource)} ${resource.name}`).sort();
}

describe("tenant stack", () => {
  let examples: Run;

  before(async () => {
    examples = await runTenantStack(EXAMPLE_ESTATE, diskFiles);
  });

  it("gives the three example organisations these rights, and no one any other [OPS-6]", () => {
    expect(rights(examples)).to.deep.equal([
      "calendar-operator: Bookings.Manage.All,offline_access as svc.leeds.bookings@nhs.net",
      "calendar-operator: Bookings.Manage.All,offline_access as svc.staudreys.bookings@nhs.net",
      "calendar-operator: Bookings.Manage.All,offline_access as svc.wharfedale.bookings@nhs.net",
      "leeds-directory-operator: AdministrativeUnit.Read.All at Microsoft Graph",
      "leeds-directory-operator: Directory Readers in /",
      "leeds-directory-operator: Group.Create at Microsoft Graph",
      "leeds-directory-operator: Groups Administrator in /administrativeUnits/leeds",
      "leeds-directory-operator: License Administrator in /administrativeUnits/leeds",
      "observer: Bookings.Read.All at Microsoft Graph",
      "observer: GroupMember.Read.All at Microsoft Graph",
      "observer: LicenseAssignment.Read.All at Microsoft Graph",
      "observer: MailboxSettings.Read at Microsoft Graph",
      "observer: User.Read.All at Microsoft Graph",
      "staudreys-directory-operator: AdministrativeUnit.Read.All at Microsoft Graph",
      "staudreys-directory-operator: Directory Readers in /",
      "staudreys-directory-operator: Group.Create at Microsoft Graph",
      "staudreys-directory-operator: Groups Administrator in /administrativeUnits/staudreys",
      "staudreys-directory-operator: License Administrator in /administrativeUnits/staudreys",
      "svc.leeds.bookings@nhs.net: may sign in at calendar-operator",
      "svc.staudreys.bookings@nhs.net: may sign in at calendar-operator",
      "svc.wharfedale.bookings@nhs.net: may sign in at calendar-operator",
      "wharfedale-directory-operator: AdministrativeUnit.Read.All at Microsoft Graph",
      "wharfedale-directory-operator: Directory Readers in /",
      "wharfedale-directory-operator: Group.Create at Microsoft Graph",
      "wharfedale-directory-operator: Groups Administrator in /administrativeUnits/wharfedale",
      "wharfedale-directory-operator: License Administrator in /administrativeUnits/wharfedale",
    ]);
  });

  it("lets exactly the jobs sign in that the specs name, by ids that no one can take over [OPS-6]", () => {
    const gitHub =
      "https://token.actions.githubusercontent.com repo:nhs-bookings-example@90210001/bookings@80200001";
    const azure =
      "https://login.microsoftonline.com/6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034/v2.0 /eid1/c/pub/t/Oywdb06KV02bYC58Wp8QNA/a/rISbSSETf0KqFyZ8ppdXmA/sc/3c2a9d4e-0b6f-4a53-8c2f-6d7a5f0f3c11";
    expect(trust(examples)).to.deep.equal([
      `leeds-directory-operator ← ${gitHub}:environment:bookings-leeds`,
      `observer ← ${azure}/9e4b7a10-52c6-4d0f-a3d8-1f6b2c7e5a00`,
      `observer ← ${gitHub}:environment:bookings-observer`,
      `staudreys-directory-operator ← ${azure}/9e4b7a10-52c6-4d0f-a3d8-1f6b2c7e5a02`,
      `wharfedale-directory-operator ← ${azure}/9e4b7a10-52c6-4d0f-a3d8-1f6b2c7e5a03`,
      `wharfedale-directory-operator ← ${gitHub}:environment:bookings-wharfedale`,
    ]);
  });

  it("asks for these resources with these inputs, and for nothing else", () => {
    const lines = examples.resources.map(({ urn, inputs, protect }) =>
      [urn, ...(protect ? ["  protected"] : []), `  ${JSON.stringify(sorted(inputs))}`].join("\n"),
    );
    expectGolden("tenant-stack/golden/example-organisations.txt", `${lines.join("\n")}\n`);
  });

  it("looks up Microsoft Graph and the three service accounts, and nothing else", () => {
    expect(examples.lookUps.map(({ token, inputs }) => [token.split(":").at(-1), inputs])).to.deep.equal([
      ["getServicePrincipal", { clientId: "00000003-0000-0000-c000-000000000000" }],
      ["getUser", { mail: "svc.leeds.bookings@nhs.net" }],
      ["getUser", { mail: "svc.staudreys.bookings@nhs.net" }],
      ["getUser", { mail: "svc.wharfedale.bookings@nhs.net" }],
    ]);
  });

  it("gives no right to write in the whole tenant but that to make groups", () => {
    const wide = rights(examples).filter(
      (right) => !/ in \/administrativeUnits\/| as svc\.|^svc\./.test(right),
    );
    expect(
      wide.filter(
        (right) => !/\.Read(\.All)? at |: Group\.Create at |: Directory Readers in \/$/.test(right),
      ),
    ).to.deep.equal([]);
  });

  it("does everything through a provider that is pinned to the tenant of the specs", () => {
    const [provider, ...others] = examples.resources.filter(({ type }) =>
      type.startsWith("pulumi:providers:"),
    );
    expect(others).to.deep.equal([]);
    expect(provider?.inputs["tenantId"]).to.equal("6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034");
    const used = [
      ...examples.resources.filter(({ type }) => type.startsWith("azuread:")),
      ...examples.lookUps,
    ];
    for (const { provider: through } of used) expect(through).to.equal(`${provider?.urn}::id of tenant`);
  });

  it("makes no secret and no owner, and puts out ids only", () => {
    const inputs = JSON.stringify(examples.resources.map((resource) => resource.inputs));
    expect(inputs).not.to.match(/password|secret|certificate|"owners"/i);
    expect(names(examples).join()).not.to.match(/Password|Certificate|Secret/);
    expect(examples.outputs).to.deep.equal({
      tenantId: "6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034",
      observer: { clientId: "client of observer" },
      calendarOperator: { clientId: "client of calendar-operator" },
      organisations: Object.fromEntries(
        ["leeds", "staudreys", "wharfedale"].map((stack) => [
          stack,
          {
            administrativeUnitId: `object of ${stack}`,
            directoryOperator: { clientId: `client of ${stack}-directory-operator` },
          },
        ]),
      ),
    });
  });

  it("adds an organisation without touching those that are there [OPS-6]", async () => {
    const two = await runTenantStack("", organisationsCalled("Leeds", "York"));
    const three = await runTenantStack("", organisationsCalled("Leeds", "Bradford", "York"));
    const before = new Map(two.resources.map(({ urn, inputs }) => [urn, inputs]));
    for (const [urn, inputs] of before) {
      expect(three.resources.find((one) => one.urn === urn)?.inputs).to.deep.equal(inputs);
    }
    const added = three.resources.filter(({ urn }) => !before.has(urn));
    expect(added.length).to.be.greaterThan(0);
    for (const { name } of added) expect(name).to.match(/^bradford(-|$)/);
  });

  it("keeps every name when an organisation is called differently for people", async () => {
    const before = await runTenantStack("", specsOf({ leeds: organisationSpec("Leeds") }));
    const after = await runTenantStack(
      "",
      specsOf({ leeds: organisationSpec("Leeds", { name: "Aire Trust" }) }),
    );
    expect(after.resources.map(({ urn }) => urn)).to.deep.equal(before.resources.map(({ urn }) => urn));
  });

  it("makes no identity that no one could use", async () => {
    const spec = organisationSpec("Leeds").replace(/pipelines:[\s\S]*|operator:.*\n/g, "");
    const tenant = tenantSpec("observer:\n  githubEnvironment: bookings-observer\n");
    const run = await runTenantStack("", specsOf({ leeds: spec.replace(/operator:.*\n/, "") }, tenant));
    expect(names(run)).to.deep.equal([
      "AdministrativeUnit leeds",
      "Application calendar-operator",
      "ServicePrincipal calendar-operator",
      "nhsmail:tenant:CalendarOperator calendar-operator",
      "nhsmail:tenant:Organisation leeds",
      "pulumi:providers:azuread tenant",
    ]);
    expect(rights(run)).to.deep.equal([]);
  });

  it("leaves the mailboxes to Exchange Online where the tenant says so", async () => {
    const tenant = tenantSpec("observer:\n", "observer:\n  mailboxSettings: scoped-in-exchange\n");
    const run = await runTenantStack("", specsOf({ leeds: organisationSpec("Leeds") }, tenant));
    expect(JSON.stringify(run.resources)).not.to.include("40f97065-369a-49f4-947c-6a255697ae91");
    expect(rights(run).filter((right) => right.startsWith("observer:"))).to.have.length(4);
  });

  it("lets the account that deletes calendars sign in where the tenant names one, and gives it no role [DEL-4]", async () => {
    const tenant = tenantSpec("observer:\n", "calendarDeleter: svc.bookings.deletion@nhs.net\nobserver:\n");
    const run = await runTenantStack("", specsOf({ leeds: organisationSpec("Leeds") }, tenant));
    const account = "svc.bookings.deletion@nhs.net";
    expect(rights(run).filter((right) => right.includes(account))).to.deep.equal([
      `calendar-operator: Bookings.Manage.All,offline_access as ${account}`,
      `${account}: may sign in at calendar-operator`,
    ]);
  });

  it("refuses to be any other stack than “tenant”", async () => {
    const run = await runTenantStack("", organisationsCalled("Leeds"), "leeds");
    expect(run.refusal).to.include("called “tenant”");
    expect(run.resources).to.deep.equal([]);
  });

  it("is a Pulumi project of its own, whose program is where the compiler puts it", () => {
    const project = parse(readFileSync(join(root, "stacks/tenant/Pulumi.yaml"), "utf8"));
    expect(project.name).to.equal("nhsmail-bookings-tenant");
    expect(existsSync(join(root, "stacks/tenant", project.main))).to.equal(true);
    const settings = parse(readFileSync(join(root, "stacks/tenant/Pulumi.tenant.yaml"), "utf8"));
    expect(settings.config).to.deep.equal({ "pulumi:disable-default-providers": ["azuread"] });
  });
});

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
