import { type Chain, chain } from "../chain";
import { hasNone } from "../matches";
import { made, op, seen, unseen } from "./steps";

const gone = unseen("{calendar}", 404, ["ErrorNonExistentMailbox", "ErrorItemNotFound", "ResourceNotFound"]);

/** What becomes of deleted calendars, and of names that are taken. */
export const deletionChains: readonly Chain[] = [
  chain("a deleted calendar is gone", made(), op("DELETE {calendar}", 204), gone),
  chain(
    "a deleted calendar is in no list",
    made(),
    op("DELETE {calendar}", 204),
    seen("{calendars}?query={name}", { value: hasNone({ id: "{id}" }) }),
  ),
  chain(
    "a calendar cannot be deleted twice",
    made(),
    op("DELETE {calendar}", 204),
    op("DELETE {calendar}", 404),
  ),
  chain(
    "a deleted calendar cannot be changed",
    made(),
    op("DELETE {calendar}", 204),
    op("PATCH {calendar}", 404, { send: { phone: "1" } }),
  ),
  chain(
    "nothing beneath a deleted calendar is left",
    made(),
    op("DELETE {calendar}", 204),
    unseen("{calendar}/staffMembers", 404),
    unseen("{calendar}/services", 404),
    unseen("{calendar}/appointments", 404),
  ),
  chain(
    "the address of a deleted calendar",
    made(),
    op("DELETE {calendar}", 204),
    op("POST {calendars}", [201, 409, 400, 500], {
      send: { displayName: "{name}" },
      observe: "whether the address of a deleted calendar can be taken again",
      show: "id",
    }),
  ),
  chain(
    "a second calendar of the same name",
    made(),
    op("POST {calendars}", [201, 409, 400, 500], {
      send: { displayName: "{name}" },
      observe: "a second calendar of the same name: its address, if there is one",
      show: "id",
    }),
  ),
  chain(
    "a second calendar of the same name never takes the first one's place",
    made({ phone: "1" }),
    op("POST {calendars}", [201, 409, 400, 500], { send: { displayName: "{name}", phone: "2" } }),
    seen("{calendar}", { phone: "1" }),
  ),
];
