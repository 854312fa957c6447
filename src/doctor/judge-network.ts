import { type Problem, problem } from "../problem/problem";
import { type Check, checkOf } from "./check";
import type { Answer, DoctorFacts, ReachFacts } from "./facts";

/** From here on, Entra ID takes what this machine signs for something of the past or the future. */
const WRONG_MS = 5 * 60_000;
/** A date in an answer has whole seconds, and the answer was under way. */
const OFF_MS = 60_000;

/** What answers, whether it knows the tenant, and whether the clocks agree. */
export function judgeNetwork({ reach, tenant }: Pick<DoctorFacts, "reach" | "tenant">): Check[] {
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
