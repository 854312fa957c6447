import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Playground } from "../test/playground/playground";
import { type Cost, costOf } from "./cost-of";
import { leastRequests } from "./least-requests";
import { openClinics, runWell, STACK } from "./open-clinics";
import type { BenchResult } from "./result";
import { ratios, spread } from "./spread";

const ROUNDS = 3;
const CALENDARS = 100;
const MEMBERS = 6;
/** Milliseconds that each request takes at least. */
const LATENCIES = [0, 50, 200] as const;
const SPEC = join("specs", STACK, "calendars", "clinic-7.yaml");

/** The practice tenant gives lists an empty first page by default, which no tenant does everywhere: here they come whole. */
const WHOLE_LISTS = { bookingsPaging: "none", directoryPaging: "pages" };

type Work = "create" | "preview" | "one change" | "drift";

/** Changes a phone number in one spec. */
function changeOne({ root }: Playground, round: string): void {
  const file = join(root.path, SPEC);
  const text = readFileSync(file, "utf8").replace(/phone: .*/, `phone: "+44 113 497 ${round}"`);
  writeFileSync(file, text);
}

/** One round: everything that is done with a hundred calendars, at one latency. */
async function roundAt(latency: number, round: number): Promise<Readonly<Record<Work, Cost>>> {
  const playground = await openClinics(`bench-latency-${latency}-${round}`, {
    calendars: CALENDARS,
    members: MEMBERS,
  });
  try {
    await playground.tenant.ask("PUT", "settings", { ...WHOLE_LISTS, latency });
    const create = await costOf(playground, ["up", STACK, "--yes"]);
    // the first run after a creation takes in who is on the calendars by now
    await runWell(playground, "bookings", ["up", STACK, "--yes"]);
    const preview = await costOf(playground, ["preview", STACK, "--detailed-exitcode"]);
    changeOne(playground, String(1000 + round));
    const change = await costOf(playground, ["up", STACK, "--yes"]);
    const drift = await costOf(playground, ["drift", STACK]);
    return { create, preview, "one change": change, drift };
  } finally {
    await playground.close();
    playground.root.discard();
  }
}

/** What the answers' time adds to each command, and how many requests it takes. */
export async function latencyBench(rounds = ROUNDS): Promise<BenchResult> {
  const found = new Map(LATENCIES.map((latency) => [latency, [] as Readonly<Record<Work, Cost>>[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const latency of LATENCIES) found.get(latency)?.push(await roundAt(latency, round));
  }
  const of = (latency: (typeof LATENCIES)[number], work: Work, what: "seconds" | "requests"): number[] =>
    (found.get(latency) ?? []).map((one) => one[work][what]);
  const works: readonly Work[] = ["create", "preview", "one change", "drift"];
  const figures = works.flatMap((work) => [
    ...LATENCIES.map(
      (latency) => [`${work}, seconds at ${latency} ms`, spread(of(latency, work, "seconds"))] as const,
    ),
    [`${work}, 50 ms ÷ 0 ms`, ratios(of(50, work, "seconds"), of(0, work, "seconds"))] as const,
    [`${work}, 200 ms ÷ 0 ms`, ratios(of(200, work, "seconds"), of(0, work, "seconds"))] as const,
    [`${work}, requests at 0 ms`, spread(of(0, work, "requests"))] as const,
    [`${work}, requests at 50 ms`, spread(of(50, work, "requests"))] as const,
  ]);
  const least = leastRequests(CALENDARS, MEMBERS, 1).requests;
  return {
    name: "latency",
    what: `making ${CALENDARS} calendars of ${MEMBERS} people where each request takes 50 ms ÷ where it takes none`,
    goal: 1.3,
    ratio: ratios(of(50, "create", "seconds"), of(0, "create", "seconds")),
    figures: { ...Object.fromEntries(figures), "create, fewest requests without the preview": least },
  };
}
