import { hasFreeUnit } from "../records/licence";
import { type AssignedLicence, activeAssignments, type LicenceError, type User } from "../records/user";
import type { World } from "../store/world";
import { enabledPlans, knownSkus, skuById } from "./licences";

/** Why a licence cannot be given. */
interface LicenceProblem {
  readonly error: LicenceError;
  /** In Graph's words. */
  readonly message: string;
}

/** Plans of which a user can have one only. */
const exclusive = [
  ["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_DESKLESS"],
  ["SHAREPOINTENTERPRISE", "SHAREPOINTDESKLESS"],
];

const bookings = "MICROSOFTBOOKINGS";
const exchange = /^EXCHANGE_S_(ENTERPRISE|DESKLESS)$/;
const planIds = new Map(knownSkus.flatMap((sku) => Object.entries(sku.plans)));
const exchangeIds = new Set([...planIds].filter(([name]) => exchange.test(name)).map(([, id]) => id));

/** Is there a plan in the assignment that needs another one, which neither it nor what counts beside it has? */
export function dependencyProblem(
  world: World,
  wanted: AssignedLicence,
  beside: readonly AssignedLicence[],
): LicenceProblem | undefined {
  const rule = world.settings.lonePlan;
  const plans = Object.entries(skuById(wanted.skuId)?.plans ?? {});
  const plan = plans.find(([name]) => name === bookings)?.[1];
  if (rule === "allowed" || plan === undefined || wanted.disabledPlans.includes(plan)) return undefined;
  const on = enabledPlans(rule === "perUser" ? [wanted, ...beside] : [wanted]);
  if ([...on].some((id) => exchangeIds.has(id))) return undefined;
  const needed = plans.filter(([name]) => exchange.test(name)).map(([, id]) => id);
  return {
    error: "DependencyViolation",
    message: `License assignment failed because service plan ${plan} depends on the service plan(s) ${needed.join(", ")}`,
  };
}

/** Does it bring together what must not be? What was together before stays as it is. */
function exclusionProblem(
  world: World,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): LicenceProblem | undefined {
  if (world.settings.exclusivePlans === "allowed") return undefined;
  for (const names of exclusive) {
    const pair = names.map((name) => planIds.get(name) ?? "");
    if (pair.every((id) => after.has(id)) && !pair.every((id) => before.has(id))) {
      const message = `License assignment failed because service plans ${pair.join(", ")} are mutually exclusive`;
      return { error: "MutuallyExclusiveViolation", message };
    }
  }
  return undefined;
}

/** What stands against giving a licence to a user who has `beside` as well. */
export function licenceProblem(
  world: World,
  user: User,
  wanted: AssignedLicence,
  beside: readonly AssignedLicence[],
): LicenceProblem | undefined {
  const before = activeAssignments(user);
  const together = [...beside, wanted];
  const found =
    dependencyProblem(world, wanted, beside) ??
    exclusionProblem(world, enabledPlans(before), enabledPlans(together));
  if (found) return found;
  const hasSeat = [...before, ...beside].some((one) => one.skuId === wanted.skuId);
  if (hasSeat || hasFreeUnit(world, wanted.skuId)) return undefined;
  return {
    error: "CountViolation",
    message: `Subscription with SKU ${wanted.skuId} does not have any available licenses.`,
  };
}
