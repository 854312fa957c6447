import { type ExitCode, exitCode } from "../problem/exit-code";
import { formatProblems } from "../problem/format";
import { VisibleError } from "../problem/visible-error";
import { paint } from "../report/paint";
import type { Io } from "./io";
import { wantsColour } from "./wants-colour";

function tellVisible(error: VisibleError, io: Io): ExitCode {
  const colours = wantsColour(io, "stderr");
  const [problem] = error.problems;
  const onlyProblem = error.problems.length === 1 && problem?.at === undefined;
  if (error.problems.length === 0 || onlyProblem) {
    // the code leads to the page in docs/problems/
    const code = problem ? ` ${problem.code}` : "";
    io.stderr.write(`${paint(colours).bad("error")}${code}: ${error.message}\n`);
    if (error.advice) io.stderr.write(`  → ${error.advice.replaceAll("\n", "\n  → ")}\n`);
  } else {
    io.stderr.write(`${error.message}\n\n${formatProblems(error.problems, { as: "text", colours })}`);
  }
  return error.exitCode;
}

/** Says what went wrong: to an operator without a stack; a bug with an apology and all that helps to find it. */
export function tellError(error: unknown, io: Io): ExitCode {
  if (error instanceof VisibleError) return tellVisible(error, io);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    `Sorry: this is a mistake in bookings itself, not in your specs. Please report it with these lines.\n${stack}\n`,
  );
  return exitCode.failed;
}
