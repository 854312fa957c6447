import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RunResult } from "../engine/run-result";
import { writeFileAtomically } from "../files/write-file";
import {
  canonicalText,
  digestOf,
  parsePlan,
  planDigest,
  type ReviewedPlan,
  reviewed,
  whatMoved,
} from "../plan/reviewed-plan";
import { exitCode } from "../problem/exit-code";
import { problem } from "../problem/problem";
import { refuse, VisibleError } from "../problem/visible-error";
import { type Io, packageVersion } from "./context";

/** What `up` is to apply, as someone reviewed it. */
export type Approval =
  | { readonly by: "file"; readonly plan: ReviewedPlan }
  | { readonly by: "digest"; readonly digest: string };

/** The plan of some previews, as it is reviewed. */
export function planOfPreviews(root: string, previews: readonly RunResult[]): ReviewedPlan {
  const parts = previews.flatMap(({ plan, evidence }) =>
    evidence ? [{ evidence, part: reviewed(plan, evidence, digestsOf(root, evidence.files)) }] : [],
  );
  return {
    schemaVersion: 1,
    tool: packageVersion(),
    tenantId: parts[0]?.evidence.tenantId ?? "",
    organisations: parts.map(({ part }) => part).sort((a, b) => (a.organisation < b.organisation ? -1 : 1)),
  };
}

/** Line ends do not count: git may write others on the machine of the review than on that of the run. */
function digestsOf(root: string, files: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    files.map((file) => [file, digestOf(readFileSync(join(root, file), "utf8").replaceAll("\r\n", "\n"))]),
  );
}

/** Writes a plan to a file, and returns its digest. */
export function writePlan({ cwd }: Pick<Io, "cwd">, file: string, plan: ReviewedPlan): string {
  writeFileAtomically(resolve(cwd, file), canonicalText(plan), 0o644);
  return planDigest(plan);
}

/** Reads the plan that someone reviewed. */
export function readPlan({ cwd }: Pick<Io, "cwd">, file: string): ReviewedPlan {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch (cause) {
    throw VisibleError.of(problem("plan-file-missing", { file }), { cause });
  }
  const plan = parsePlan(text);
  return plan ?? refuse(problem("plan-file-changed", { file }));
}

/** What was approved, from the options of `up`. */
export function approvalOf(
  io: Pick<Io, "cwd">,
  options: { readonly plan?: string; readonly digest?: string },
): Approval | undefined {
  if (options.plan !== undefined) return { by: "file", plan: readPlan(io, options.plan) };
  if (options.digest !== undefined) return { by: "digest", digest: options.digest };
  return undefined;
}

/** Refuses where what would be done now is not exactly what was approved, and says what moved. */
export function assertApproved(approval: Approval, now: ReviewedPlan): void {
  if (approval.by === "digest") {
    const is = planDigest(now);
    if (is !== approval.digest) refuse(problem("plan-digest-differs", { was: approval.digest, is }));
    return;
  }
  if (planDigest(approval.plan) === planDigest(now)) return;
  const moved = whatMoved(approval.plan, now);
  const [first] = moved;
  if (first && moved.length === 1) refuse(problem("plan-moved", first));
  throw new VisibleError("Nothing was changed: this is no longer the plan that was reviewed.", {
    problems: moved.map((one) => problem("plan-moved", one)),
    exitCode: exitCode.refused,
    advice: "Make a new plan (bookings preview --out FILE), and have it reviewed.",
  });
}
