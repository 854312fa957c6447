import { type Problem, problem } from "../problem/problem";
import { addressProblems } from "./address-problems";
import { bookingsProblems } from "./bookings-problems";
import { changedAddresses } from "./changed-addresses";
import {
  compareWithInventory,
  type Revived,
  revivedProblem,
  type Vanished,
  vanishedProblem,
} from "./compare-with-inventory";
import { touchedCalendars } from "./known-members";
import { leaverProblems } from "./leaver-problems";
import { exceededLimits } from "./limit-problems";
import { missingCalendars } from "./missing-calendars";
import { newAddressProblems } from "./new-addresses";
import type { PreflightInput } from "./preflight-input";
import type { PreflightView, Standing } from "./preflight-view";
import { samePersonProblems } from "./same-person-problems";
import { unasked } from "./unasked";

/** The problem of an environment that points at another tenant than the specs. */
export function tenantOfEnvironment({
  tenant,
  environmentTenantId,
}: Pick<PreflightInput, "tenant" | "environmentTenantId">): Problem[] {
  if (!environmentTenantId || environmentTenantId.toLowerCase() === tenant.tenantId.toLowerCase()) return [];
  return [
    problem(
      "tenant-of-environment-differs",
      { environment: environmentTenantId, specs: tenant.tenantId },
      tenant.placeOf("/tenantId"),
    ),
  ];
}

async function people(
  { model, before, tenant }: PreflightInput,
  view: PreflightView,
): Promise<readonly Problem[]> {
  const used = changedAddresses(model.calendars, before);
  const touched = touchedCalendars(model.calendars, before);
  const addresses = [...new Set(used.map(({ address }) => address))];
  const staying = [...new Set(touched.flatMap((one) => one.staying))].filter(
    (one) => !addresses.includes(one),
  );
  const asked = addresses.length + staying.length;
  if (asked === 0) return [];
  try {
    const found = await view.lookUp(addresses, staying, tenant.organisationAttribute);
    return [
      ...used.flatMap((one) => addressProblems(one, found.get(one.address))),
      ...used.flatMap((one) => bookingsProblems(one, found.get(one.address), model)),
      ...touched.flatMap((one) => leaverProblems(one, found)),
      ...model.calendars.flatMap((calendar) => samePersonProblems(calendar, found)),
    ];
  } catch (error) {
    return unasked(error, (reason) => problem("directory-unreadable", { addresses: asked, reason }));
  }
}

async function gone(
  vanished: readonly Vanished[],
  { wasMade }: PreflightInput,
  view: PreflightView,
): Promise<Problem[]> {
  return Promise.all(
    vanished.map(async (one) => {
      const { address } = one.entry;
      // What was made and is gone was deleted by hand: the state has it still, and the engine would be asked to delete it.
      // Unknown is not absent: where the tenant does not answer, the calendar counts as alive.
      const neverMade = !wasMade(address) && (await view.isConfirmedAbsent(address).catch(() => false));
      return vanishedProblem(one, neverMade);
    }),
  );
}

/**
 * The inventory records what was asked. A deletion that was refused leaves the calendar alive: then the spec may take it
 * back, and the calendar's own record decides. Unknown is not alive, and neither is what somebody made there since.
 */
async function revivals(
  revived: readonly Revived[],
  { wasMade }: PreflightInput,
  view: PreflightView,
): Promise<Problem[]> {
  if (revived.length === 0) return [];
  const asked = revived.map(({ calendar }) => calendar);
  const standings: ReadonlyMap<string, Standing> = await view.standings(asked).catch(() => new Map());
  const isAlive = (address: string): boolean => {
    const { isThere, mark } = standings.get(address) ?? { isThere: false, mark: "none" };
    return isThere && (mark === "ours" || (mark === "none" && wasMade(address)));
  };
  return revived.filter(({ calendar }) => !isAlive(calendar.address)).map(revivedProblem);
}

/** Everything that speaks against a run, found before anything is registered and with the fewest questions. */
export async function preflight(input: PreflightInput, view: PreflightView): Promise<readonly Problem[]> {
  const wrongTenant = tenantOfEnvironment(input);
  const { before, tenant, model, today } = input;
  const compared = compareWithInventory(before, tenant, model, input.broken);
  const { vanished, revived } = compared;
  const problems = [...compared.problems, ...exceededLimits(before, tenant, model, today)];
  // Another tenant would answer every question, and wrongly.
  if (wrongTenant.length > 0) {
    const unasked = [...vanished.map((one) => vanishedProblem(one, false)), ...revived.map(revivedProblem)];
    return [...wrongTenant, ...problems, ...unasked];
  }
  const answers = await Promise.all([
    people(input, view),
    gone(vanished, input, view),
    revivals(revived, input, view),
    missingCalendars(input, view),
    newAddressProblems(input, view),
  ]);
  return [...problems, ...answers.flat()];
}
