import { engineFor } from "../../src/cli/engine";
import { useEnvironment } from "../../src/cli/pulumi-environment";
import { runAsProcess } from "../../src/cli/run-as-process";
import type { RunResult } from "../../src/engine/run-result";

/** All of a preview that someone sees, approves or applies. */
const told = ({ plan, problems, outcome, behind, evidence, reviewed }: RunResult): object => ({
  plan,
  problems,
  outcome,
  behind: [...behind].sort(),
  evidence: evidence && { ...evidence, seen: Object.fromEntries(evidence.seen) },
  reviewed,
});

// Prints one organisation's preview as we make it, and as the engine does; a process, as both work by its environment.
void runAsProcess(async (io) => {
  const root = io.env["BOOKINGS_ROOT"] ?? io.cwd;
  useEnvironment(io, root);
  const options = { root, organisation: process.argv[2] ?? "", signal: io.signal };
  const engine = engineFor();
  const ours = told(await engine.previewOrganisation(options));
  const engines = told(await engine.previewByEngine(options));
  io.stdout.write(JSON.stringify({ ours, engines }));
  return 0;
});
