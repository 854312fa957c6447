import { join, relative, resolve } from "node:path";
import type { CalendarHead, Period } from "../../../activity/read-activity";
import { type Grouping, groupings, type SummaryCounter } from "../../../activity/summary";
import { dayOn, startOfDay, zoneNamed } from "../../../activity/time";
import { makeFolder } from "../../../files/make-folder";
import { streamFile, writeFileAtomically } from "../../../files/write-file";
import type { GraphClient } from "../../../graph/graph-client";
import { GraphError } from "../../../graph/graph-error";
import { exitCode } from "../../../problem/exit-code";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { activityTable, activityTsv } from "../../../report/activity-text";
import { observer } from "../../ask-directory";
import type { Context } from "../../context";
import { findCalendar, specEstate } from "../../listed";
import { Progress } from "../../progress";
import { tellProblems } from "../../tell-problems";
import type { Verb } from "../../verb";

interface Options {
  readonly organisation?: string[];
  readonly days?: string;
  readonly from?: string;
  readonly to?: string;
  readonly out: string;
  readonly withPatients?: boolean;
  readonly raw?: boolean;
  readonly allowCi?: boolean;
  readonly timeZone: string;
  readonly summary?: boolean;
  readonly by?: string;
  readonly tsv?: boolean;
  readonly chart?: string;
}

const DAY = 86_400_000;

/** The addresses of the calendars that are meant, of the caller's organisations only. */
function chosenCalendars(context: Context, named: readonly string[], options: Options) {
  const { organisation = [] } = options;
  if (named.length === 0 && organisation.length === 0) refuse(problem("report-needs-calendar", {}));
  const estate = specEstate(context.root, context.organisations(organisation));
  const all = estate.organisations.flatMap(({ calendars }) =>
    calendars.filter(({ status }) => status === "active"),
  );
  const chosen = named.length > 0 ? named.map((one) => findCalendar(all, one)) : all;
  return { tenant: estate.tenant, addresses: [...new Set(chosen.map(({ address }) => address))] };
}

interface Days {
  readonly from: string;
  /** The last day, which is included. */
  readonly to: string;
}

/** The days that are asked for, on the wall clock of the zone. */
function chosenDays({ days = "30", from, to, timeZone }: Options, now: Date): Days {
  const count = Number(days);
  if (!/^\d+$/.test(days) || count < 1 || count > 3660) refuse(problem("report-bad-days", { text: days }));
  for (const [option, text] of [["--from", from] as const, ["--to", to] as const])
    if (text !== undefined && startOfDay(text, timeZone) === undefined)
      refuse(problem("report-bad-date", { option, text }));
  const last = to ?? dayOn(now.getTime(), timeZone);
  const first = from ?? dayOn((startOfDay(last, timeZone) ?? 0) + DAY / 2 - count * DAY, timeZone);
  if (first > last) refuse(problem("report-period-empty", { from: first, to: last }));
  return { from: first, to: last };
}

function periodOf({ from, to }: Days, zone: string): Period {
  const dayAfter = new Date(Date.parse(to) + DAY).toISOString().slice(0, 10);
  return { from: startOfDay(from, zone) ?? 0, until: startOfDay(dayAfter, zone) ?? 0 };
}

function assertOptions(options: Options, { io }: Context): void {
  const { by, chart, timeZone, summary, allowCi } = options;
  if (zoneNamed(timeZone) === undefined) refuse(problem("report-bad-zone", { text: timeZone }));
  if (by !== undefined && !groupings.some((one) => one === by))
    refuse(problem("report-bad-grouping", { text: by }));
  if (chart !== undefined && !/\.(svg|png)$/i.test(chart))
    refuse(problem("report-bad-chart", { file: chart }));
  const isPipeline = io.env["TF_BUILD"] !== undefined || /^(true|1)$/i.test(io.env["CI"] ?? "");
  if (isPipeline && !summary && !allowCi) refuse(problem("report-in-pipeline", {}));
}

const bar = (done: number, of: number): string => {
  const full = Math.round((done / of) * 10);
  return `[${"#".repeat(full)}${"-".repeat(10 - full)}]`;
};

/** One calendar after another; what cannot be read of one does not stop the others. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #progress: Progress;

  constructor(
    readonly context: Context,
    readonly graph: GraphClient,
    readonly addresses: readonly string[],
    readonly options: Options,
  ) {
    this.#progress = new Progress(context.io);
  }

  async each(work: (address: string, head: CalendarHead, tell: (count: number) => void) => Promise<number>) {
    const { readCalendarHead } = await import("../../../activity/read-activity.js");
    try {
      for (const [index, calendar] of this.addresses.entries()) {
        const tell = (count: number): void =>
          this.#progress.step(
            `${bar(index, this.addresses.length)} ${calendar}: ${count.toLocaleString("en-GB")} appointments`,
          );
        tell(0);
        try {
          const head = await readCalendarHead(this.graph, calendar, this.options.timeZone);
          const { unknownZone: zone } = head;
          if (zone !== undefined)
            this.problems.push(problem("report-zone-unknown", { calendar, zone, used: head.zone }));
          const count = await work(calendar, head, tell);
          if (count > 0) this.problems.push(problem("report-incomplete", { calendar, count }));
        } catch (error) {
          if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
          this.problems.push(problem("report-calendar-unreadable", { calendar, why: error.message }));
        }
      }
    } finally {
      this.#progress.done();
    }
  }

  finish(): void {
    if (this.problems.length === 0) return;
    const { io } = this.context;
    tellProblems(io, this.problems);
    if (this.problems.some(({ severity }) => severity === "error")) this.context.finish(exitCode.unreadable);
  }
}

async function writeRows(reader: Reader, days: Days): Promise<void> {
  const { context, graph, addresses, options } = reader;
  const { readActivity } = await import("../../../activity/read-activity.js");
  const { headingLine, rowLine } = await import("../../../activity/columns.js");
  const { rowsOf } = await import("../../../activity/appointment.js");
  const { withPatients = false, raw = false, out } = options;
  if (out === "-" && addresses.length > 1)
    refuse(problem("report-one-to-stdout", { count: addresses.length }));
  const folder = resolve(context.io.cwd, out);
  if (out !== "-") makeFolder(folder);
  await reader.each(async (address, head, tell) => {
    let [count, unreadable] = [0, 0];
    const fill = async (write: (text: string) => void): Promise<void> => {
      write(headingLine());
      for await (const page of readActivity(graph, address, periodOf(days, head.zone), withPatients)) {
        count += page.appointments.length;
        unreadable += page.unreadable;
        write(
          page.appointments
            .flatMap((one) => rowsOf(one, head, withPatients))
            .map((row) => rowLine(row, raw))
            .join(""),
        );
        tell(count);
      }
    };
    if (out === "-") await fill((text) => context.print(text));
    else {
      const file = join(folder, `${address.split("@")[0]}-${days.from}-${days.to}.tsv`);
      await streamFile(file, fill);
      context.say(`${relative(context.io.cwd, file)}: ${count.toLocaleString("en-GB")} appointments`);
    }
    return unreadable;
  });
}

async function count(reader: Reader, days: Days): Promise<SummaryCounter> {
  const { readActivity } = await import("../../../activity/read-activity.js");
  const { SummaryCounter: Counter } = await import("../../../activity/summary.js");
  const counter = new Counter();
  await reader.each(async (address, head, tell) => {
    let [seen, unreadable] = [0, 0];
    counter.addCalendar(head.displayName || address);
    for await (const page of readActivity(reader.graph, address, periodOf(days, head.zone), false)) {
      for (const one of page.appointments) counter.add(one, head.displayName || address, head);
      seen += page.appointments.length;
      unreadable += page.unreadable;
      tell(seen);
    }
    return unreadable;
  });
  return counter;
}

const dayRange = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

async function showSummary(reader: Reader, days: Days): Promise<void> {
  const { context, options, addresses } = reader;
  const summary = (await count(reader, days)).summary();
  const by = options.by as Grouping | undefined;
  const shown = by ? [by] : groupings;
  context.print(options.tsv ? activityTsv(summary, shown) : activityTable(summary, shown, context.io.width));
  if (options.chart === undefined) return;
  const { chartSvg, chartPng } = await import("../../../activity/chart.js");
  const isIncomplete = reader.problems.some(({ severity }) => severity === "error");
  const svg = await chartSvg({
    title: `Appointments by ${by ?? "week"}`,
    subtitle: [
      `${addresses.length} ${addresses.length === 1 ? "calendar" : "calendars"}, ${dayRange.formatRange(new Date(days.from), new Date(days.to))}`,
      ...(isIncomplete ? ["not complete"] : []),
    ].join("; "),
    by: by ?? "week",
    totals: summary[by ?? "week"],
  });
  const file = resolve(context.io.cwd, options.chart);
  if (/\.svg$/i.test(file)) writeFileAtomically(file, svg);
  else await streamFile(file, async (write) => write(await chartPng(svg)));
}

async function report(named: readonly string[], options: Options, context: Context): Promise<void> {
  assertOptions(options, context);
  const { tenant, addresses } = chosenCalendars(context, named, options);
  const days = chosenDays(options, context.io.now());
  // the settings of the root folder, such as the sandbox that runs there
  await context.engine();
  const graph = await observer(context.io, tenant);
  const reader = new Reader(context, graph, addresses, options);
  await (options.summary ? showSummary(reader, days) : writeRows(reader, days));
  reader.finish();
}

/** `bookings report`: what was booked, as the web app's own export or in totals. */
export const reportVerb: Verb = {
  declare(command, context) {
    command
      .argument("[calendar...]", "names or addresses of calendars")
      .option("--organisation <name...>", "all calendars of these organisations, by short name")
      .option("--days <number>", "how many days back, today included (default: 30)")
      .option("--from <day>", "the first day: 2026-10-01")
      .option("--to <day>", "the last day, included (default: today)")
      .option(
        "--out <folder>",
        "where the files go, one for each calendar; - for one calendar to stdout",
        ".",
      )
      .option("--with-patients", "fill in the columns that say who a patient is or where they live")
      .option("--raw", "for programs: cells that Excel would read as formulas are left as they are")
      .option("--allow-ci", "write a report in a pipeline, where others may be able to read it")
      .option("--time-zone <name>", "for calendars that name no time zone", "Europe/London")
      .option("--summary", "totals by calendar, clinician, service and week instead of appointments")
      .option("--by <what>", "only totals by calendar, clinician, service or week")
      .option("--tsv", "totals as a table for Excel")
      .option(
        "--chart <file>",
        "a chart of the totals as well, as .svg or .png (by week, unless --by says otherwise)",
      )
      .examples([
        ["bookings report LeedsCardiologyHeartFailure", "the last 30 days, without patients' details"],
        [
          "bookings report --organisation leeds --from 2026-09-01 --to 2026-09-30",
          "a month, a file for each calendar",
        ],
        [
          "bookings report --organisation leeds --summary --chart activity.png",
          "totals, and a chart for a paper",
        ],
      ])
      .action((named: string[], options: Options) => report(named, options, context));
  },
};
