import type { ErrorOutcome } from "../problem/catalogue/catalogue";
import { outcomeOf, type Problem, problem } from "../problem/problem";
import {
  type Answer,
  type Check,
  checkOf,
  type DoctorFacts,
  type EngineState,
  type IdentitiesFileFacts,
  type IdentityFacts,
  notTried,
  type OrganisationFacts,
  type ReachFacts,
  type StateFacts,
} from "./facts";
import { judgeIdentity } from "./judge-identity";

/** What the facts mean: each thing that was looked after, with what is to be mended. */
export function judgeDoctor(facts: DoctorFacts): Check[] {
  return [
    ...judgeMachine(facts),
    ...judgeNetwork(facts),
    judgeTenant(facts),
    judgeFile(facts),
    ...facts.identities.flatMap((identity) => judgeIdentity(identity, facts)),
    ...judgePlace(facts.state),
    ...judgePassphrase(facts.state),
  ];
}

/** How it stands altogether. Warnings alone are fine. */
export type DoctorOutcome = "fine" | "not-permitted" | "unreachable" | "failed";

const OUTCOMES: Partial<Record<ErrorOutcome, DoctorOutcome>> = {
  "sign-in": "not-permitted",
  unreadable: "unreachable",
};

function outcomesOf({ result, findings }: Check): DoctorOutcome[] {
  if (result !== "error") return [];
  const errors = findings.filter(({ severity }) => severity === "error");
  return errors.map(({ code }) => OUTCOMES[outcomeOf(code)] ?? "failed");
}

/** What people must mend comes before what may go by itself. */
const WORST_FIRST: readonly DoctorOutcome[] = ["not-permitted", "unreachable", "failed"];

/** One word for all checks. */
export function doctorOutcome(checks: readonly Check[]): DoctorOutcome {
  const outcomes = new Set(checks.flatMap(outcomesOf));
  return WORST_FIRST.find((one) => outcomes.has(one)) ?? "fine";
}

/** Node's major version: `v24.21.0` → 24. */
const majorOf = (version: string): number => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);

function judgeMachine({ node, engine, engineSettings: names, fewOpenFiles }: DoctorFacts): Check[] {
  const isOld = majorOf(node.version) < node.least;
  return [
    checkOf("node", "Node", node.version.replace(/^v/, ""), isOld ? [problem("doctor-node-old", node)] : []),
    judgeEngine(engine),
    ...(fewOpenFiles ? [checkOf("engine", "open files", "too few", [fewOpenFiles])] : []),
    ...(names.length === 0
      ? []
      : [checkOf("engine", "Pulumi’s options", "ignored", [problem("doctor-settings-ignored", { names })])]),
  ];
}

function judgeEngine(engine: EngineState): Check {
  const of = "Pulumi";
  switch (engine.what) {
    case "here":
      return checkOf("engine", of, `${engine.version.replace(/^v/, "")}, ${engine.from}`);
    case "to-come":
      return checkOf("engine", of, `${engine.version}, not here yet`, [
        problem("doctor-engine-to-come", { version: engine.version, how: engine.how }),
      ]);
    case "no-home":
      return checkOf("engine", of, "no place for it", [problem("home-unknown", {})]);
    case "none":
      return checkOf("engine", of, "none", [problem("doctor-engine-none", { because: engine.because })]);
  }
}

function judgePassphrase({ passphrase }: StateFacts): Check[] {
  if (!passphrase) return [];
  return [checkOf("state", passphrase.variable, "does not fit", [problem("passphrase-differs", passphrase)])];
}

/** Where the record is kept, and who holds it. */
function judgePlace({
  backend,
  problem: why,
  damage,
  notTried: unasked,
  locks,
  seesLocks,
}: StateFacts): Check[] {
  if (unasked !== undefined) return [notTried("state", backend, unasked)];
  if (why !== undefined)
    return [
      checkOf("state", backend, "cannot be used", [problem("doctor-state-unreachable", { backend, why })]),
    ];
  const state = checkOf("state", backend, damage ? "is damaged" : "reached", damage ? [damage] : []);
  if (!seesLocks) return [state, notTried("lock", "all", "cannot be seen from here")];
  const taken = locks.map((lock) =>
    checkOf("lock", lock.organisation, lock.isDead ? "left by a dead run" : "taken", [
      problem("doctor-state-locked", lock),
    ]),
  );
  return [state, ...(taken.length > 0 ? taken : [checkOf("lock", "all", "free")])];
}

/** From here on, Entra ID takes what this machine signs for something of the past or the future. */
const WRONG_MS = 5 * 60_000;
/** A date in an answer has whole seconds, and the answer was under way. */
const OFF_MS = 60_000;

/** What answers, whether it knows the tenant, and whether the clocks agree. */
function judgeNetwork({ reach, tenant, stoppedSandbox }: DoctorFacts): Check[] {
  if (stoppedSandbox)
    return [
      checkOf("reach", "the sandbox", "is stopped", [problem("doctor-sandbox-stopped", stoppedSandbox)]),
    ];
  return [
    ...reach.map((one) => judgeReach(one, tenant.environment)),
    ...reach.flatMap(({ what, answer }) => judgeClock(what, answer)),
  ];
}

function judgeReach({ what, url, variable, answer }: ReachFacts, tenant: string): Check {
  const why = answer.reached ? strangeAnswer(what, answer.status) : answer.why;
  if (why !== undefined) {
    const detail = answer.reached ? `answers ${answer.status}` : "no answer";
    return checkOf("reach", what, detail, [
      problem("doctor-unreachable", { what: capital(what), url, why, variable }),
    ]);
  }
  // it was asked about the tenant itself
  const isUnknown = isSignIn(what) && tenant !== "" && answer.reached && answer.status >= 400;
  return checkOf("reach", what, url, isUnknown ? [problem("doctor-tenant-unknown", { url, tenant })] : []);
}

const isSignIn = (what: ReachFacts["what"]): boolean => what === "the sign-in";

/** Refusals of something in between: Graph asks strangers for a token, and the sign-in knows a tenant or not. */
function strangeAnswer(what: ReachFacts["what"], status: number): string | undefined {
  const expected = isSignIn(what) ? [400, 404] : [400, 401, 404, 405];
  if (status < 400 || expected.includes(status)) return undefined;
  return `something answered ${status}, as a proxy does and not Microsoft`;
}

function judgeClock(what: string, answer: Answer): Check[] {
  if (!answer.reached || answer.clockAheadMs === undefined) return [];
  const ahead = answer.clockAheadMs;
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const way = ahead > 0 ? "ahead of" : "behind";
  const detail = Math.abs(ahead) < OFF_MS ? "agrees" : `${seconds} s ${ahead > 0 ? "ahead" : "behind"}`;
  return [checkOf("clock", what, detail, clockFinding(Math.abs(ahead), way, what))];
}

function clockFinding(off: number, way: string, what: string): Problem[] {
  if (off < OFF_MS) return [];
  if (off < WRONG_MS) return [problem("doctor-clock-off", { seconds: Math.round(off / 1000), way, what })];
  return [problem("doctor-clock-wrong", { minutes: Math.round(off / 60_000), way, what })];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The tenant that is meant, by the specs and by the environment. */
function judgeTenant({ tenant: { specs, environment }, stoppedSandbox }: DoctorFacts): Check {
  const findings: Problem[] = [
    ...(specs === "" ? [problem("doctor-specs-unreadable", {})] : []),
    ...(environment === "" && !stoppedSandbox ? [problem("doctor-tenant-unset", { specs })] : []),
    ...(specs !== "" && environment !== "" && specs !== environment
      ? [problem("tenant-of-environment-differs", { environment, specs })]
      : []),
  ];
  return checkOf("tenant", "specs and environment", environment || "none", findings);
}

/** The identities file: whether it can be used, is the owner's alone, and has what the organisations need. */
function judgeFile({ file, identities, organisations, stoppedSandbox }: DoctorFacts): Check {
  // started, it names its own
  if (stoppedSandbox && file.file === "") return notTried("identities", "none", "the sandbox is stopped");
  if (file.problem) return checkOf("identities", file.file || "none", "cannot be used", [file.problem]);
  return checkOf("identities", file.file, `${identities.length} to check`, [
    ...safety(file),
    ...absent(identities, organisations),
  ]);
}

function safety({ file, openFolder, isWritable, renewed, tokenFiles }: IdentitiesFileFacts): Problem[] {
  return [
    ...(openFolder === undefined ? [] : [problem("doctor-folder-open", { folder: openFolder })]),
    ...(renewed.length > 0 && !isWritable
      ? [problem("doctor-not-renewable", { file, identities: renewed })]
      : []),
    ...tokenFiles.map((one) => problem("doctor-token-file", one)),
  ];
}

function absent(
  identities: readonly IdentityFacts[],
  organisations: readonly OrganisationFacts[],
): Problem[] {
  const has = (kind: IdentityFacts["kind"], stack?: string): boolean =>
    identities.some((one) => one.kind === kind && (stack === undefined || one.organisation === stack));
  const servesAll = identities.some(({ kind, organisation }) => kind === "directory" && !organisation);
  const stacks = organisations.map(({ stack }) => stack);
  const calendar = stacks.filter((stack) => !has("calendar", stack));
  const directory = organisations.flatMap(({ stack, hasPolicies }) =>
    hasPolicies && !servesAll && !has("directory", stack) ? [stack] : [],
  );
  const strays = identities.filter(
    ({ organisation }) => organisation !== undefined && !stacks.includes(organisation),
  );
  return [
    ...(has("observer") ? [] : [problem("identity-missing", { identity: "observer" })]),
    ...(calendar.length > 0 ? [problem("doctor-no-calendar-operator", { organisations: calendar })] : []),
    ...(directory.length > 0 ? [problem("doctor-no-directory-operator", { organisations: directory })] : []),
    ...strays.map(({ name }) => problem("doctor-stray-identity", { identity: name })),
  ];
}
