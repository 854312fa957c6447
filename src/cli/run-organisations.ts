import type { RunOptions, RunResult } from "../engine/run-result";
import type { Context } from "./context";
import { Progress } from "./progress";
import { progressWords } from "./progress-words";

/**
 * Runs the engine for one organisation after the other, with progress: each of them starts processes of its own, and
 * a pipeline that wants them at once gives each a job.
 */
export async function runOrganisations(
  { io, services }: Context,
  root: string,
  organisations: readonly string[],
  verb: "previewOrganisation" | "upOrganisation",
): Promise<RunResult[]> {
  const engine = await services.engine(io, root);
  const progress = new Progress(io);
  const results: RunResult[] = [];
  try {
    for (const organisation of organisations) {
      if (io.signal.aborted) break;
      const onProgress: RunOptions["onProgress"] = (event) =>
        progress.step(progressWords(event, verb === "previewOrganisation"));
      progress.step(`${organisation}: starting`);
      results.push(await engine[verb]({ root, organisation, onProgress, signal: io.signal }));
    }
    return results;
  } finally {
    progress.done();
  }
}
