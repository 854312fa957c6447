import type { Directory, Sighting } from "../../drift/tenant-facts";
import type { FirstLook } from "./read-calendars";

const unreadable = (why: string): Sighting => ({ what: "unreadable", why });

/**
 * Gone is only what an application that sees all calendars cannot find, and what is no account in the directory either:
 * unknown is never absent.
 */
export function sightingOf(
  address: string,
  look: FirstLook | undefined,
  directory: Directory,
  seesAll: boolean,
): Sighting {
  if (look === undefined) return unreadable("nobody looked");
  if (look.what !== "absent") return look;
  if (!seesAll) return unreadable("the sign-in sees only calendars it belongs to");
  if (directory.what === "unreadable") return unreadable(directory.why);
  return directory.people.has(address)
    ? unreadable("Bookings does not show it, but its account is still in the directory")
    : { what: "gone" };
}
