import { addressOf } from "../lifecycle-specs";
import { type Invariant, type Moment, standsAt } from "./moment";

/** I10: what is not known for certain neither makes nor forgets a calendar. */
export const unknownDecidesNothing: Invariant = {
  id: "I10",
  findings: (moment) => [...saidGone(moment), ...madeUnasked(moment), ...unrecorded(moment)],
};

/** The state must not say “missing” or “deleted” of what is there. */
function saidGone({ before, after, foreign }: Moment): string[] {
  const there = new Set(after.calendars.map(({ address }) => address.toLowerCase()));
  return [...after.resources].flatMap(([name, resource]) => {
    const { status } = resource.outputs.live;
    const wasSo = before.resources.get(name)?.outputs.live.status === status;
    const at = standsAt(resource);
    const isLie = (status === "missing" || status === "deleted") && !wasSo && there.has(at);
    return isLie && !foreign.has(at) ? [`the state says ${status} of ${at}, which is there`] : [];
  });
}

/** A calendar is made because a spec asks for one that was never there, or asks for it to be made again. */
function madeUnasked({ before, after, specs }: Moment): string[] {
  const known = new Set(before.calendars.map(({ address }) => address.toLowerCase()));
  const made = after.calendars.filter(({ address }) => !known.has(address.toLowerCase()));
  return made
    .filter(({ displayName }) => {
      const name = displayName.toLowerCase();
      const spec = specs.find((one) => one && addressOf(one.clinicName).toLowerCase() === `${name}@nhs.net`);
      return !spec || spec.deletion || (before.resources.has(name) && !spec.recreate);
    })
    .map(({ address }) => `${address} was made, and no one had asked for it`);
}

/** What was made and answered for is in the state, also when the rest of it failed. */
function unrecorded({ after, log, outcome, isDisturbed }: Moment): string[] {
  if (outcome.died || isDisturbed) return [];
  const recorded = new Set([...after.resources.values()].map(standsAt));
  return log
    .filter(({ operation, status }) => operation === "bookingBusiness.create" && status === 201)
    .map(({ made }) => made?.toLowerCase() ?? "")
    .filter((made) => !recorded.has(made))
    .map((made) => `${made} was made and is not in the state`);
}
