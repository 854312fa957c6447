import { join } from "node:path";
import { STORIES } from "../scenarios/walker/read-stories";
import type { Kind, Wanted } from "./kind";

export const HEART = "LeedsCardiologyHeartFailure@nhs.net";

const STORY = join(STORIES, "handed-over");

/** A patient is booked; then both specs say that the calendar goes to York. */
const edit: Kind["edit"] = async ({ root, tenant }) => {
  await tenant.edit("POST", `/solutions/bookingBusinesses/${HEART}/appointments`, {
    startDateTime: { dateTime: "2027-06-01T09:00:00Z", timeZone: "UTC" },
    endDateTime: { dateTime: "2027-06-01T09:30:00Z", timeZone: "UTC" },
    customers: [{ "@odata.type": "#microsoft.graph.bookingCustomerInformation", name: "Pat" }],
  });
  for (const step of ["0-one-side", "1-both"]) root.overlay(join(STORY, step));
};

const heart: Wanted = {
  address: HEART,
  phone: "+44 113 496 0000",
  staff: {
    "zoe.hall@nhs.net": "administrator",
    "bob.jones@nhs.net": "teamMember",
    "svc.york.bookings@nhs.net": "administrator",
  },
  holder: "york",
};

/** The kinds of run that pass the heart failure clinic from Leeds to York. `left` stays with Leeds. */
export function handoverKinds(
  left: Wanted,
): Readonly<Record<"hand-over" | "hand-over-late" | "take-over", Kind>> {
  const handOver: Kind = {
    world: "clinics",
    isMade: true,
    edit,
    next: ["leeds", "york"],
    wanted: [heart, left],
    gone: [],
    handedOver: [HEART],
  };
  return {
    "hand-over": handOver,
    "hand-over-late": { ...handOver, meanwhile: "york" },
    "take-over": {
      ...handOver,
      disturbed: "york",
      edit: async (playground) => {
        await edit(playground);
        const { exitCode, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
        if (exitCode !== 0) throw new Error(`Leeds could not hand the calendar over: ${stderr}`);
      },
    },
  };
}
