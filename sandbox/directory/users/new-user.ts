import { randomUUID } from "node:crypto";
import type { AssignedLicence, MailboxKind, User } from "./user";

/** What is known of a user to be made; the rest is filled in. */
export interface NewUser {
  readonly address: string;
  readonly displayName: string;
  readonly mailbox: MailboxKind;
  readonly createdDateTime: string;
  readonly organisation?: string | null;
  readonly accountEnabled?: boolean;
  readonly guest?: boolean;
  readonly aliases?: readonly string[];
  readonly licences?: readonly AssignedLicence[];
  readonly deletedDateTime?: string | null;
  readonly visibleFrom?: number;
  readonly listedFrom?: number;
}

/** A user as the directory would hold it. */
export function newUser(given: NewUser): User {
  const hasMail = given.mailbox !== "none";
  const aliases = (given.aliases ?? []).map((alias) => `smtp:${alias}`);
  return {
    id: randomUUID(),
    userPrincipalName: given.address,
    displayName: given.displayName,
    mail: given.address,
    mailNickname: given.address.split("@")[0] ?? "",
    accountEnabled: given.accountEnabled ?? true,
    userType: given.guest ? "Guest" : "Member",
    companyName: given.organisation ?? null,
    department: given.organisation ?? null,
    usageLocation: "GB",
    createdDateTime: given.createdDateTime,
    deletedDateTime: given.deletedDateTime ?? null,
    proxyAddresses: hasMail ? [`SMTP:${given.address}`, ...aliases] : aliases,
    mailbox: given.mailbox,
    assignedLicenses: given.licences ?? [],
    ...(given.visibleFrom === undefined ? {} : { visibleFrom: given.visibleFrom }),
    ...(given.listedFrom === undefined ? {} : { listedFrom: given.listedFrom }),
  };
}
