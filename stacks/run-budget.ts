import { loadEstate } from "../src/model/load-estate";
import { type Allowance, allLimits, RunBudget } from "../src/plan/run-budget";
import { diskFiles, type SpecFiles } from "../src/spec/spec-files";

/** The specs of the tenant and of one organisation: the others' say nothing of its limits. */
const filesOf = (stack: string, files: SpecFiles): SpecFiles => ({
  readTree: (root, folder) =>
    files
      .readTree(root, folder)
      .filter(({ path }) => path === "specs/tenant.yaml" || path.startsWith(`specs/${stack}/`)),
});

/** What the specs let one run of an organisation take away. Where they cannot be read, nothing may be taken. */
function allowanceOf(root: string, stack: string, today: string): Allowance {
  const { estate } = loadEstate(root, filesOf(stack, diskFiles));
  const model = estate?.organisations.find(({ organisation }) => organisation.stack === stack);
  if (!estate || !model) return NOTHING;
  const active = model.calendars.filter(({ status }) => status === "active");
  const memberships = active.reduce((sum, { members }) => sum + Object.keys(members).length, 0);
  const { limitOverrides: overrides, source } = model.organisation;
  return {
    limits: estate.tenant.limits,
    overrides,
    totals: {
      calendarsDeleted: active.length,
      membersRemoved: memberships,
      rolesChanged: memberships,
      policiesEmptied: model.policies.filter(({ status }) => status === "active").length,
    },
    file: source.file,
    today,
  };
}

const NOTHING: Allowance = {
  ...allLimits({ number: 0, percent: 0 }),
  file: "the organisation's spec",
};

/** The budget of a run whose organisation is known when its first handler asks. The specs are read at the first use. */
export function runBudget(root: string, stackOf: () => string | undefined): RunBudget {
  let allowance: Allowance | undefined;
  return new RunBudget(() => {
    allowance ??= allowanceOf(root, stackOf() ?? "", new Date().toISOString().slice(0, 10));
    return allowance;
  });
}
