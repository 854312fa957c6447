import type { JsonObject } from "../base/json";
import { settleLicences } from "../licensing/settle-licences";
import { appointments, type Business, businesses, services, staffMembers } from "../records/business";
import { type User, users } from "../records/user";
import type { World } from "../store/world";

const order = (left: string, right: string) => (left < right ? -1 : Number(left > right));

function byAddress(left: JsonObject, right: JsonObject): number {
  return order(String(left["address"]).toLowerCase(), String(right["address"]).toLowerCase());
}

function snapshotOf(world: World, business: Business): JsonObject {
  const key = business.id.toLowerCase();
  const staff = world.store
    .of(staffMembers)
    .by("business", key)
    .map(({ emailAddress, role, membershipStatus, displayName }) => ({
      address: emailAddress ?? "",
      displayName,
      role,
      status: membershipStatus,
    }));
  return {
    address: business.id,
    displayName: business.displayName,
    email: business["email"] ?? null,
    phone: business["phone"] ?? null,
    businessType: business.businessType,
    isPublished: business.isPublished,
    staff: staff.sort(byAddress),
    services: world.store
      .of(services)
      .by("business", key)
      .map((service) => service.displayName)
      .sort(order),
    appointments: world.store.of(appointments).by("business", key).length,
  };
}

function person(user: User): JsonObject {
  const licences = user.assignedLicenses.map(({ skuId, disabledPlans }) => ({
    skuId,
    disabledPlans: [...disabledPlans],
  }));
  const { userPrincipalName: address, displayName, mailbox, accountEnabled } = user;
  return {
    address,
    displayName,
    organisation: user.companyName,
    mailbox,
    accountEnabled,
    licences,
    deleted: user.deletedDateTime !== null,
  };
}

/** The tenant without ids and times, in a stable order: for comparing with a golden file. */
export function tenantSnapshot(world: World, withUsers: boolean): JsonObject {
  settleLicences(world);
  const calendars = world.store
    .of(businesses)
    .all()
    .map((business) => snapshotOf(world, business))
    .sort(byAddress);
  if (!withUsers) return { calendars };
  const people = world.store
    .of(users)
    .all()
    .filter((user) => user.mailbox !== "booking")
    .map(person);
  return {
    calendars,
    users: people.sort((left, right) => order(String(left["address"]), String(right["address"]))),
  };
}
