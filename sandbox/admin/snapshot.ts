import type { JsonObject } from "../base/json";
import { settleLicences } from "../licensing/settle-licences";
import { appointments, type Business, businesses, services, staffMembers } from "../records/business";
import { administrativeUnits, groups, memberships } from "../records/group";
import { type User, users } from "../records/user";
import type { World } from "../store/world";
import type { AdminRoute } from "./tenant-routes";

const order = (left: string, right: string) => (left < right ? -1 : Number(left > right));

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
    staff: staff.sort((left, right) => order(left.address.toLowerCase(), right.address.toLowerCase())),
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

/** Groups by name, with their members' addresses and what they are to give. */
function groupList(world: World): JsonObject[] {
  const found = world.store.of(groups).all();
  const shown = found.map((group) => {
    const members = world.store
      .of(memberships)
      .by("group", group.id)
      .map((one) => world.store.of(users).get(one.member)?.userPrincipalName ?? one.member);
    const units = world.store.of(administrativeUnits).by("member", group.id);
    return {
      displayName: group.displayName,
      description: group.description,
      organisation: units[0]?.displayName ?? null,
      members: members.sort(order),
      licences: group.assignedLicenses.map(({ skuId, disabledPlans }) => ({
        skuId,
        disabledPlans: [...disabledPlans].sort(order),
      })),
    };
  });
  return shown.sort((left, right) => order(left.displayName, right.displayName));
}

/** The tenant without ids and times, in a stable order: for comparing with a golden file. */
export function tenantSnapshot(world: World, withUsers: boolean): JsonObject {
  const calendars = world.store
    .of(businesses)
    .all()
    .map((business) => snapshotOf(world, business));
  const sorted = calendars.sort((left, right) =>
    order(String(left["address"]).toLowerCase(), String(right["address"]).toLowerCase()),
  );
  if (!withUsers) return { calendars: sorted };
  const people = world.store
    .of(users)
    .all()
    .filter((user) => user.mailbox !== "booking")
    .map(person);
  return {
    calendars: sorted,
    users: people.sort((left, right) => order(String(left["address"]), String(right["address"]))),
  };
}

/** GET /admin/snapshot, with `?users=true` the people too, with `?groups=true` the groups. */
export const snapshotRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "snapshot",
    run: ({ world }, { query }) => {
      settleLicences(world);
      const snapshot = tenantSnapshot(world, query.get("users") === "true");
      return query.get("groups") === "true" ? { ...snapshot, groups: groupList(world) } : snapshot;
    },
  },
];
