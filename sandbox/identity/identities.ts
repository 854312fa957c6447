import { users } from "../directory/users/user";
import type { World } from "../world";
import { type Application, applications } from "./application";
import { issueRefreshToken } from "./refresh-token";

/** How an application signs in. */
export interface SecretIdentity {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How an account signs in without a person. */
export interface OperatorIdentity {
  readonly clientId: string;
  readonly refreshToken: string;
  readonly address: string;
}

/** What programs need in order to sign in to the sandbox. */
export interface Identities {
  readonly observer: SecretIdentity;
  readonly directoryOperator: SecretIdentity;
  /** The same, each confined to the administrative unit of one organisation. */
  readonly directoryOperators: Readonly<Record<string, SecretIdentity>>;
  readonly calendarOperators: Readonly<Record<string, OperatorIdentity>>;
}

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
  return {
    observer: secretOf(world, "observer"),
    directoryOperator: secretOf(world, "directoryOperator"),
    directoryOperators: byOrganisation(world, directoryPrefix, ({ clientId, clientSecret }) => ({
      clientId,
      clientSecret: clientSecret ?? "",
    })),
    calendarOperators: byOrganisation(world, operatorPrefix, (one) => operator(world, one)),
  };
}
