import { type Problem, problem } from "../problem/problem";
import type { PolicyView, PreflightInput, PreflightView } from "./preflight-view";

/** What speaks against an organisation's end: anything of it that is left in the tenant, whatever the specs say; row POL-6. */
export async function organisationEnd(
  input: PreflightInput,
  view: Pick<PreflightView, "standings" | "listed">,
  policies: Pick<PolicyView, "isGroupAbsent">,
): Promise<Problem[]> {
  const { model, before } = input;
  const { organisation } = model;
  const wasRetired = before?.organisation === "deleted";
  const name = organisation.shortName;
  if (organisation.status === "active")
    return wasRetired ? [problem("organisation-revived", { organisation: name }, organisation.source)] : [];
  if (wasRetired) return [];
  const at = organisation.placeOf("/status");
  try {
    const left = await leftOf(input, view, policies);
    return left.map((one) => problem("organisation-still-alive", { organisation: name, name: one }, at));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [problem("organisation-unreadable", { organisation: name, why }, at)];
  }
}

/** What it has adopted from elsewhere counts, what it handed over does not: that is another organisation's, there or not. */
async function leftOf(
  { model, wasTouched, wasMade }: PreflightInput,
  view: Pick<PreflightView, "standings" | "listed">,
  { isGroupAbsent }: Pick<PolicyView, "isGroupAbsent">,
): Promise<string[]> {
  const { organisation, policies, namedAlike = [] } = model;
  const calendars = model.calendars.filter(
    ({ status, address }) => status !== "handed-over" || wasMade(address) || !wasTouched(address),
  );
  const prefix = organisation.shortName.toLowerCase();
  const [standings, listed, absent] = await Promise.all([
    calendars.length > 0 ? view.standings(calendars) : new Map<string, { isThere: boolean }>(),
    view.listed(organisation.shortName),
    Promise.all(policies.map(({ displayName }) => isGroupAbsent(displayName))),
  ]);
  const [why] = listed.incomplete;
  if (why !== undefined) throw new Error(why);
  const there = calendars.flatMap(({ address }) => (standings.get(address)?.isThere ? [address] : []));
  const known = new Set(
    [...there, ...namedAlike.map(({ address }) => address)].map((one) => one.toLowerCase()),
  );
  const others = listed.addresses
    .map((one) => one.toLowerCase())
    .filter((address) => address.startsWith(prefix) && !known.has(address));
  const groups = policies.flatMap(({ displayName }, index) => (absent[index] ? [] : [displayName]));
  return [...there, ...others.sort(), ...groups];
}
