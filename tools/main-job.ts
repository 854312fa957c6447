import { relative } from "node:path";
import { findRoot, type Io } from "../src/cli/context";
import { run } from "../src/cli/run";
import { runAsProcess } from "../src/cli/run-as-process";
import { runningSandbox, runtimeFiles } from "../src/cli/sandbox/running-sandbox";
import { firstCalendar } from "./main-job/first-calendar";
import { onlySandbox } from "./main-job/only-sandbox";
import { whatNext } from "./main-job/what-next";

const SEED = "sandbox/examples/seed.yaml";

interface Step {
  readonly title: string;
  readonly words: readonly string[];
}

function steps(root: string): Step[] {
  const running = runningSandbox(runtimeFiles(root));
  return [
    running
      ? {
          title: "The sandbox, a practice tenant in place of Microsoft's, runs already.",
          words: ["sandbox", "status"],
        }
      : {
          title: "Starts the sandbox, a practice tenant on this machine in place of Microsoft's.",
          words: ["sandbox", "start", "--detach", "--seed", SEED],
        },
    {
      title: "Shows what would change (bookings preview), then changes it (bookings up).",
      words: ["up", "--yes"],
    },
    { title: "The calendars as they are now (bookings list).", words: ["list"] },
  ];
}

/** What `npm start` does once everything is set up: the examples become calendars in the sandbox. */
async function mainJob(processIo: Io): Promise<number> {
  const root = findRoot(processIo);
  const io = { ...onlySandbox(processIo), cwd: root };
  const all = steps(root);
  for (const [index, { title, words }] of all.entries()) {
    io.stderr.write(`\nStep ${index + 1} of ${all.length}. ${title}\n`);
    const code = await run(words, io);
    if (code !== 0) {
      io.stderr.write("\nThat step did not succeed. npm start goes on from there when it is run again.\n");
      return code;
    }
  }
  const url = runningSandbox(runtimeFiles(root))?.url ?? "https://127.0.0.1/";
  const file = firstCalendar(root);
  io.stderr.write(whatNext({ page: new URL("/", url).href, ...(file && { file: relative(root, file) }) }));
  return 0;
}

void runAsProcess(mainJob);
