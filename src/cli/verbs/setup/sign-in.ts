import { existsSync } from "node:fs";
import { type GraphEnvironment, graphEnvironment } from "../../../graph/environment";
import type { SignedIn } from "../../../graph/identity/sign-in-by-browser";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { durationMs } from "../../ask";
import { namesOfAccount } from "../../ask-directory";
import { checkedEstate } from "../../checked-estate";
import type { Context } from "../../context";
import { graphEnvironmentOf } from "../../pulumi-environment";
import type { Verb } from "../../verb";

interface Options {
  readonly clientId?: string;
  readonly wait: string;
}

/** Who is to sign in, by the specs. */
function wantedOf(root: string, stack: string): Wanted {
  const { tenant, organisations } = checkedEstate(root, [stack]);
  const operator = organisations[0]?.organisation.operator?.toLowerCase();
  if (operator === undefined) return refuse(problem("sign-in-no-operator", { organisation: stack }));
  return { organisation: stack, operator, tenantId: tenant.tenantId.toLowerCase() };
}

/** Where to sign in: the tenant is that of the specs, and the environment may name no other. */
function placeOf(env: Context["io"]["env"], { tenantId }: Wanted): GraphEnvironment {
  const environment = graphEnvironment(env);
  if (environment.identitiesFile === "") refuse(problem("identities-not-named", {}));
  if (environment.tenantId !== "" && environment.tenantId !== tenantId) {
    const args = { environment: environment.tenantId, specs: tenantId };
    refuse(problem("tenant-of-environment-differs", args));
  }
  return { ...environment, tenantId };
}

/** The application to sign in through: as told, or the one through which this operator signed in before. */
async function clientOf(file: string, { organisation }: Wanted, told: string | undefined): Promise<string> {
  const { readIdentities } = await import("../../../graph/identity/read-identities.js");
  const known = existsSync(file) ? readIdentities(file).calendarOperators[organisation] : undefined;
  const clientId = told ?? (known && "clientId" in known ? known.clientId : undefined);
  return clientId ?? refuse(problem("sign-in-no-client", { organisation }));
}

async function signIn(named: string, options: Options, context: Context): Promise<void> {
  const { io, root } = context;
  const [stack = named] = context.organisations([named]);
  const wanted = wantedOf(root, stack);
  const env = graphEnvironmentOf(io, root);
  const place = placeOf(env, wanted);
  const clientId = await clientOf(place.identitiesFile, wanted, options.clientId);
  const { signInByBrowser } = await import("../../../graph/identity/sign-in-by-browser.js");
  const signedIn = await signInByBrowser(place, {
    identity: `calendarOperators.${stack}`,
    clientId,
    account: wanted.operator,
    show: (address) => tellWhere(context, wanted, address),
    patienceMs: durationMs(options.wait),
    signal: io.signal,
  });
  const addresses = await otherNames({ ...io, env }, place, signedIn, wanted);
  const fault = judgeSignIn(signedIn, wanted, addresses);
  if (fault) refuse(fault);
  await keep(place.identitiesFile, wanted, clientId, signedIn);
  tellDone(context, wanted, place.identitiesFile);
}

/** All addresses of the operator's account, where someone signed in under another name than the one on file. */
async function otherNames(
  io: Context["io"],
  { identitiesFile }: GraphEnvironment,
  { claims: { account, objectId, tenantId } }: SignedIn,
  wanted: Wanted,
): Promise<readonly string[]> {
  if (account === wanted.operator || tenantId !== wanted.tenantId || !existsSync(identitiesFile)) return [];
  return namesOfAccount(io, wanted.operator, objectId);
}

async function keep(
  file: string,
  { organisation, operator: address }: Wanted,
  clientId: string,
  { refreshToken = "" }: SignedIn,
): Promise<void> {
  const { storeOperator } = await import("../../../graph/identity/acquire-token.js");
  try {
    await storeOperator(file, organisation, { kind: "refresh-token", clientId, refreshToken, address });
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "it is no identities file";
    refuse(problem("sign-in-not-kept", { file, why }));
  }
}

function tellWhere(context: Context, { operator }: Wanted, address: string): void {
  context.say(
    `Open this address in a private window of a browser on this machine, and sign in as ${operator}:`,
  );
  context.say(`\n  ${address}\n`);
  context.say("Waiting for the sign-in. Ctrl-C gives up; nothing is kept then.");
}

function tellDone(context: Context, { organisation, operator }: Wanted, file: string): void {
  context.say(`${operator} has signed in. What lets it do so again is in ${file}, readable by you only.`);
  context.say(`  → bookings doctor ${organisation} checks whether it has the rights that it needs.`);
  context.say(
    `  → For a pipeline, put the file into the secret store of the pipeline of ${organisation}, and of no other.`,
  );
}

/** `bookings sign-in`: an organisation's service account signs in once, and pipelines go on with it. */
export const signInVerb: Verb = {
  declare(command, context) {
    command
      .argument("<organisation>", "short name of the organisation")
      .option("--client-id <id>", "the application “Bookings calendar operator”, at the first sign-in")
      .option("--wait <duration>", "how long to wait for the browser", "15m")
      .examples([
        [
          "bookings sign-in leeds --client-id 6e98f277-…",
          "the first sign-in of the service account of Leeds",
        ],
        ["bookings sign-in leeds", "again, when its refresh token has expired"],
      ])
      .action((named: string, options: Options) => signIn(named, options, context));
  },
};

/** Who should have signed in. */
export interface Wanted {
  readonly organisation: string;
  /** The account that the organisation's spec names, in lower case. */
  readonly operator: string;
  /** The tenant of the specs, in lower case. */
  readonly tenantId: string;
}

/** What a calendar operator must be able to do. */
const NEEDED = "Bookings.Manage.All";

/** Why what someone signed in as is not to be kept; nothing where it is right. `addresses` are all that the account is known to have. */
export function judgeSignIn(
  { claims, refreshToken }: SignedIn,
  wanted: Wanted,
  addresses: readonly string[] = [],
): Problem | undefined {
  const { organisation, operator, tenantId } = wanted;
  const account = claims.account ?? "(none)";
  if (claims.tenantId !== tenantId)
    return problem("sign-in-other-tenant", { got: claims.tenantId || "(none)", specs: tenantId });
  if (account !== operator && !addresses.includes(operator))
    return problem("sign-in-other-account", { organisation, account, operator });
  if (!claims.scopes?.includes(NEEDED))
    return problem("sign-in-too-little", { account, lacks: `the permission ${NEEDED}` });
  return refreshToken === undefined
    ? problem("sign-in-too-little", { account, lacks: "a refresh token (offline_access)" })
    : undefined;
}
