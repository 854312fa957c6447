import { readFileSync } from "node:fs";
import { memoryFiles, type SpecFiles } from "../../src/spec/spec-files";

const TENANT = `kind: Tenant
tenantId: 8d1f6f3c-5a53-4f8e-9a53-1f0c6f3f7b21
domain: nhs.net
viewerRole: teamMember
starterService: true
baseLicences:
  - name: Office 365 E3
    sku: ENTERPRISEPACK
organisationAttribute: companyName
`;

const LEEDS = `kind: Organisation
shortName: Leeds
name: Leeds Riverside Hospitals NHS Trust
directoryName: Leeds
operator: svc.leeds.bookings@nhs.net
`;

/**
 * Specs written in one text: a line `=== path` before each file, and before the first one lines with what is expected.
 * The tenant and the organisation Leeds need not be written.
 */
export function fixture(text: string): {
  files: SpecFiles;
  table: Record<string, string>;
  expected: string[];
} {
  const [head = "", ...parts] = text.split(/^=== /m);
  const table: Record<string, string> = {
    "specs/tenant.yaml": TENANT,
    "specs/leeds/organisation.yaml": LEEDS,
  };
  for (const part of parts) {
    const end = part.indexOf("\n");
    table[part.slice(0, end)] = part.slice(end + 1).replace(/\n\n$/, "\n");
  }
  return { files: memoryFiles(table), table, expected: head.split("\n").filter(Boolean) };
}

/** A fixture from its file. */
export function fixtureFile(path: string): ReturnType<typeof fixture> {
  return fixture(readFileSync(path, "utf8"));
}
