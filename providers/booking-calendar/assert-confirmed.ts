import { refuse } from "../refuse";
import type { CalendarInputs } from "./calendar-inputs";

/** A deletion names the calendar's address exactly, and says why: also when nobody has checked the specs. */
export function assertConfirmed({ address, deletion }: CalendarInputs): void {
  if (!deletion?.reason) {
    throw refuse("deletion-not-confirmed", { name: address });
  }
  if (deletion.confirm !== address) {
    throw refuse("deletion-confirms-another", { confirm: deletion.confirm, name: address });
  }
}
