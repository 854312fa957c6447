import { memoryFiles, type SpecFiles } from "../../src/spec/spec-files";

const TENANT = `kind: Tenant
tenantId: 6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034
domain: nhs.net
viewerRole: teamMember
starterService: true
organisationAttribute: companyName
baseLicences:
  - name: Office 365 E3
    sku: ENTERPRISEPACK
pipelines:
  github:
    owner: nhs-bookings
    ownerId: "90210001"
    repository: bookings
    repositoryId: "80200001"
  azureDevOps:
    organisationId: 3c2a9d4e-0b6f-4a53-8c2f-6d7a5f0f3c11
observer:
  githubEnvironment: bookings-observer
`;

/** An organisation with a service account and an environment of its own; more lines or other values as given. */
export function organisationSpec(
  shortName: string,
  {
    name = `${shortName} Hospitals`,
    environment = `bookings-${shortName.toLowerCase()}`,
    operator = `svc.${shortName.toLowerCase()}@nhs.net`,
    more = "",
  } = {},
): string {
  return `kind: Organisation
shortName: ${shortName}
name: ${name}
directoryName: ${shortName}
operator: ${operator}
pipelines:
  githubEnvironment: ${environment}
${more}`;
}

/** Specs of a tenant and these organisations: folder → organisation.yaml. */
export function specsOf(organisations: Readonly<Record<string, string>>, tenant = TENANT): SpecFiles {
  const table = Object.entries(organisations).map(([folder, text]) => [
    `specs/${folder}/organisation.yaml`,
    text,
  ]);
  return memoryFiles({ "specs/tenant.yaml": tenant, ...Object.fromEntries(table) });
}

/** Specs of organisations with these short names, each in its folder. */
export function organisationsCalled(...shortNames: readonly string[]): SpecFiles {
  return specsOf(Object.fromEntries(shortNames.map((name) => [name.toLowerCase(), organisationSpec(name)])));
}

/** The tenant's spec with a text replaced. */
export function tenantSpec(from = "", to = ""): string {
  return TENANT.replace(from, to);
}
