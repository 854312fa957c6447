import type { RunOutcome, RunResult } from "../engine/run-result";
import { formatText } from "../problem/format";
import type { Problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { sourceReader } from "../spec/spec-files";
import { type Context, type Io, wantsColour } from "./context";
import { isBad } from "./outcome-exit-code";

/** Problems as a stream shows them: in colour and as wide as the terminal where there is one; with lines of specs where the root is known. */
export function problemsFor(
  io: Io,
  stream: "stdout" | "stderr",
  problems: readonly Problem[],
  root?: string,
): string {
  return formatText(problems, {
    colours: wantsColour(io, stream),
    width: io.width,
    ...(root !== undefined && { sourceOf: sourceReader(root) }),
  });
}

/** Says problems on stderr; without problems, nothing. */
export function tellProblems(io: Io, problems: readonly Problem[], root?: string): void {
  if (problems.length > 0) io.stderr.write(problemsFor(io, "stderr", problems, root));
}

// The end of Pulumi's text is where it says why it stopped.
const TAIL_LINES = 25;

/** Says on stderr what a run found wrong: its problems, or Pulumi's own last words where there are none. */
export function tellRun(
  context: Context,
  result: RunResult,
  wholeOutput: boolean,
  wasTold = result.problems.length > 0,
): void {
  const { problems, outcome, organisation, pulumiOutput } = result;
  tellProblems(context.io, tidyProblems(problems), context.root);
  // it came to its changes, and each was left undone
  const hasMoved = outcome === "refused" && result.outcomes.length + (result.policyOutcomes ?? []).length > 0;
  const words = hasMoved ? "no longer as it was reviewed; nothing was changed" : OUTCOME_WORDS[outcome];
  if (isBad(outcome) && words) context.say(`${context.paint("stderr").bad(organisation)}: ${words}.`);
  const isExplained = wasTold || outcome === "partial" || outcome === "interrupted";
  const needsTail = isBad(outcome) && !isExplained;
  if (wholeOutput) context.say(pulumiOutput.trimEnd());
  else if (needsTail) context.say(pulumiOutput.trimEnd().split("\n").slice(-TAIL_LINES).join("\n"));
}

/** Why a run ended as it did, for outcomes that are no success. */
const OUTCOME_WORDS: Readonly<Partial<Record<RunOutcome, string>>> = {
  invalid: "the specs have errors; nothing was changed",
  refused: "refused; nothing was changed",
  "sign-in": "sign-in failed, or a permission is missing",
  held: "single calendars are held back, as told above; bookings up goes on with the others",
  partial: "applied in part; settle what failed, then run bookings up again: it does just the rest",
  unreadable: "something could not be read; nothing was changed",
  failed: "failed",
  interrupted: "interrupted; run bookings up again to go on",
};
