import type { JsonObject } from "../base/json";
import { hasPlan } from "../licensing/licences";
import { settleLicences } from "../licensing/settle-licences";
import type { Call, Reply } from "../odata/call";
import { GraphFault, graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { type Business, businesses } from "../records/business";
import { isInDeletedItems, newUser, replication, type User, users } from "../records/user";
import { delay } from "../store/settings";
import { businessDefaults } from "./business-defaults";
import { addStaffMember } from "./staff";

/** Makes a calendar at that address, with the directory user that stands behind its mailbox. */
export function addBusiness(
  call: Call,
  address: string,
  sent: JsonObject,
  options: { visibleFrom: number; fullAccess: string[] },
): Business {
  const now = call.world.clock.iso();
  const displayName = String(sent["displayName"]);
  // What a seed brings has been there for long.
  const late = options.visibleFrom === 0 ? {} : replication(call.world);
  const account = { address, displayName, createdDateTime: now, accountEnabled: false };
  call.of(users).put(newUser({ ...account, mailbox: "booking", ...late }));
  return call.of(businesses).put({
    ...businessDefaults(),
    ...sent,
    id: address,
    displayName,
    businessType: typeof sent["businessType"] === "string" ? sent["businessType"] : "",
    isPublished: false,
    publicUrl: null,
    createdDateTime: now,
    lastUpdatedDateTime: now,
    ...options,
  });
}

const realMailboxDelay = 60_000;

/** POST …/bookingBusinesses */
export function createBusiness(call: Call): Reply {
  assertMayCreate(call);
  const { id: _ignored, ...sent } = call.read("bookingBusiness");
  const displayName = sent["displayName"];
  if (typeof displayName !== "string" || displayName.trim() === "")
    throw new InvalidBodyError("A business needs a displayName.");
  const { settings, clock } = call.world;
  if (settings.markerOnCreate === "drop") delete sent["businessType"];
  const creator = call.caller.kind === "delegated" ? call.of(users).get(call.caller.objectId) : undefined;
  const business = addBusiness(call, freeAddress(call, displayName), sent, {
    visibleFrom: clock.now() + delay(settings.mailboxDelay, realMailboxDelay),
    fullAccess: creator && !settings.creatorBecomesStaff ? [creator.id] : [],
  });
  if (creator && settings.creatorBecomesStaff) {
    const member = { displayName: creator.displayName, emailAddress: creator.mail, role: "administrator" };
    addStaffMember(call, business, member, "active");
  }
  return call.entity("bookingBusiness", business, "solutions/bookingBusinesses", 201);
}

function assertMayCreate(call: Call): void {
  if (!call.world.settings.bookingsEnabled) throw graphFaults.accessDenied();
  if (call.caller.kind !== "delegated") return;
  settleLicences(call.world);
  const user = call.of(users).get(call.caller.objectId);
  if (user?.mailbox !== "user") throw graphFaults.nonExistentMailbox();
  if (!call.world.settings.creatorNeedsLicence) return;
  if (!hasPlan(user, /^MICROSOFTBOOKINGS$/)) throw graphFaults.accessDenied();
}

function isTaken(call: Call, address: string): boolean {
  const key = address.toLowerCase();
  if (call.of(businesses).get(key)) return true;
  const { settings, clock } = call.world;
  const keeps = (user: User) => !settings.reuseDeletedAddress && isInDeletedItems(user, clock.now());
  return call
    .of(users)
    .by("address", key)
    .some((user) => user.deletedDateTime === null || keeps(user));
}

const longest = 64;

/** German vowels have two letters in addresses: the example at `-Alias` of Exchange's Set-DistributionGroup is ö. */
const twoLetters: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  Ä: "Ae",
  Ö: "Oe",
  Ü: "Ue",
  ß: "ss",
};

/**
 * A name as the part before the @. Exchange's addresses are ASCII: its letters with marks become those that fit best, and
 * periods stand between other characters only (same place). What else an address cannot have is left out.
 */
function localPart(displayName: string): string {
  const plain = displayName
    .normalize("NFC")
    .replace(/[äöüÄÖÜß]/g, (letter) => twoLetters[letter] ?? letter)
    .normalize("NFD")
    .replace(/[^A-Za-z0-9._-]/g, "")
    .replace(/\.{2,}/g, ".")
    .replace(/^\./, "");
  return plain.slice(0, longest).replace(/\.$/, "") || "bookings";
}

/** The address a new calendar gets: its name without spaces at the tenant's domain. */
function freeAddress(call: Call, displayName: string): string {
  const { settings, tenant } = call.world;
  const kept = localPart(displayName);
  const local = settings.addressCase === "lower" ? kept.toLowerCase() : kept;
  const domain = tenant[settings.mailboxDomain];
  if (!isTaken(call, `${local}@${domain}`)) return `${local}@${domain}`;
  if (settings.duplicateName === "conflict")
    throw new GraphFault(409, "ErrorNameAlreadyExists", "A mailbox with that address already exists.");
  let number = 1;
  while (isTaken(call, `${local}${number}@${domain}`)) number += 1;
  return `${local}${number}@${domain}`;
}
