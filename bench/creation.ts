import type { LoggedRequest } from "../test/playground/emulated-tenant";
import { leastRequests } from "./least-requests";
import { openClinics, runWell, STACK } from "./open-clinics";
import type { BenchResult } from "./result";
import { spread } from "./spread";

const ROUNDS = 3;
const CALENDARS = 100;
const MEMBERS = 6;

interface Counted {
  readonly requests: number;
  readonly items: number;
  readonly log: readonly LoggedRequest[];
}

/** A batch counts as one request; its items, and what goes without a batch, are the items. */
function count(log: readonly LoggedRequest[]): Counted {
  return {
    requests: log.filter(({ via }) => via === "http").length,
    items: log.filter(({ operation }) => operation !== "batch").length,
    log,
  };
}

interface Creation {
  readonly preview: Counted;
  /** What `bookings up` sent after the preview that it shows first. */
  readonly apply: Counted;
}

async function createOnce(round: number): Promise<Creation> {
  const playground = await openClinics(`bench-creation-${round}`, CALENDARS, MEMBERS);
  const { tenant } = playground;
  try {
    await runWell(playground, "bookings", ["preview", STACK]);
    const preview = count(await tenant.log());
    await runWell(playground, "bookings", ["up", STACK, "--yes"]);
    const made = await tenant.calendars();
    if (made.length !== CALENDARS) throw new Error(`${made.length} calendars were made.`);
    const whole = count((await tenant.log()).slice(preview.log.length));
    // `up` begins with the same preview, request by request.
    const apply = {
      requests: whole.requests - preview.requests,
      items: whole.items - preview.items,
      log: whole.log.slice(preview.log.length),
    };
    return { preview, apply };
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
  const requests = found.map(({ apply }) => apply.requests);
  const items = found.map(({ apply }) => apply.items);
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
      "of the last round": byOperation(found.at(-1)?.apply.log ?? []),
    },
  };
}
