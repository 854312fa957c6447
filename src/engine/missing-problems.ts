import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import { tenantLooksWrong } from "../preflight/limit-problems";
import type { Problem } from "../problem/problem";
import type { StepLedger, Values } from "./step-facts";

const statusOf = (outputs: Values | undefined): unknown => {
  const live = outputs?.["live"];
  return typeof live === "object" && live !== null ? (live as Values)["status"] : undefined;
};

/** Many calendars of the state missing in the tenant at once, also those that the specs ask to make again. */
export function missingProblems(
  tenant: Tenant,
  model: OrganisationModel,
  ledger: StepLedger,
  today: string,
): Problem[] {
  const statuses = [...ledger.calendars.values()].map(({ liveOutputs }) => statusOf(liveOutputs));
  const total = statuses.filter((status) => status !== undefined && status !== "deleted").length;
  const count = statuses.filter((status) => status === "missing").length;
  return count < 2 ? [] : tenantLooksWrong({ count, total }, tenant, model, today);
}
