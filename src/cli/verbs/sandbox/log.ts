import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../../context";
import { examples } from "../../examples";
import { askAdmin } from "../../sandbox/ask-admin";
import { type LogEntry, logLine } from "../../sandbox/log-line";
import { needSandbox } from "../../sandbox/need-sandbox";
import type { RunningSandbox } from "../../sandbox/running-sandbox";
import type { Verb } from "../../verb";

interface Options {
  readonly follow?: boolean;
  readonly json?: boolean;
  readonly writes?: boolean;
}

const POLL = 500;
const PAGE = 10_000;
// What one looks at without following: about one run of `up`.
const LAST = 50;

async function entriesAfter(sandbox: RunningSandbox, after: number, writes: boolean): Promise<LogEntry[]> {
  const path = `log?after=${after}&limit=${PAGE}${writes ? "&effect=write" : ""}`;
  // Our own sandbox answers, through a connection that only it could open.
  const page = (await askAdmin(sandbox, { what: "show its log", method: "GET", path })) as {
    entries: LogEntry[];
  };
  const last = page.entries.at(-1);
  if (last === undefined || page.entries.length < PAGE) return page.entries;
  return [...page.entries, ...(await entriesAfter(sandbox, last.seq, writes))];
}

async function log(options: Options, context: Context): Promise<void> {
  const { signal } = context.io;
  const sandbox = needSandbox(context.io);
  const show = (entries: readonly LogEntry[]): void => {
    for (const entry of entries) context.print(`${options.json ? JSON.stringify(entry) : logLine(entry)}\n`);
  };
  const past = await entriesAfter(sandbox, 0, options.writes ?? false);
  show(past.slice(-LAST));
  let after = past.at(-1)?.seq ?? 0;
  while (options.follow && !signal.aborted) {
    await pause(POLL, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const fresh = await entriesAfter(sandbox, after, options.writes ?? false);
    show(fresh);
    after = fresh.at(-1)?.seq ?? after;
  }
}

/** `bookings sandbox log`: the requests that the sandbox answered. */
export const logVerb: Verb = {
  declare(command, context) {
    command
      .option("-f, --follow", "go on as requests come in, until Ctrl-C")
      .option("--writes", "only requests that changed something")
      .option("--json", "one JSON object a line")
      .addHelpText(
        "after",
        examples([
          ["bookings sandbox log", `the last ${LAST} requests; those that changed something have a *`],
          ["bookings sandbox log --follow", "watch while bookings up runs in another window"],
        ]),
      )
      .action((options: Options) => log(options, context));
  },
};
