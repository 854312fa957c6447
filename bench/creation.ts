import type { LoggedRequest } from "../test/playground/emulated-tenant";
import { type Cost, costOf } from "./cost-of";
import { leastRequests } from "./least-requests";
import { openClinics, STACK } from "./open-clinics";
import type { BenchResult } from "./result";
import { spread } from "./spread";

const ROUNDS = 3;
const CALENDARS = 100;
const MEMBERS = 6;

/** Items of batches, and what goes without one. */
const itemsIn = (log: readonly LoggedRequest[]): number =>
  log.filter(({ operation }) => operation !== "batch").length;

interface Creation {
  readonly preview: Cost;
  /** The whole of `bookings up`, which begins with the same preview. */
  readonly up: Cost;
}

async function createOnce(round: number): Promise<Creation> {
  const playground = await openClinics(`bench-creation-${round}`, { calendars: CALENDARS, members: MEMBERS });
  try {
    const preview = await costOf(playground, ["preview", STACK]);
    const up = await costOf(playground, ["up", STACK, "--yes"]);
    const made = await playground.tenant.calendars();
    if (made.length !== CALENDARS) throw new Error(`${made.length} calendars were made.`);
    return { preview, up };
  } finally {
    await playground.close();
    playground.root.discard();
  }
}

/** How many items there were of each operation, the most frequent first. */
function byOperation(log: readonly LoggedRequest[]): string {
  const groups = [
    ...Map.groupBy(log, ({ operation, via }) => `${operation}${via === "http" ? " alone" : ""}`),
  ];
  return groups
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([name, { length }]) => `${length} × ${name}`)
    .join(", ");
}

/** The requests that making 100 calendars with six people each takes, against the fewest possible. */
export async function creationBench(rounds = ROUNDS): Promise<BenchResult> {
  const least = leastRequests(CALENDARS, MEMBERS, 1);
  const found: Creation[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await createOnce(round));
  const requests = found.map(({ preview, up }) => up.requests - preview.requests);
  const items = found.map(({ preview, up }) => itemsIn(up.log) - itemsIn(preview.log));
  return {
    name: "creation",
    what: `HTTP requests to make ${CALENDARS} calendars of ${MEMBERS} people ÷ the fewest possible (a batch counts one)`,
    ratio: spread(requests.map((value) => value / least.requests)),
    figures: {
      requests: spread(requests),
      "requests of the preview before it": spread(found.map(({ preview }) => preview.requests)),
      "fewest requests": least.requests,
      items: spread(items),
      "fewest items": least.items,
      "items ÷ fewest": spread(items.map((value) => value / least.items)),
      "of the last round, with its preview": byOperation(found.at(-1)?.up.log ?? []),
    },
  };
}
