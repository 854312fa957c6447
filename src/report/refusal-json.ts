import { type ExitCode, exitCode } from "../problem/exit-code";
import { problemsToJson } from "../problem/format";
import type { Problem } from "../problem/problem";

/** Why a command did not do what was asked. */
export interface Refusal {
  readonly message: string;
  readonly advice?: string | undefined;
  readonly problems: readonly Problem[];
}

const OUTCOMES: Readonly<Record<ExitCode, string>> = {
  [exitCode.fine]: "unchanged",
  [exitCode.failed]: "failed",
  [exitCode.changes]: "drift",
  [exitCode.specsInvalid]: "invalid",
  [exitCode.notPermitted]: "sign-in",
  [exitCode.refused]: "refused",
  [exitCode.partlyApplied]: "partial",
  [exitCode.unreadable]: "unreadable",
  [exitCode.interrupted]: "interrupted",
  [exitCode.terminated]: "interrupted",
};

/** What `--json` prints where a command refuses to start or ends before its answer. */
export function refusalJson({ message, advice, problems }: Refusal, code: ExitCode): object {
  return {
    ...problemsToJson(problems),
    outcome: OUTCOMES[code],
    refused: { exitCode: code, message, ...(advice && { advice }) },
  };
}
