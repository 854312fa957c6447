import { randomBytes, randomUUID } from "node:crypto";
import { assignRole, unitScope } from "../directory/roles/role-assignment";
import { roleDefinitions } from "../directory/roles/role-definition";
import type { World } from "../world";
import { type Application, applications } from "./application";
import { federatedAudience, ownIssuer } from "./federated-audience";

// What the identities may do is what docs/tenant.md has administrators approve, so that nothing works here that a real
// tenant would refuse. A test compares the two.
const observerRoles = [
  "Bookings.Read.All",
  "User.Read.All",
  "MailboxSettings.Read",
  "LicenseAssignment.Read.All",
  "GroupMember.Read.All",
];

const operatorScopes = ["Bookings.Manage.All"];

const unitRoles = [roleDefinitions.licenseAdministrator, roleDefinitions.groupsAdministrator];

function application(
  world: World,
  given: Pick<Application, "name" | "purpose" | "roles" | "scopes"> & { secret: boolean },
): Application {
  const { secret, ...kept } = given;
  return world.store.of(applications).put({
    ...kept,
    clientId: randomUUID(),
    objectId: randomUUID(),
    clientSecret: secret
      ? `${randomBytes(4).toString("hex")}~${randomBytes(24).toString("base64url")}`
      : null,
    federatedCredentials: [{ issuer: ownIssuer, subject: given.purpose, audience: federatedAudience }],
  });
}

/** The applications that every tenant of the sandbox has. */
export function registerApplications(world: World): void {
  application(world, {
    name: "Bookings observer",
    purpose: "observer",
    roles: observerRoles,
    scopes: [],
    secret: true,
  });
  const directory = {
    name: "Bookings directory operator",
    purpose: "directoryOperator",
    scopes: [],
    secret: true,
  };
  const made = application(world, { ...directory, roles: [] });
  assignRole(world, made.objectId, roleDefinitions.directoryReaders);
}

/** The application that manages people, groups and licences of one unit; the tenant's own one may do so in every unit. */
export function registerDirectoryOperator(world: World, organisation: string, unitId: string): void {
  const made = application(world, {
    name: `Bookings directory operator ${organisation}`,
    purpose: `directoryOperator:${organisation}`,
    roles: [],
    scopes: [],
    secret: true,
  });
  assignRole(world, made.objectId, roleDefinitions.directoryReaders);
  const everywhere = world.store.of(applications).by("purpose", "directoryOperator");
  for (const { objectId } of [made, ...everywhere]) {
    for (const role of unitRoles) assignRole(world, objectId, role, unitScope(unitId));
  }
}

/** The application through which an organisation's account runs its calendars. A public client: the refresh token is all it has. */
export function registerCalendarOperator(world: World, organisation: string, userId: string): void {
  const made = application(world, {
    name: `Bookings calendar operator ${organisation}`,
    purpose: `calendarOperator:${organisation}`,
    roles: [],
    scopes: operatorScopes,
    secret: false,
  });
  world.store.setMeta(`operator:${made.clientId}`, userId);
}
