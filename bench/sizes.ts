import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Cost, costOf } from "./cost-of";
import { openClinics, STACK } from "./open-clinics";
import type { BenchResult } from "./result";
import { spread } from "./spread";
import type { ClinicCount } from "./write-clinics";

const MEMBERS = 6;
/** Minutes in which a thousand calendars are made on a slow machine. */
const PATIENCE_S = 1800;
const MOST_LISTED = 500;
const WHOLE_LISTS = { bookingsPaging: "none", directoryPaging: "pages", throttling: false };

/** An estate, and how many calendars of other organisations are in the tenant beside it. */
interface Size extends ClinicCount {
  readonly name: string;
  readonly others: number;
  /** MiB that the largest process of a command may take. */
  readonly goal: number;
}

const SIZES: readonly Size[] = [
  { name: "100", organisations: 1, calendars: 100, members: MEMBERS, others: 0, goal: 200 },
  {
    name: "400 in a tenant of 1,000",
    organisations: 1,
    calendars: 400,
    members: MEMBERS,
    others: 600,
    goal: 350,
  },
  { name: "1,000 of one", organisations: 1, calendars: 1000, members: MEMBERS, others: 0, goal: 350 },
  { name: "1,000 of ten", organisations: 10, calendars: 100, members: MEMBERS, others: 0, goal: 350 },
];

type Work = "validate" | "first up" | "preview" | "one change" | "drift";

/** The largest process of each kind, in MiB. */
function largest({ processes }: Cost): string {
  const kinds = Map.groupBy(processes, ({ name }) => name);
  const peaks = [...kinds].map(([name, all]) => ({ name, peak: Math.max(...all.map((one) => one.peakMiB)) }));
  return peaks
    .sort((one, other) => other.peak - one.peak)
    .map(({ name, peak }) => `${name} ${Math.round(peak)}`)
    .join(", ");
}

const peakOf = ({ processes }: Cost): number => Math.max(...processes.map(({ peakMiB }) => peakMiB));

/** Every command on estates of several sizes: what each sends, and how much memory its processes take. */
async function costsOf(size: Size): Promise<Readonly<Record<Work, Cost>>> {
  const playground = await openClinics(`bench-sizes-${size.calendars}`, size, size.others);
  const all = size.organisations === 1 ? [STACK] : ["--all"];
  // a list of 500 calendars or more may be cut, which drift says
  const mayEnd = size.calendars < MOST_LISTED ? [0] : [0, 7];
  const cost = (...words: string[]): Promise<Cost> =>
    costOf(playground, words, { patience: PATIENCE_S, mayEnd });
  try {
    await playground.tenant.ask("PUT", "settings", WHOLE_LISTS);
    const validate = await cost("validate");
    const first = await cost("up", ...all, "--yes");
    // takes in who is on the calendars by now
    await cost("up", ...all, "--yes");
    const preview = await cost("preview", ...all, "--detailed-exitcode");
    const file = join(playground.root.path, "specs", STACK, "calendars", "clinic-7.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/phone: .*/, 'phone: "+44 113 497 1000"'));
    const change = await cost("up", ...all, "--yes");
    const drift = await cost("drift", ...all);
    return { validate, "first up": first, preview, "one change": change, drift };
  } finally {
    await playground.close();
    playground.root.discard();
  }
}

/** What commands cost on larger estates: requests against those of 100 calendars, and memory of the largest process. */
export async function sizesBench(): Promise<BenchResult> {
  const figures: Record<string, string> = {};
  const ofGoal: number[] = [];
  const wanted = process.env["BENCH_SIZES"]?.split(";");
  for (const size of SIZES.filter(({ name }) => wanted?.includes(name) ?? true)) {
    for (const [work, cost] of Object.entries(await costsOf(size))) {
      ofGoal.push(peakOf(cost) / size.goal);
      figures[`${work} of ${size.name}`] =
        `${cost.requests} requests, ${cost.seconds.toFixed(1)} s, MiB: ${largest(cost)}`;
    }
  }
  return {
    name: "sizes",
    what: "memory of the largest process ÷ 200 MiB for 100 calendars, 350 MiB for more",
    goal: 1,
    ratio: spread([Math.max(...ofGoal)]),
    figures,
  };
}
