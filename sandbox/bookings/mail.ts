import { randomUUID } from "node:crypto";
import { isJsonObject, type JsonValue } from "../base/json";
import { type Business, type Contained, type StaffMember, staffMembers } from "../records/business";
import { type Mail, type MailKind, mails } from "../records/mail";
import { addressesOf, type User } from "../records/user";
import type { World } from "../store/world";

/** The e-mails of a person, newest first, to whichever of their addresses they went. */
export function mailsOf(world: World, user: User): Mail[] {
  const found = addressesOf(user).flatMap((address) => world.store.of(mails).by("to", address));
  // Reversed first: of two that were sent within a millisecond the later one comes first too.
  return found
    .reverse()
    .sort((left, right) => Date.parse(right.sentDateTime) - Date.parse(left.sentDateTime));
}

type Subject = Pick<Mail, "kind" | "service" | "start" | "end">;

/** Puts an e-mail from a calendar into the mailbox of someone on it. */
export function sendMail(world: World, business: Business, member: StaffMember, subject: Subject): void {
  if (!member.emailAddress) return;
  world.store.of(mails).put({
    id: randomUUID(),
    to: member.emailAddress.toLowerCase(),
    sentDateTime: world.clock.iso(),
    business: business.id.toLowerCase(),
    businessName: business.displayName,
    staffMember: member.id,
    ...subject,
  });
}

function time(value: JsonValue | undefined): string {
  return isJsonObject(value) ? String(value["dateTime"] ?? "") : "";
}

/** Writes to the staff of an appointment that it was made or cancelled; not to those who want no e-mails. */
export function tellStaff(
  world: World,
  business: Business,
  appointment: Contained,
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
