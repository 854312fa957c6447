import type { Estate, OrganisationModel } from "../model/estate";
import type { LoadedEstate } from "../model/load-estate";
import type { Inventory } from "../plan/inventory";
import { policiesEmptied } from "../plan/limit-counts";
import { comparePolicies, vanishedPolicyProblem } from "../preflight/compare-policies";
import {
  compareWithInventory,
  inventoryOf,
  revivedProblem,
  vanishedProblem,
} from "../preflight/compare-with-inventory";
import { exceededLimits, limitProblems } from "../preflight/limit-problems";
import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";

/** The specs of one side of a change, as far as they could be understood. */
export type Side = Pick<LoadedEstate, "estate" | "problems" | "files" | "salvaged">;

export interface Change {
  /** How the base is called: `origin/main`. */
  readonly baseName: string;
  readonly base: Side;
  readonly head: Side;
  /** A day such as `2026-11-23`, for overrides of limits that end. */
  readonly today: string;
}

/**
 * What speaks against a change of specs, judged by git alone: the specs at the base stand for what was asked last time.
 * Whether all of that was made is not known here, so a spec that vanishes is an error even if its calendar was never
 * made; `bookings preview` asks the tenant. Pure.
 */
export function checkChange({ baseName, base, head, today }: Change): Problem[] {
  if (base.files.length === 0) return [];
  if (!base.estate) return [problem("base-unreadable", { base: baseName })];
  const { estate } = head;
  if (!estate) return [];
  const { tenant, organisations } = base.estate;
  const after = { estate, broken: brokenFiles(head), today };
  return [
    ...baseProblems(baseName, base),
    ...organisations.flatMap((before) => {
      const model = modelOf(estate, before);
      if (model) return changeProblems(inventoryOf(tenant, before), after, model);
      return head.files.includes(before.organisation.source.file) ? [] : [vanishedOrganisation(before)];
    }),
  ];
}

/** Files of which something could not be understood: what they seem to lack may be there. */
function brokenFiles({ problems, salvaged }: Side): ReadonlySet<string> {
  const errors = problems.filter(({ severity, at }) => severity === "error" && at);
  return new Set([...salvaged, ...errors.map(({ at }) => at?.file ?? "")]);
}

function baseProblems(base: string, side: Side): Problem[] {
  const files = [...brokenFiles(side)].sort();
  return files.length > 0 ? [problem("base-has-errors", { base, files })] : [];
}

const modelOf = ({ organisations }: Estate, { organisation }: OrganisationModel) =>
  organisations.find((model) => model.organisation.stack === organisation.stack);

function vanishedOrganisation({ organisation }: OrganisationModel): Problem {
  const { file } = organisation.source;
  const args = { organisation: organisation.shortName, file };
  return problem("organisation-spec-vanished", args, startOf(file));
}

interface Head {
  readonly estate: Estate;
  readonly broken: ReadonlySet<string>;
  readonly today: string;
}

function changeProblems(
  before: Inventory,
  { estate, broken, today }: Head,
  model: OrganisationModel,
): Problem[] {
  const { tenant } = estate;
  const calendars = compareWithInventory(before, tenant, model, broken);
  const policies = comparePolicies(before, model, broken);
  const emptied = policiesEmptied(before, model.policies);
  return [
    ...calendars.problems,
    ...calendars.revived.map(revivedProblem),
    ...calendars.vanished.map((one) => vanishedProblem(one, false)),
    ...policies.problems,
    ...policies.vanished.map((one) => vanishedPolicyProblem(one, false)),
    ...revivedOrganisation(before, model),
    ...exceededLimits(before, { tenant, model, today }),
    ...limitProblems("policiesEmptied", emptied, { tenant, model, today }),
  ];
}

function revivedOrganisation(before: Inventory, { organisation }: OrganisationModel): Problem[] {
  if (before.organisation !== "deleted" || organisation.status === "deleted") return [];
  return [problem("organisation-revived", { organisation: organisation.shortName }, organisation.source)];
}
