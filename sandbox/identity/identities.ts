import { randomBytes, randomUUID } from "node:crypto";
import { type Application, applications } from "../records/application";
import { assignRole, roleDefinitions, unitScope } from "../records/role";
import { newUser, users } from "../records/user";
import type { World } from "../store/world";
import { federatedAudience, ownIssuer } from "./identity-page";
import { issueRefreshToken } from "./token-issuer";

/** How an application signs in. These are types and not interfaces, so that they pass as JSON. */
export type SecretIdentity = {
  readonly clientId: string;
  readonly clientSecret: string;
};

/** How an account signs in without a person. */
export type OperatorIdentity = {
  readonly clientId: string;
  readonly refreshToken: string;
  readonly address: string;
};

/** What programs need in order to sign in to the sandbox. */
export type Identities = {
  readonly observer: SecretIdentity;
  readonly directoryOperator: SecretIdentity;
  /** The same, each confined to the administrative unit of one organisation. */
  readonly directoryOperators: Readonly<Record<string, SecretIdentity>>;
  readonly calendarOperators: Readonly<Record<string, OperatorIdentity>>;
  /** The account that deletes calendars: an Exchange administrator. */
  readonly calendarDeleter?: OperatorIdentity;
};

const operatorPrefix = "calendarOperator:";
const directoryPrefix = "directoryOperator:";

function secretOf(world: World, purpose: string): SecretIdentity {
  const found = world.store.of(applications).by("purpose", purpose)[0];
  if (!found) throw new Error(`The tenant has no ${purpose}.`);
  return { clientId: found.clientId, clientSecret: found.clientSecret ?? "" };
}

function operator(world: World, application: Application): OperatorIdentity {
  const userId = world.store.meta<string>(`operator:${application.clientId}`) ?? "";
  const { clientId, scopes } = application;
  const refreshToken = issueRefreshToken(world.store, { clientId, userId, scopes });
  return { clientId, refreshToken, address: world.store.of(users).get(userId)?.userPrincipalName ?? "" };
}

function byOrganisation<T>(
  world: World,
  prefix: string,
  identity: (application: Application) => T,
): Record<string, T> {
  const found = world.store
    .of(applications)
    .all()
    .filter((one) => one.purpose.startsWith(prefix));
  return Object.fromEntries(found.map((one) => [one.purpose.slice(prefix.length), identity(one)]));
}

/** The identities of the tenant, with a fresh refresh token for each account. */
export function identitiesOf(world: World): Identities {
  const deleter = world.store.of(applications).by("purpose", "calendarDeleter")[0];
  return {
    observer: secretOf(world, "observer"),
    directoryOperator: secretOf(world, "directoryOperator"),
    directoryOperators: byOrganisation(world, directoryPrefix, ({ clientId, clientSecret }) => ({
      clientId,
      clientSecret: clientSecret ?? "",
    })),
    calendarOperators: byOrganisation(world, operatorPrefix, (one) => operator(world, one)),
    ...(deleter ? { calendarDeleter: operator(world, deleter) } : {}),
  };
}

// What the identities may do is what docs/tenant.md has administrators approve, so that nothing works here that a real
// tenant would refuse. A test compares the two.
const observerRoles = [
  "Bookings.Read.All",
  "User.Read.All",
  "MailboxSettings.Read",
  "LicenseAssignment.Read.All",
  "GroupMember.Read.All",
];

const directoryRoles = ["Group.Create", "AdministrativeUnit.Read.All"];

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
  const made = application(world, { ...directory, roles: directoryRoles });
  assignRole(world, made.objectId, roleDefinitions.directoryReaders);
}

/** The account that deletes calendars of all organisations, and the application through which it does; once per tenant. */
export function registerCalendarDeleter(world: World): void {
  if (world.store.of(applications).by("purpose", "calendarDeleter").length > 0) return;
  const made = application(world, {
    name: "Bookings calendar deleter",
    purpose: "calendarDeleter",
    roles: [],
    scopes: operatorScopes,
    secret: false,
  });
  const user = world.store.of(users).put(
    newUser({
      address: `svc.bookings.deletion@${world.tenant.domain}`,
      displayName: "Bookings deletion account",
      mailbox: "none",
      createdDateTime: world.clock.iso(),
    }),
  );
  assignRole(world, user.id, roleDefinitions.exchangeAdministrator);
  world.store.setMeta(`operator:${made.clientId}`, user.id);
}

/** The application that manages people, groups and licences of one unit; the tenant's own one may do so in every unit. */
export function registerDirectoryOperator(world: World, organisation: string, unitId: string): void {
  const made = application(world, {
    name: `Bookings directory operator ${organisation}`,
    purpose: `directoryOperator:${organisation}`,
    roles: directoryRoles,
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
