import { addressOf } from "../lifecycle-specs";
import { calendarOf, type Invariant, type Moment, standsAt, writesOf } from "./moment";

/** I2: only a tombstone with the right confirmation deletes, and what is deleted is never touched again. */
export const deletesOnlyConfirmed: Invariant = {
  id: "I2",
  findings: (moment) => [
    ...unconfirmed(moment).map((path) => `deleted without confirmation: ${path}`),
    ...touched(moment).map((path) => `a locked calendar was written to: ${path}`),
    ...forgotten(moment).map((name) => `the record of ${name} is gone, and its lock with it`),
  ],
};

function unconfirmed(moment: Moment): string[] {
  const confirmed = new Set(
    moment.specs.flatMap((spec) => {
      const address = spec ? addressOf(spec.clinicName) : "";
      return spec?.deletion?.confirm === address ? [address.toLowerCase()] : [];
    }),
  );
  return writesOf(moment)
    .filter(({ operation }) => operation === "bookingBusiness.delete")
    .filter((request) => !confirmed.has(calendarOf(request) ?? ""))
    .map(({ path }) => path);
}

function touched(moment: Moment): string[] {
  const locked = new Set(
    [...moment.before.resources.values()]
      .filter(({ outputs }) => outputs.live.status === "deleted")
      .map(standsAt),
  );
  return moment.log
    .filter(({ method }) => method !== "GET")
    .filter((request) => locked.has(calendarOf(request) ?? ""))
    .map(({ method, path }) => `${method} ${path}`);
}

function forgotten({ before, after }: Moment): string[] {
  return [...before.resources.keys()].filter((name) => !after.resources.has(name));
}
