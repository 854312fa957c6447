import { ServerClock } from "../../src/graph/http/server-clock";
import { VisibleError } from "../../src/problem/visible-error";
import { fakeGraph } from "../graph/fake-graph";
import type { HostileCase, HostileClass } from "./hostile-class";

const MINUTE = 60_000;
const CALL = { method: "GET", path: "/solutions/bookingBusinesses/a@nhs.net" } as const;

/** How far this machine's clock is ahead, in minutes: around the bound, and by zones, days and years. */
const AHEAD = [0, 1, 3, 4, 4.8, 5.3, 6, 10, 60, 330, 1440, 525_600].flatMap((one) => [one, -one]);

async function off(minutes: number): Promise<string | undefined> {
  const real = Date.now();
  const clock = new ServerClock(() => real + minutes * MINUTE);
  const date = new Date(real).toUTCString();
  const { graph, seen } = fakeGraph(() => ({ status: 200, body: {}, headers: { date } }), { clock });
  await graph.send(CALL);
  const isServers = Math.abs(clock.now().getTime() - real) < 2000;
  if (!isServers) return `future begins at ${clock.now().toISOString()}`;
  const second = await graph.send(CALL).then(
    () => "went on",
    (error: unknown) => (error instanceof VisibleError ? "refused" : String(error)),
  );
  const wanted = Math.abs(minutes) > 5 ? "refused" : "went on";
  if (second !== wanted) return `it ${second} with a clock that is ${minutes} minutes ahead`;
  return seen.length === (wanted === "refused" ? 1 : 2) ? undefined : "it asked before it refused";
}

export const clocks: HostileClass = {
  name: "clocks",
  invariant:
    "what is future is told by the server's clock, and a machine that is off by more than five minutes is refused",
  *cases(): Generator<HostileCase> {
    for (const minutes of AHEAD) yield { name: `${minutes} minutes ahead`, run: () => off(minutes) };
    for (const date of ["", "yesterday", "0", "NaN", "Thu, 01 Jan 1970 00:00:00 GMT"])
      yield { name: `date “${date}”`, run: () => odd(date) };
  },
};

/** No date, or none that can be read, is no clock; one that can is. */
async function odd(date: string): Promise<string | undefined> {
  const clock = new ServerClock();
  clock.heard("https://graph.example", date, Date.now());
  const isOff = Math.abs(clock.now().getTime() - Date.now()) > MINUTE;
  return isOff === !Number.isNaN(Date.parse(date)) ? undefined : `it took “${date}” for a time`;
}
