import { dirname } from "node:path";
import type { StateFacts } from "../../doctor/facts";
import { askBackend, folderFault } from "../../engine/backend";
import { environment } from "../../engine/environment";
import type { EngineWay } from "../../engine/install/engine-facts";
import { readLocks } from "../../engine/internals/lock-files";
import { holderState, holderWords } from "../../engine/lock";
import type { Io } from "../context";

/** Where the record is kept, whether it can be used from here, and who holds which stack. */
export async function lookAtState(
  io: Io,
  root: string,
  engine: EngineWay,
  stacks: readonly string[],
): Promise<StateFacts> {
  const [engineBin, nodeBin] = [
    engine.kind === "use" ? dirname(engine.pulumi) : "",
    dirname(process.execPath),
  ];
  const variables = environment({ root, engineBin, nodeBin, env: io.env });
  const backend = variables["PULUMI_BACKEND_URL"] ?? "";
  if (backend.startsWith("file://")) {
    const fault = folderFault(backend);
    if (fault !== undefined) return { backend, problem: fault, locks: [], seesLocks: true };
    return { backend, locks: await locksOf(io, backend, stacks), seesLocks: true };
  }
  if (engine.kind !== "use") {
    return { backend, notTried: "it takes the engine to ask", locks: [], seesLocks: false };
  }
  const fault = await askBackend(engine.pulumi, { ...io.env, ...variables }, io.signal);
  return { backend, ...(fault !== undefined && { problem: fault }), locks: [], seesLocks: false };
}

async function locksOf(io: Io, backend: string, stacks: readonly string[]): Promise<StateFacts["locks"]> {
  const all = await Promise.all(
    stacks.map(async (organisation) => {
      const holders = await readLocks(backend, organisation);
      return holders.map((holder) => ({
        organisation,
        holder: holderWords(holder, io.now()),
        isDead: holderState(holder) === "dead",
      }));
    }),
  );
  return all.flat();
}
