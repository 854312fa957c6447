import { problem } from "../problem/problem";
import { redact } from "../problem/redact";
import { VisibleError } from "../problem/visible-error";
import { type GraphEnvironment, graphEnvironment, isThisMachine } from "./environment";
import { type GraphClient, type GraphClientSettings, graphClient } from "./graph-client";
import { serverClock } from "./http/server-clock";
import { cachingTokenSource, type TokenSource } from "./http/token";
import { acquireToken } from "./identity/acquire-token";
import { NoAnswer, type SignInSettings } from "./identity/authority-network";
import type { Identities, Identity } from "./identity/identities";
import { readIdentities } from "./identity/read-identities";
import { sharedGraph } from "./shared-graph";

/**
 * Whose eyes and hands: the observer reads; an organisation's operator writes its calendars, its directory operator the
 * groups and licences of its administrative unit.
 */
export type IdentityName =
  | "observer"
  | "directoryOperator"
  | "calendarDeleter"
  | { readonly operatorOf: string }
  | { readonly directoryOperatorOf: string };

interface OpenGraphOptions
  extends Pick<
    GraphClientSettings,
    "log" | "traffic" | "signal" | "stillWanted" | "fetch" | "window" | "budgetMs" | "sleep"
  > {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly identity: IdentityName;
}

/** A client for one of this machine's identities. Reads the identities file; signs in at the first call. */
export function openGraph(options: OpenGraphOptions): GraphClient {
  const environment = graphEnvironment(options.env ?? process.env);
  const { sleep } = options;
  const { identity, organisation, name } = pick(readIdentities(fileOf(environment)), options.identity);
  assertSecretAllowed(identity, environment, name);
  const makeTokens = () => tokenSourceOf(identity, environment, name, organisation, sleep ? { sleep } : {});
  const settings = { ...options, baseUrl: environment.graphUrl };
  const shared = sharedGraph(options.env ?? process.env);
  if (!shared) return graphClient({ ...settings, tokens: makeTokens() });
  return shared.client([identity, environment, name, organisation], () =>
    graphClient({ ...settings, tokens: makeTokens(), gate: shared.gate }),
  );
}

/** Whether an identity is configured: `up` refuses before its first write if it needs one that is absent. */
export function hasIdentity(
  identity: IdentityName,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const file = graphEnvironment(env).identitiesFile;
  return file !== "" && find(readIdentities(file), identity) !== undefined;
}

/** The account that an organisation's operator acts as, in lower case. */
export function operatorAddress(
  organisation: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const identities = readIdentities(fileOf(graphEnvironment(env)));
  return identities.calendarOperators[organisation.toLowerCase()]?.address.toLowerCase();
}

interface Picked {
  readonly identity: Identity;
  readonly organisation: string;
  readonly name: string;
}

function pick(identities: Identities, wanted: IdentityName): Picked {
  const { organisation, name } = place(wanted);
  const identity = find(identities, wanted);
  if (!identity) throw VisibleError.of(problem("identity-missing", { identity: name }));
  return { identity, organisation, name };
}

/** Where the identities file has it. */
function place(wanted: IdentityName): Omit<Picked, "identity"> {
  if (typeof wanted === "string") return { organisation: "", name: wanted };
  const [kind, organisation] =
    "operatorOf" in wanted
      ? ["calendarOperators", wanted.operatorOf.toLowerCase()]
      : ["directoryOperators", wanted.directoryOperatorOf.toLowerCase()];
  return { organisation, name: `${kind}.${organisation}` };
}

/** An organisation's own directory operator; where the file has only the one for all, that one. */
function find(identities: Identities, wanted: IdentityName): Identity | undefined {
  if (typeof wanted === "string") return identities[wanted];
  if ("operatorOf" in wanted) return identities.calendarOperators[wanted.operatorOf.toLowerCase()];
  return (
    identities.directoryOperators[wanted.directoryOperatorOf.toLowerCase()] ?? identities.directoryOperator
  );
}

function fileOf(environment: GraphEnvironment): string {
  if (environment.identitiesFile === "") throw VisibleError.of(problem("identities-not-named", {}));
  return environment.identitiesFile;
}

/**
 * A client secret is for the sandbox: in a real tenant it would be one more thing to steal, where a pipeline's own token
 * leaves nothing behind. Whoever needs one there says so beside it.
 */
function assertSecretAllowed(
  identity: Identity,
  { graphUrl, authorityHost }: GraphEnvironment,
  name: string,
): void {
  if (identity.kind !== "secret" || identity.outsideSandbox === true) return;
  const elsewhere = [graphUrl, authorityHost].find((url) => !isThisMachine(url));
  if (elsewhere === undefined) return;
  throw VisibleError.of(problem("sign-in-by-secret", { identity: name, where: elsewhere }));
}

/** Whether the sign-in is a sandbox's, and its port is closed: one that answers, if only with an error, runs. */
const isStopped = ({ authorityHost }: GraphEnvironment, why: string): boolean =>
  isThisMachine(authorityHost) && why.includes("ECONNREFUSED");

/**
 * Tokens of an identity; a sign-in that fails is a refusal in words, without what was sent. Patience with an authority that
 * does not answer is spent once: what is asked after that is tried once each, until it answers again.
 */
export function tokenSourceOf(
  identity: Identity,
  environment: GraphEnvironment,
  name: string,
  organisation = "",
  settings: Omit<SignInSettings, "signal"> = {},
): TokenSource {
  const acquire = acquireToken(identity, environment, organisation);
  const clock = settings.clock ?? serverClock;
  let isSpent = false;
  return cachingTokenSource(async (signal) => {
    try {
      const token = await acquire({
        ...settings,
        ...(signal && { signal }),
        ...(isSpent && { budgetMs: 0 }),
      });
      isSpent = false;
      return token;
    } catch (error) {
      // a wrong clock is why, whatever the authority says of it
      clock.assertRight();
      isSpent = error instanceof NoAnswer;
      const why = redact(error instanceof Error ? error.message : String(error));
      throw VisibleError.of(
        problem("sign-in-failed", {
          identity: name,
          why,
          ...(isSpent && { mayPass: true }),
          ...(isSpent && isStopped(environment, why) && { stopped: "the sandbox" }),
        }),
      );
    }
  });
}
