import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEstate } from "../src/model/load-estate";
import { formatProblems } from "../src/problem/format";
import type { Problem } from "../src/problem/problem";
import { tidyProblems } from "../src/problem/tidy-problems";
import { madeCalendars } from "../src/records/made-calendars";
import { journalFile } from "../src/records/record-folders";
import { rules } from "../src/rules/registry";
import { diskFiles } from "../src/spec/disk-files";
import { graphView } from "./graph-view";
import type { LoadedOrganisation, ProgramPorts } from "./organisation-program";
import { policyView } from "./policy-view";

/** Files whose problems concern an organisation: its own and the tenant's. Another organisation's mistakes do not. */
const concerns = (stack: string) => {
  const folder = `specs/${stack}/`;
  const isOurs = (file: string): boolean => file.startsWith(folder) || file.split("/").length <= 2;
  return ({ at, also = [] }: Problem): boolean =>
    at === undefined || [at, ...also].some(({ file }) => isOurs(file));
};

function load(root: string, stack: string): LoadedOrganisation {
  const { estate, problems: found, salvaged } = loadEstate(root, diskFiles);
  const broken = estate ? rules.flatMap(({ check }) => check({ estate, salvaged })) : [];
  const problems = [...found, ...broken];
  const model = estate?.organisations.find(({ organisation }) => organisation.stack === stack);
  return {
    problems: problems.filter(concerns(stack)),
    broken: new Set(found.flatMap(({ at, severity }) => (at && severity === "error" ? [at.file] : []))),
    ...(estate && { tenant: estate.tenant }),
    ...(model && { model }),
  };
}

/** The text of a spec for its source line, or nothing where the file is gone or not a text. */
const sourceOnDisk =
  (root: string) =>
  (file: string): string | undefined => {
    try {
      return readFileSync(join(root, file), "utf8");
    } catch {
      return undefined;
    }
  };

/** The ports for a root folder and an environment, as both plain Pulumi and our commands use them. */
export function portsOf(root: string, env: Readonly<Record<string, string | undefined>>): ProgramPorts {
  return {
    load: async (stack) => load(root, stack),
    view: graphView(env),
    policies: policyView(env),
    environmentTenantId: env["BOOKINGS_TENANT_ID"],
    made: (stack) => madeCalendars(journalFile(root, env, stack)),
    now: () => new Date(),
    report: () => undefined,
    inWords: (problems) =>
      formatProblems(tidyProblems(problems), { as: "text", sourceOf: sourceOnDisk(root) }),
  };
}
