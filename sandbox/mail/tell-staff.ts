import type { Appointment } from "../bookings/appointments/appointment";
import type { Business } from "../bookings/businesses/business";
import { staffMembers } from "../bookings/staff/staff-member";
import { isJsonObject, type JsonValue } from "../json";
import type { World } from "../world";
import type { MailKind } from "./mail";
import { sendMail } from "./send-mail";

function time(value: JsonValue | undefined): string {
  return isJsonObject(value) ? String(value["dateTime"] ?? "") : "";
}

/** Writes to the staff of an appointment that it was made or cancelled; not to those who want no e-mails. */
export function tellStaff(
  world: World,
  business: Business,
  appointment: Appointment,
  kind: Exclude<MailKind, "membership">,
): void {
  const ids = appointment["staffMemberIds"];
  if (!Array.isArray(ids)) return;
  for (const id of new Set(ids.map((one) => String(one).toLowerCase()))) {
    const member = world.store.of(staffMembers).get(`${business.id.toLowerCase()}/${id}`);
    if (!member || member["isEmailNotificationEnabled"] === false) continue;
    sendMail(world, business, member, {
      kind,
      service: String(appointment["serviceName"] ?? ""),
      start: time(appointment["startDateTime"]),
      end: time(appointment["endDateTime"]),
    });
  }
}
