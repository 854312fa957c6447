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
  readonly calendarOperators: Readonly<Record<string, OperatorIdentity>>;
}

const operatorPrefix = "calendarOperator:";

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

/** The identities of the tenant, with a fresh refresh token for each account. */
export function identitiesOf(world: World): Identities {
  const operators = world.store
    .of(applications)
    .all()
    .filter((one) => one.purpose.startsWith(operatorPrefix));
  const entries = operators.map(
    (one) => [one.purpose.slice(operatorPrefix.length), operator(world, one)] as const,
  );
  return {
    observer: secretOf(world, "observer"),
    directoryOperator: secretOf(world, "directoryOperator"),
    calendarOperators: Object.fromEntries(entries),
  };
}
