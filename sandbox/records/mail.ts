import { defineCollection } from "../store/collection";

/** What an e-mail is about. */
export type MailKind = "membership" | "booking" | "cancellation";

/** An e-mail that the service would have sent to a person of the tenant. Patients are never named in one. */
export interface Mail {
  readonly id: string;
  readonly kind: MailKind;
  /** The address it went to, in lower case. */
  readonly to: string;
  readonly sentDateTime: string;
  /** Address of the calendar that sent it, in lower case. */
  readonly business: string;
  readonly businessName: string;
  readonly staffMember: string;
  /** Of bookings: what was booked, and from when to when. */
  readonly service?: string;
  readonly start?: string;
  readonly end?: string;
}

/** E-mails of everybody, by id. */
export const mails = defineCollection<Mail>({
  name: "mails",
  key: (mail) => mail.id,
  indexes: { to: (mail) => [mail.to] },
});
