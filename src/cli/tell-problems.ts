import { formatText } from "../problem/format";
import type { Problem } from "../problem/problem";
import { sourceReader } from "../spec/spec-files";
import { type Io, wantsColour } from "./context";

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
