import type { RecordedMember } from "../engine/run-result";
import type { ListedCalendar } from "./listed-calendar";
import type { ListedPolicy } from "./listed-policy";

/** Why somebody cannot open the Bookings app. */
export type Obstacle =
  | "not-in-directory"
  | "disabled"
  | "guest"
  | "not-migrated"
  | "no-person"
  | "bookings-not-enabled";

/** Everything that is known of one person. */
export interface UserFacts {
  /** As it was asked for. */
  readonly address: string;
  /** The directory's name and primary address, where it knows them. */
  readonly displayName?: string;
  readonly mail?: string;
  readonly calendars: readonly { readonly calendar: ListedCalendar; readonly member: RecordedMember }[];
  readonly policies: readonly ListedPolicy[];
  /** Absent where it cannot be seen. */
  readonly canOpenApp?: boolean;
  readonly obstacles: readonly Obstacle[];
  /** Spec files of policies that would enable Bookings, where that is what is missing. */
  readonly enabledBy: readonly string[];
}
