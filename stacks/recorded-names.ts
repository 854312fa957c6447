import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { namesInState } from "../src/preflight/lost-records";
import { problem } from "../src/problem/problem";
import { redact } from "../src/problem/redact";
import { VisibleError } from "../src/problem/visible-error";

const PATIENCE_MS = 60_000;
const LARGEST = 256 * 1024 * 1024;

/**
 * The addresses of calendars and names of policies in a stack's state, in lower case, as the engine exports it. It takes
 * no lock and changes nothing: a run may ask for its own stack.
 */
export async function recordedNames(root: string, stack: string): Promise<ReadonlySet<string>> {
  const words = ["stack", "export", "--stack", stack, "--non-interactive", "--color", "never"];
  try {
    const options = { cwd: root, timeout: PATIENCE_MS, maxBuffer: LARGEST };
    const { stdout } = await promisify(execFile)("pulumi", words, options);
    return namesInState(JSON.parse(stdout));
  } catch (error) {
    const why = redact(error instanceof Error ? error.message : String(error));
    throw VisibleError.of(problem("state-unreadable", { organisation: stack, why }), { cause: error });
  }
}
