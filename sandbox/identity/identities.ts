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

function secret({ clientId, clientSecret }: Application): SecretIdentity {
  return { clientId, clientSecret: clientSecret ?? "" };
}

function operator(world: World, application: Application): OperatorIdentity {
  const userId = world.store.meta<string>(`operator:${application.clientId}`) ?? "";
  const { clientId, scopes } = application;
  const refreshToken = issueRefreshToken(world.store, { clientId, userId, scopes });
  return { clientId, refreshToken, address: world.store.of(users).get(userId)?.userPrincipalName ?? "" };
}

/** The identities of the tenant, with a fresh refresh token for each account. */
export function identitiesOf(world: World): Identities {
  const all = world.store.of(applications).all();
  const found = (purpose: string): Application => {
    const one = all.find((application) => application.purpose === purpose);
    if (!one) throw new Error(`The tenant has no ${purpose}.`);
    return one;
  };
  const each = <T>(prefix: string, identity: (application: Application) => T): Record<string, T> =>
    Object.fromEntries(
      all
        .filter(({ purpose }) => purpose.startsWith(prefix))
        .map((one) => [one.purpose.slice(prefix.length), identity(one)]),
    );
  const deleter = all.find(({ purpose }) => purpose === "calendarDeleter");
  return {
    observer: secret(found("observer")),
    directoryOperator: secret(found("directoryOperator")),
    directoryOperators: each(directoryPrefix, secret),
    calendarOperators: each(operatorPrefix, (one) => operator(world, one)),
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

/** Registers an application that trusts the sandbox's own issuer. */
function register(
  world: World,
  given: Pick<Application, "name" | "purpose" | "roles" | "scopes" | "clientSecret">,
): Application {
  return world.store.of(applications).put({
    ...given,
    clientId: randomUUID(),
    objectId: randomUUID(),
    federatedCredentials: [{ issuer: ownIssuer, subject: given.purpose, audience: federatedAudience }],
  });
}

function registerWithSecret(world: World, purpose: string, name: string, roles: string[]): Application {
  const clientSecret = `${randomBytes(4).toString("hex")}~${randomBytes(24).toString("base64url")}`;
  return register(world, { name, purpose, roles, scopes: [], clientSecret });
}

/** An application through which an account works. A public client: the refresh token is all it has. */
function registerForAccount(world: World, purpose: string, name: string, userId: string): void {
  const made = register(world, { name, purpose, roles: [], scopes: operatorScopes, clientSecret: null });
  world.store.setMeta(`operator:${made.clientId}`, userId);
}

/** The applications that every tenant of the sandbox has. */
export function registerApplications(world: World): void {
  registerWithSecret(world, "observer", "Bookings observer", observerRoles);
  const name = "Bookings directory operator";
  const made = registerWithSecret(world, "directoryOperator", name, directoryRoles);
  assignRole(world, made.objectId, roleDefinitions.directoryReaders);
}

/** The account that deletes calendars of all organisations, and the application through which it does; once per tenant. */
export function registerCalendarDeleter(world: World): void {
  if (world.store.of(applications).by("purpose", "calendarDeleter").length > 0) return;
  const user = world.store.of(users).put(
    newUser({
      address: `svc.bookings.deletion@${world.tenant.domain}`,
      displayName: "Bookings deletion account",
      mailbox: "none",
      createdDateTime: world.clock.iso(),
    }),
  );
  assignRole(world, user.id, roleDefinitions.exchangeAdministrator);
  registerForAccount(world, "calendarDeleter", "Bookings calendar deleter", user.id);
}

/** The application that manages people, groups and licences of one unit; the tenant's own one may do so in every unit. */
export function registerDirectoryOperator(world: World, organisation: string, unitId: string): void {
  const name = `Bookings directory operator ${organisation}`;
  const made = registerWithSecret(world, `${directoryPrefix}${organisation}`, name, directoryRoles);
  assignRole(world, made.objectId, roleDefinitions.directoryReaders);
  const everywhere = world.store.of(applications).by("purpose", "directoryOperator");
  for (const { objectId } of [made, ...everywhere]) {
    for (const role of unitRoles) assignRole(world, objectId, role, unitScope(unitId));
  }
}

/** The application through which an organisation's account runs its calendars. */
export function registerCalendarOperator(world: World, organisation: string, userId: string): void {
  const name = `Bookings calendar operator ${organisation}`;
  registerForAccount(world, `${operatorPrefix}${organisation}`, name, userId);
}
