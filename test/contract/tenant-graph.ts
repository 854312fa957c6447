import { graphEnvironment } from "../../src/graph/environment";
import type { TokenSource } from "../../src/graph/http/token";
import { readIdentities } from "../../src/graph/identity/read-identities";
import { tokenSourceOf } from "../../src/graph/open-graph";
import type { Who } from "./chain";
import type { ContractGraph } from "./contract-graph";
import { graphOverHttps } from "./graph-over-https";

type Env = Readonly<Record<string, string | undefined>>;

/** A tenant that must not be used, in words. */
export class TenantRefused extends Error {}

function needed(env: Env, name: string, what: string): string {
  const value = env[name];
  if (!value) throw new TenantRefused(`${name} is not set: ${what}.`);
  return value;
}

/** A tenant, as the machine's own identities reach it; only when a test organisation is named, and all of it is there. */
export function tenantGraph(env: Env, hasSpecs: (organisation: string) => boolean): ContractGraph {
  const organisation = needed(
    env,
    "BOOKINGS_CONTRACT_ORGANISATION",
    "the short name of an organisation made for tests, in which calendars may be made and deleted",
  );
  if (hasSpecs(organisation))
    throw new TenantRefused(`${organisation} has specs: it is no test organisation. Nothing was done.`);
  const people = needed(
    env,
    "BOOKINGS_CONTRACT_PEOPLE",
    "the addresses of two people who agreed to be put on test calendars, with a comma between them",
  );
  const [amy = "", bob = ""] = people.split(",").map((one) => one.trim());
  if (!/@/.test(amy) || !/@/.test(bob))
    throw new TenantRefused("BOOKINGS_CONTRACT_PEOPLE must be two addresses with a comma between them.");
  const environment = graphEnvironment(env);
  needed(env, "BOOKINGS_TENANT_ID", "the tenant's id");
  const identities = readIdentities(
    needed(env, "BOOKINGS_IDENTITIES", "the file of this machine's identities"),
  );
  const operator = identities.calendarOperators[organisation.toLowerCase()];
  if (!operator)
    throw new TenantRefused(`There is no calendar operator of ${organisation} among the identities.`);
  const { observer, directoryOperator } = identities;
  const sources: Partial<Record<Who, TokenSource>> = {
    operator: tokenSourceOf(operator, environment, "operator", organisation.toLowerCase()),
    ...(observer ? { observer: tokenSourceOf(observer, environment, "observer") } : {}),
    ...(directoryOperator
      ? { directory: tokenSourceOf(directoryOperator, environment, "directoryOperator") }
      : {}),
  };
  return graphOverHttps(environment.graphUrl, async (who) => sources[who]?.accessToken(), {
    callers: new Set<Who>([...(Object.keys(sources) as Who[]), "nobody"]),
    variables: {
      organisation,
      domain: operator.address.split("@")[1] ?? "",
      operator: operator.address,
      amy,
      bob,
    },
    isReal: true,
  });
}
