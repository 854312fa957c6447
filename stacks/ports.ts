import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblems } from "../src/problem/format";
import { tidyProblems } from "../src/problem/tidy-problems";
import { madeCalendars } from "../src/records/made-calendars";
import { journalFile } from "../src/records/record-folders";
import { diskFiles } from "../src/spec/disk-files";
import { absentIdentities } from "./absent-identities";
import { loadOrganisation } from "./load-organisation";
import { observer } from "./observer";
import type { ProgramPorts } from "./organisation-program";
import { policyView } from "./policy-view";
import { viewThrough } from "./view-through";

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
  const graph = observer(env);
  return {
    load: async (stack) => loadOrganisation(root, stack, diskFiles),
    view: viewThrough(graph),
    policies: policyView(graph),
    environmentTenantId: env["BOOKINGS_TENANT_ID"],
    made: (stack) => madeCalendars(journalFile(root, env, stack)),
    absent: (stack, needed) => absentIdentities(stack, needed, env),
    now: () => new Date(),
    report: () => undefined,
    inWords: (problems) =>
      formatProblems(tidyProblems(problems), { as: "text", sourceOf: sourceOnDisk(root) }),
  };
}
