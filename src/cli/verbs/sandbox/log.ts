import { setTimeout as pause } from "node:timers/promises";
import type { NumberedEntry } from "../../../../sandbox/graph/request-log";
import { oneLine } from "../../../problem/printable";
import { type Context, findRoot } from "../../context";
import { askAdmin } from "../../sandbox/ask-admin";
import {
  needSandbox,
  type RunningSandbox,
  runningSandbox,
  runtimeFiles,
} from "../../sandbox/running-sandbox";
import type { Verb } from "../../verb";

interface Options {
  readonly follow?: boolean;
  readonly json?: boolean;
  readonly writes?: boolean;
}

const POLL = 500;
const PAGE = 1000;
// What one looks at without following: about one run of `up`.
const LAST = 50;

async function ask(sandbox: RunningSandbox, query: string, writes: boolean): Promise<NumberedEntry[]> {
  const path = `log?${query}${writes ? "&effect=write" : ""}`;
  // Our own sandbox answers, through a connection that only it could open.
  const page = (await askAdmin(sandbox, { what: "show its log", method: "GET", path })) as {
    entries: NumberedEntry[];
  };
  return page.entries;
}

/** What came since; `undefined` when the sandbox has ended meanwhile. */
async function fresh(
  sandbox: RunningSandbox,
  after: number,
  writes: boolean,
  { io }: Context,
): Promise<NumberedEntry[] | undefined> {
  try {
    return await ask(sandbox, `after=${after}&limit=${PAGE}`, writes);
  } catch (error) {
    if (runningSandbox(runtimeFiles(findRoot(io)))?.pid === sandbox.pid) throw error;
    return undefined;
  }
}

async function log(options: Options, context: Context): Promise<void> {
  const { io } = context;
  const signal = io.unread ? AbortSignal.any([io.signal, io.unread]) : io.signal;
  const sandbox = needSandbox(io);
  const writes = options.writes ?? false;
  let shown = 0;
  const show = (entries: readonly NumberedEntry[]): void => {
    for (const entry of entries) context.print(`${options.json ? JSON.stringify(entry) : logLine(entry)}\n`);
    shown = entries.at(-1)?.seq ?? shown;
  };
  show(await ask(sandbox, `last=${LAST}`, writes));
  while (options.follow && !signal.aborted) {
    const entries = await fresh(sandbox, shown, writes, context);
    if (entries === undefined) return context.say("The sandbox has stopped.");
    show(entries);
    // A full page has another behind it.
    if (entries.length < PAGE) await pause(POLL, undefined, { signal }).catch(() => undefined);
  }
}

/** `bookings sandbox log`: the requests that the sandbox answered. */
export const logVerb: Verb = {
  declare(command, context) {
    command
      .option("-f, --follow", "go on as requests come in, until Ctrl-C")
      .option("--writes", "only requests that changed something")
      .option("--json", "one JSON object a line")
      .examples([
        ["bookings sandbox log", `the last ${LAST} requests; those that changed something have a *`],
        ["bookings sandbox log --follow", "watch while bookings up runs in another window"],
      ])
      .action((options: Options) => log(options, context));
  },
};

/** One request on one line: when, who, what, how it ended; writes are marked. */
function logLine({ time, who, method, path, status, effect, error }: NumberedEntry): string {
  const clock = new Date(time).toISOString().slice(11, 19);
  const mark = effect === "write" ? "*" : " ";
  const text = `${clock} ${mark} ${status === 0 ? "cut" : status} ${method.padEnd(6)} ${path}  (${who || "unknown caller"})${error ? `  ${error}` : ""}`;
  return oneLine(text);
}
