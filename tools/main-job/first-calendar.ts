import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { allOrganisations } from "../../src/cli/organisations";

/** Some calendar's spec, to be named in what to try next. */
export function firstCalendar(root: string): string | undefined {
  for (const organisation of allOrganisations(root)) {
    const folder = join(root, "specs", organisation, "calendars");
    const name = existsSync(folder) ? readdirSync(folder).sort()[0] : undefined;
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}
