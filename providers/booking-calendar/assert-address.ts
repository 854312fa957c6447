import { refuse } from "../refuse";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";
import type { CalendarRecord } from "./calendar-record";

/** The address that the names give; its domain is the tenant's, which every address of a stack shares. */
export function computedAddress(context: Pick<CalendarContext, "localPart">, inputs: CalendarInputs): string {
  const domain = inputs.address.slice(inputs.address.lastIndexOf("@") + 1);
  return `${context.localPart(inputs.organisation, inputs.serviceArea, inputs.clinicName)}@${domain}`;
}

/** Refuses to act where a record says that the calendar stands anywhere else than at its computed address. */
export function assertPlace({ live }: CalendarRecord, { address }: CalendarInputs): void {
  if (live.actualAddress.toLowerCase() !== address.toLowerCase()) {
    throw refuse("foreign-address", { address: live.actualAddress, computed: address });
  }
}

/** Refuses to act on any other address than the one that the names give, whatever asked for it. */
export function assertAddress(context: Pick<CalendarContext, "localPart">, inputs: CalendarInputs): void {
  const computed = computedAddress(context, inputs);
  if (inputs.address.toLowerCase() !== computed.toLowerCase()) {
    throw refuse("foreign-address", { address: inputs.address, computed });
  }
}
