import type { RecordedMember, RecordedUser } from "../engine/run-result";
import type { ListedCalendar } from "./listed-calendar";
import type { ListedPolicy } from "./listed-policy";

/** Why somebody cannot open the Bookings app. */
export type Obstacle =
  | "not-in-directory"
  | "deleted"
  | "disabled"
  | "guest"
  | "not-migrated"
  | "no-person"
  | "bookings-not-enabled";

/** A policy that somebody is in, and what the directory has made of it for them. */
export interface UserPolicyFacts {
  readonly policy: ListedPolicy;
  readonly user: RecordedUser;
}

/** Everything that is known of one person. */
export interface UserFacts {
  /** As it was asked for. */
  readonly address: string;
  /** The directory's name, primary address and organisation, where it knows them. */
  readonly displayName?: string;
  readonly mail?: string;
  readonly organisation?: string;
  /** Where nobody has the address: who is most like it. */
  readonly near: readonly string[];
  readonly calendars: readonly { readonly calendar: ListedCalendar; readonly member: RecordedMember }[];
  readonly policies: readonly UserPolicyFacts[];
  /** Absent where it cannot be seen. */
  readonly canOpenApp?: boolean;
  readonly obstacles: readonly Obstacle[];
  /** Policies that are to enable Bookings for them and have not yet, where that is what is missing. */
  readonly underWay: readonly UserPolicyFacts[];
  /** Spec files of policies that would enable Bookings, where that is what is missing and none is under way. */
  readonly enabledBy: readonly string[];
}
