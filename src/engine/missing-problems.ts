import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import { tenantLooksWrong } from "../preflight/limit-problems";
import type { Problem } from "../problem/problem";
import type { StepLedger, Values } from "./step-facts";

const statusOf = (outputs: Values | undefined): unknown => {
  const live = outputs?.["live"];
  return typeof live === "object" && live !== null ? (live as Values)["status"] : undefined;
};

/**
 * Many calendars of the state missing in the tenant at once, also those that the specs ask to make again. Not those that
 * the specs ask to delete: a run that was killed may have done so, and the next one must be able to say it.
 */
export function missingProblems(
  tenant: Tenant,
  model: OrganisationModel,
  ledger: StepLedger,
  today: string,
): Problem[] {
  const going = new Set(model.calendars.filter(({ status }) => status === "deleted").map(({ name }) => name));
  const statuses = [...ledger.calendars]
    .filter(([name]) => !going.has(name))
    .map(([, { liveOutputs }]) => statusOf(liveOutputs));
  const total = statuses.filter((status) => status !== undefined && status !== "deleted").length;
  const count = statuses.filter((status) => status === "missing").length;
  return count < 2 ? [] : tenantLooksWrong({ count, total }, tenant, model, today);
}
