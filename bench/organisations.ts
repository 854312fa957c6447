import { readdirSync, readFileSync } from "node:fs";
import type { Seed } from "../sandbox/seed/seed";
import { Playground } from "../test/playground/playground";
import { runWell } from "./open-clinics";
import type { BenchResult } from "./result";
import { spread } from "./spread";
import { person, replyTo, shortName, TENANT_ID, writeClinics } from "./write-clinics";

const CALENDARS = 15;
const MEMBERS = 4;
const PARALLEL = 4;
/** How many organisations; BENCH_ORGANISATIONS names others, such as `1,10,200`. */
const SIZES = [1, 4, 12];
const PAGE_BYTES = 4096;
const LOOK_EVERY_MS = 200;
/** Seconds after which a command counts as hung: more for each organisation. */
const patienceFor = (organisations: number): number => 120 + 15 * organisations;

const sizes = (): readonly number[] =>
  process.env["BENCH_ORGANISATIONS"]?.split(",").map(Number).filter(Number.isInteger) ?? SIZES;

function seedOf(organisations: number): Seed {
  const numbers = Array.from({ length: organisations }, (_, index) => index);
  return {
    tenant: { tenantId: TENANT_ID },
    organisations: numbers.map((index) => ({
      shortName: shortName(index),
      operator: `svc.${shortName(index).toLowerCase()}@nhs.net`,
    })),
    users: numbers.flatMap((index) => [
      ...Array.from({ length: CALENDARS * MEMBERS }, (_, at) => ({
        address: person(index, Math.floor(at / MEMBERS), at % MEMBERS),
        organisation: shortName(index),
        licences: [{ sku: "ENTERPRISEPACK" }],
      })),
      { address: replyTo(index), organisation: shortName(index), mailbox: "shared" as const },
    ]),
  };
}

/** Memory of all processes that this one has started, theirs included, in MiB. */
function memoryBelow(): number {
  const found = readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [{ pid: Number(pid), parent: Number(fields[1]), pages: Number(fields[21]) }];
    } catch {
      return [];
    }
  });
  const ours = new Set([process.pid]);
  for (let before = 0; before !== ours.size; ) {
    before = ours.size;
    for (const { pid, parent } of found) if (ours.has(parent)) ours.add(pid);
  }
  const pages = found.filter(({ pid }) => pid !== process.pid && ours.has(pid)).map((one) => one.pages);
  return (pages.reduce((sum, one) => sum + one, 0) * PAGE_BYTES) / 1024 ** 2;
}

interface Cost {
  readonly seconds: number;
  readonly requests: number;
  readonly memory: number;
}

/** How many requests came after one of the log, and which was the last. The sandbox gives the log in pieces. */
async function requestsAfter(
  { tenant }: Playground,
  since: number,
): Promise<{ requests: number; last: number }> {
  let [requests, last] = [0, since];
  for (let piece = await tenant.log(last); piece.length > 0; piece = await tenant.log(last)) {
    requests += piece.filter(({ via }) => via === "http").length;
    last = piece.at(-1)?.seq ?? last;
  }
  return { requests, last };
}

async function costOf(playground: Playground, words: readonly string[], patience: number): Promise<Cost> {
  const { last } = await requestsAfter(playground, 0);
  let memory = 0;
  const timer = setInterval(() => {
    memory = Math.max(memory, memoryBelow());
  }, LOOK_EVERY_MS);
  try {
    const { seconds } = await runWell(playground, "bookings", words, patience);
    const { requests } = await requestsAfter(playground, last);
    return { seconds, requests, memory };
  } finally {
    clearInterval(timer);
  }
}

const each = (organisations: number, { seconds, requests, memory }: Cost): string =>
  `${(seconds / organisations).toFixed(2)} s and ${(requests / organisations).toFixed(1)} requests each, ${Math.round(memory)} MiB in all`;

/** What an organisation of 15 calendars costs when it is one of many, against when it is alone. */
export async function organisationsBench(): Promise<BenchResult> {
  const figures: Record<string, string> = {};
  const ofPreview: number[] = [];
  for (const organisations of sizes()) {
    const playground = await Playground.open(`bench-many-${organisations}`, { seed: seedOf(organisations) });
    try {
      writeClinics(playground.root.path, { organisations, calendars: CALENDARS, members: MEMBERS });
      const patience = patienceFor(organisations);
      const many = ["--all", "--parallel", String(PARALLEL), "--json"];
      const up = await costOf(playground, ["up", "--yes", ...many], patience);
      const preview = await costOf(playground, ["preview", ...many], patience);
      const drift = await costOf(playground, ["drift", ...many], patience);
      ofPreview.push(preview.seconds / organisations);
      for (const [what, cost] of Object.entries({ "first up": up, preview, drift }))
        figures[`${what} of ${organisations}`] = each(organisations, cost);
    } finally {
      await playground.close();
      playground.root.discard();
    }
  }
  const [alone = 1] = ofPreview;
  return {
    name: "organisations",
    what: `time of a preview for each of many organisations (${CALENDARS} calendars, ${PARALLEL} at once) ÷ for one alone`,
    goal: 1,
    ratio: spread(ofPreview.slice(1).map((one) => one / alone)),
    figures,
  };
}
