import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { Listed } from "./listed";
import { nearestName } from "./nearest-name";

type Lists = Pick<Listed, "calendars" | "policies">;

/** The calendar or user policy that a person means by its name or its address, in any case. */
export function findListed({ calendars, policies }: Lists, wanted: string): Lists {
  const text = wanted.toLowerCase();
  const isMeant = (one: { readonly displayName: string; readonly address?: string }): boolean =>
    [one.displayName.toLowerCase(), one.address?.toLowerCase()].includes(text);
  const found = { calendars: calendars.filter(isMeant), policies: policies.filter(isMeant) };
  if (found.calendars.length + found.policies.length > 0) return found;
  const names = [...calendars, ...policies].map(({ displayName }) => displayName);
  throw VisibleError.of(
    problem("unknown-calendar-or-policy", { name: wanted, near: nearestName(wanted, names) }),
  );
}
