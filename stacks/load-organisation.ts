import { loadEstate } from "../src/model/load-estate";
import type { Problem } from "../src/problem/problem";
import { rules } from "../src/rules/registry";
import type { SpecFiles } from "../src/spec/spec-files";
import type { LoadedOrganisation } from "./organisation-program";

/** Files whose problems concern an organisation: its own and the tenant's. Another organisation's mistakes do not. */
const concerns = (stack: string) => {
  const folder = `specs/${stack}/`;
  const isOurs = (file: string): boolean => file.startsWith(folder) || file.split("/").length <= 2;
  return ({ at, also = [] }: Problem): boolean =>
    at === undefined || [at, ...also].some(({ file }) => isOurs(file));
};

/** The specs of one organisation, with every problem that concerns it. */
export function loadOrganisation(root: string, stack: string, files: SpecFiles): LoadedOrganisation {
  const { estate, problems: found, salvaged } = loadEstate(root, files);
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
