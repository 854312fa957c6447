import { randomUUID } from "node:crypto";
import type { Business } from "../bookings/businesses/business";
import type { StaffMember } from "../bookings/staff/staff-member";
import type { World } from "../world";
import { type Mail, mails } from "./mail";

type Subject = Pick<Mail, "kind" | "service" | "start" | "end">;

/** Puts an e-mail from a calendar into the mailbox of somebody on it. */
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
