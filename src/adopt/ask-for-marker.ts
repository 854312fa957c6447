import type { BookingCalendar } from "../model/booking-calendar";
import type { Estate, OrganisationModel } from "../model/estate";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { editSpec } from "../spec/edit-spec";
import type { Pull } from "./pull-drift";

/**
 * The changes by which specs of adopted calendars ask for the ownership marker: of all, or of those whose addresses are given.
 * Throws where the tenant wants none, or where an address is no adopted calendar's.
 */
export function markerChanges(
  { tenant }: Pick<Estate, "tenant">,
  { calendars }: Pick<OrganisationModel, "calendars">,
  addresses: readonly string[],
): Pick<Pull, "file" | "change">[] {
  if (!tenant.markAdopted)
    throw VisibleError.of(problem("adopt-marking-off", {}, tenant.placeOf("/markAdopted")));
  const adopted = calendars.filter((one) => one.adopted !== undefined && one.status === "active");
  const isNamed = ({ address }: BookingCalendar, named: string): boolean =>
    address.toLowerCase() === named.toLowerCase();
  const unknown = addresses.filter((named) => !adopted.some((one) => isNamed(one, named)));
  if (unknown.length > 0) throw VisibleError.of(problem("adopt-not-adopted", { addresses: unknown }));
  return adopted
    .filter((one) => addresses.length === 0 || addresses.some((named) => isNamed(one, named)))
    .filter((one) => !one.adopted?.mark)
    .map(({ source: { file } }) => ({
      file,
      change: (text) => editSpec(text, [{ put: "adopted", key: "mark", to: true }]),
    }));
}
