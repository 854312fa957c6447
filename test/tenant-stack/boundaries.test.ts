import { expect } from "chai";
import * as fc from "fast-check";
import { ofType, type Run } from "./declared";
import { organisationSpec, organisationsCalled, specsOf, tenantSpec } from "./example-specs";
import { runTenantStack } from "./run-tenant-stack";

/** Where a resource stands in the tree: its organisation, or what all share. */
function ownerOf(name: string): string {
  return /^(observer|calendar-operator|tenant)(-|$)/.test(name) ? "shared" : (name.split("-")[0] ?? "");
}

/** Whatever of an organisation points at something of another. */
function foreignReferences({ resources }: Run): string[] {
  return resources.flatMap(({ urn, name, inputs }) => {
    const owner = urn.includes("nhsmail:tenant:Organisation") ? (name.split("-")[0] ?? "") : "shared";
    return Object.values(inputs)
      .filter((value): value is string => typeof value === "string")
      .flatMap((value) => /(?:object|client|id) of ([a-z0-9-]+)$/.exec(value)?.[1] ?? [])
      .filter((other) => ![owner, "shared"].includes(ownerOf(other)))
      .map((other) => `${urn} → ${other}`);
  });
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".split("");
const shortName = fc
  .tuple(
    fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 19 }),
  )
  .map(([first, rest]) => first + rest.join(""))
  .filter((name) => !/^(tenant|con|prn|aux|nul|com\d|lpt\d)$/i.test(name));
const awkward = fc.constantFrom(
  "Observer",
  "Calendar",
  "Directory",
  "Groups",
  "Service",
  "Provider",
  "Azuread",
);

const ofItsOwn = (name: string) => {
  const stack = name.toLowerCase();
  return [stack, organisationSpec(name, { environment: `organisation-${stack}` })] as const;
};

function arePrefixFree(names: readonly string[]): boolean {
  const lower = names.map((name) => name.toLowerCase());
  return lower.every((one, i) => lower.every((other, j) => i === j || !other.startsWith(one)));
}

describe("tenant stack, boundaries", () => {
  it("keeps any organisations apart, whatever they are called [OPS-6]", async function () {
    this.timeout(60_000);
    const names = fc
      .uniqueArray(fc.oneof({ weight: 3, arbitrary: shortName }, awkward), { minLength: 2, maxLength: 4 })
      .filter(arePrefixFree);
    await fc.assert(
      fc.asyncProperty(names, async (shortNames) => {
        const run = await runTenantStack("", specsOf(Object.fromEntries(shortNames.map(ofItsOwn))));
        expect(run.refusal).to.equal(undefined);
        expect(new Set(run.resources.map(({ urn }) => urn)).size).to.equal(run.resources.length);
        for (const { name, inputs } of ofType(run, "DirectoryRoleAssignment")) {
          const stack = name.split("-")[0];
          const scope =
            name === `${stack}-directory-readers` ? "/" : `/administrativeUnits/object of ${stack}`;
          expect(inputs["directoryScopeId"]).to.equal(scope);
          expect(inputs["principalObjectId"]).to.equal(`object of ${stack}-directory-operator`);
        }
        const subjects = ofType(run, "ApplicationFederatedIdentityCredential").map(
          (one) => one.inputs["subject"],
        );
        expect(new Set(subjects).size).to.equal(shortNames.length + 1);
      }),
      { numRuns: 12 },
    );
  });

  it("lets an organisation point at nothing of another's [OPS-6]", async () => {
    const run = await runTenantStack("", organisationsCalled("Leeds", "StAudreys", "York"));
    expect(foreignReferences(run)).to.deep.equal([]);
  });

  const leeds = organisationSpec("Leeds");
  const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "a short name that begins with another's": { leeds, leedsnorth: organisationSpec("LeedsNorth") },
    "another's short name in other capitals": { leeds, leeds2: organisationSpec("LEEDS") },
    "another's short name in its own folder": { leeds, york: organisationSpec("Leeds") },
    "a path in a short name": { leeds, york: organisationSpec("York/../Leeds") },
    "a hyphen after another's short name": { leeds, "leeds-directory": organisationSpec("Leeds-directory") },
    "a hyphen at the end of a short name": { leeds, "york-": organisationSpec("York-") },
    "a look-alike letter in a short name": { leeds, lееds: organisationSpec("Lееds") },
    "a short name that is the tenant's stack": { leeds, tenant: organisationSpec("Tenant") },
    "another's environment": { leeds, york: organisationSpec("York", { environment: "bookings-leeds" }) },
    "another's environment in capitals": {
      leeds,
      york: organisationSpec("York", { environment: "Bookings-Leeds" }),
    },
    "the observer's environment": {
      leeds,
      york: organisationSpec("York", { environment: "bookings-observer" }),
    },
    "a branch behind an environment": {
      leeds,
      york: organisationSpec("York", { environment: '"x:ref:refs/heads/main"' }),
    },
    "any environment": { leeds, york: organisationSpec("York", { environment: '"*"' }) },
    "another's service account": {
      leeds,
      york: organisationSpec("York", { operator: "SVC.LEEDS@nhs.net" }),
    },
    "a service account of another domain": {
      leeds,
      york: organisationSpec("York", { operator: "svc.york@example.org" }),
    },
    "a path in a service connection": {
      leeds,
      york: organisationSpec("York", { more: "  azureServiceConnection: ../../sc/1/2\n" }),
    },
    "a repository of its own": {
      leeds,
      york: organisationSpec("York", { more: "  github: { owner: york, repository: bookings }\n" }),
    },
    "a role of its own choice": { leeds, york: `${organisationSpec("York")}roles: [global-administrator]\n` },
  };
  for (const [trick, specs] of Object.entries(hostile)) {
    it(`registers nothing at all where a spec has ${trick} [OPS-6]`, async () => {
      const { refusal, resources, lookUps } = await runTenantStack("", specsOf(specs));
      expect(refusal).to.match(/error/i);
      expect({ resources, lookUps }).to.deep.equal({ resources: [], lookUps: [] });
    });
  }

  for (const [trick, from, to] of [
    ["an owner by name alone", '    ownerId: "90210001"\n', ""],
    ["a pattern for a repository", "repository: bookings\n", 'repository: "*"\n'],
    ["an owner that is more than a name", "owner: nhs-bookings", 'owner: "nhs-bookings@1/x@2"'],
    ["a number that is none", '"80200001"', '"80200001:environment:x"'],
  ] as const) {
    it(`trusts no repository that the tenant's spec gives with ${trick}`, async () => {
      const specs = specsOf({ leeds }, tenantSpec(from, to));
      const { refusal, resources } = await runTenantStack("", specs);
      expect(refusal).to.match(/error/i);
      expect(resources).to.deep.equal([]);
    });
  }
});
