import type { ProblemCode } from "../problem/problem";
import type { Check, CheckKind } from "./check";
import type { DoctorFacts } from "./facts";
import { judgeFile, judgeTenant } from "./judge-file";
import { judgeIdentity } from "./judge-identity";
import { judgeMachine } from "./judge-machine";
import { judgeNetwork } from "./judge-network";
import { judgeState } from "./judge-state";

/** What the facts mean: each thing that was looked after, with what is to be mended. */
export function judgeDoctor(facts: DoctorFacts): Check[] {
  return [
    ...judgeMachine(facts),
    ...judgeNetwork(facts),
    judgeTenant(facts),
    judgeFile(facts),
    ...facts.identities.flatMap((identity) => judgeIdentity(identity, facts)),
    ...judgeState(facts.state),
  ];
}

/** How it stands altogether. Warnings alone are fine. */
export type DoctorOutcome = "fine" | "not-permitted" | "unreachable" | "failed";

const UNREACHABLE: readonly ProblemCode[] = [
  "doctor-unreachable",
  "doctor-state-unreachable",
  "doctor-roles-unread",
];
const PERMISSION: readonly CheckKind[] = ["tenant", "identities", "sign-in", "permissions", "reach"];

function meaningOf({ what, result, findings }: Check): DoctorOutcome {
  if (result !== "error") return "fine";
  if (findings.some(({ code }) => UNREACHABLE.includes(code))) return "unreachable";
  return PERMISSION.includes(what) ? "not-permitted" : "failed";
}

/** What people must mend comes before what may go by itself. */
const WORST_FIRST: readonly DoctorOutcome[] = ["not-permitted", "unreachable", "failed"];

/** One word for all checks. */
export function doctorOutcome(checks: readonly Check[]): DoctorOutcome {
  const meanings = new Set(checks.map(meaningOf));
  return WORST_FIRST.find((one) => meanings.has(one)) ?? "fine";
}
