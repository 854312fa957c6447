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
  if (!answer.reached) {
    return checkOf("reach", what, "no answer", [
      problem("doctor-unreachable", { what: capital(what), url, why: answer.why, variable }),
    ]);
  }
  // it was asked about the tenant itself
  const isUnknown = what === "the sign-in" && tenant !== "" && answer.status >= 400 && answer.status < 500;
  return checkOf("reach", what, url, isUnknown ? [problem("doctor-tenant-unknown", { url, tenant })] : []);
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
