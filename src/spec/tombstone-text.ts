import { editSpec } from "./edit-spec";

/** What an LA says when a calendar is to be deleted. */
export interface DeletionWords {
  readonly confirm: string;
  readonly reason: string;
  readonly withFutureAppointments: boolean;
}

/** A calendar's spec as its tombstone: no users, the confirmation, and every comment that is not about a person. */
export function tombstoneText(text: string, deletion: DeletionWords): string {
  const { confirm, reason, withFutureAppointments } = deletion;
  return editSpec(text, [
    { set: "status", to: "deleted" },
    { set: "deletion", to: { confirm, reason, ...(withFutureAppointments && { withFutureAppointments }) } },
    { remove: "admins" },
    { remove: "viewers" },
    { remove: "recreate" },
  ]);
}
