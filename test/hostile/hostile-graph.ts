import { GraphError } from "../../src/graph/graph-error";
import { ServerClock } from "../../src/graph/http/server-clock";
import { VisibleError } from "../../src/problem/visible-error";
import { lookAtCalendar } from "../../src/tenant/calendars";
import { batchOf, fakeGraph, type Said } from "../graph/fake-graph";
import type { HostileCase, HostileClass } from "./hostile-class";
import { withEachText } from "./leaves";

const ADDRESS = "LeedsCardiologyA@nhs.net";

const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], "x");

/** What a service may put in the place of any value. */
const INSTEAD: readonly unknown[] = [
  null,
  7,
  true,
  [],
  {},
  "",
  "x".repeat(100_000),
  deep,
  "__proto__",
  "\u0000",
];

/** Answers of Graph as they should be. */
const GOOD: Readonly<Record<string, unknown>> = {
  business: {
    id: ADDRESS,
    displayName: "LeedsCardiologyA",
    email: "a@nhs.net",
    phone: "1",
    businessType: "",
  },
  staff: { value: [{ id: "1", displayName: "Amy", emailAddress: "amy@nhs.net", role: "administrator" }] },
  view: { value: [{ id: "1" }, { id: "2" }] },
};

/** Whole answers that are wrong. */
const ANSWERS: readonly Said[] = [
  ...[200, 202, 204, 301, 302, 400, 401, 403, 404, 409, 423, 429, 500, 503].flatMap((status) => [
    { status },
    { status, body: {} },
    { status, body: [] },
    { status, body: "<html>" },
    { status, body: { error: { code: "ErrorItemNotFound", message: "gone" } } },
    { status, body: { value: [] } },
    { status, body: { value: null, "@odata.nextLink": "https://evil.example/v1.0/next" } },
    { status, body: { value: [], "@odata.nextLink": 7 } },
    { status, body: deep },
  ]),
];

function partOf(path: string): keyof typeof GOOD {
  if (path.includes("/staffMembers")) return "staff";
  return path.includes("calendarView") ? "view" : "business";
}

/** Looks at a calendar that is there, while one part of what Graph says is hostile. */
async function look(part: string, hostile: Said): Promise<string | undefined> {
  const asked: string[] = [];
  const say = (path: string): Said =>
    partOf(path) === part ? hostile : { status: 200, body: GOOD[partOf(path)] };
  const { graph } = fakeGraph(
    (request) => {
      asked.push(new URL(request.url).host);
      if (request.path !== "/$batch") return say(request.path);
      return batchOf(request, ({ url }) => say(url));
    },
    { clock: new ServerClock(), budgetMs: 1000 },
  );
  try {
    const sight = await lookAtCalendar(graph, { address: ADDRESS, people: true, bookedFrom: new Date(0) });
    if (asked.some((host) => host !== "graph.example")) return "another host was asked";
    if (sight.kind === "absent") return "the calendar was reported absent";
    if (sight.kind === "there" && part === "view" && sight.calendar.booked < 2 && !isHonest(hostile, part))
      return `${sight.calendar.booked} appointments were counted`;
    return undefined;
  } catch (error) {
    if (error instanceof GraphError || error instanceof VisibleError) return undefined;
    throw error;
  }
}

/** A list that is well formed and shorter is an answer, and no one can tell. */
function isHonest({ status, body }: Said, part: string): boolean {
  const value = typeof body === "object" && body !== null && "value" in body ? body.value : undefined;
  return part === "view" && status >= 200 && status < 300 && Array.isArray(value);
}

export const hostileGraph: HostileClass = {
  name: "hostile answers of Graph",
  invariant:
    "no answer makes a calendar absent that was not confirmed to be, shortens a count, or leads to another host",
  *cases(): Generator<HostileCase> {
    for (const part of Object.keys(GOOD)) {
      for (const [index, said] of ANSWERS.entries())
        yield { name: `${part}: answer ${index} (${said.status})`, run: () => look(part, said) };
      for (const other of INSTEAD)
        for (const { place, value } of withEachText(GOOD[part], () => other))
          yield {
            name: `${part}${place} is ${JSON.stringify(other)?.slice(0, 20)}`,
            run: () => look(part, { status: 200, body: value }),
          };
    }
  },
};
