import { type Html, html, tag } from "../base/html";
import type { NumberedEntry } from "../graph/request-log";
import { businesses } from "../records/business";
import type { World } from "../store/world";
import type { PageRoute } from "./layout";
import { calendarPath, counted, facts, link, moment, requestTable, table, withQuery } from "./parts";

const path = "/live";
const refreshSeconds = 2;
/** How many of the last requests are looked at. */
const most = 5000;
const shown = 12;
/** Longer without a request, and it was another run. */
const pauseMs = 30_000;
/** Whoever asked within so long is still at it. */
const busyMs = 5000;

const deeds: Readonly<Record<string, readonly [one: string, many?: string]>> = {
  "bookingBusiness.create": ["created"],
  "bookingBusiness.update": ["changed"],
  "bookingBusiness.publish": ["published"],
  "bookingBusiness.unpublish": ["unpublished"],
  "bookingBusiness.delete": ["deleted"],
  "staffMember.create": ["1 person added", "people added"],
  "staffMember.update": ["1 person changed", "people changed"],
  "staffMember.delete": ["1 person removed", "people removed"],
  "service.create": ["1 service added", "services added"],
};

/** The requests of the last run, the newest first: those before the first long pause. */
function lastRun(entries: readonly NumberedEntry[]): readonly NumberedEntry[] {
  const end = entries.findIndex(({ time }, at) => at > 0 && (entries[at - 1]?.time ?? time) - time > pauseMs);
  return end < 0 ? entries : entries.slice(0, end);
}

function calendarOf({ path: asked, made }: NumberedEntry): string | undefined {
  const [, inPath] = /\/bookingBusinesses\/([^/?]+)/i.exec(asked) ?? [];
  const address = inPath ?? made;
  return address === undefined ? undefined : decodeURIComponent(address).toLowerCase();
}

function deedsIn(operations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const operation of operations) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts]
    .map(([operation, count]) => {
      const [one, many] = deeds[operation] ?? [operation];
      return count === 1 || many === undefined ? one : `${count} ${many}`;
    })
    .join(", ");
}

function calendarTable(world: World, writes: readonly NumberedEntry[], isBusy: boolean): Html {
  const by = new Map<string, NumberedEntry[]>();
  for (const write of writes) {
    const address = calendarOf(write);
    if (address !== undefined) by.set(address, [write, ...(by.get(address) ?? [])]);
  }
  return table({
    caption: "What was done, calendar by calendar",
    columns: ["Calendar", "What was done", "Last change"],
    rows: [...by].map(([address, entries]) => {
      const business = world.store.of(businesses).get(address);
      return {
        cells: [
          business ? link(calendarPath(business.id), business.displayName) : address,
          deedsIn(entries.map(({ operation }) => operation)),
          moment(entries.at(-1)?.time ?? 0),
        ],
      };
    }),
    empty: isBusy ? "No calendar has been changed yet." : "No calendar was changed.",
  });
}

/** A path as people read it; the log has all of it. */
function inShort(asked: string): string {
  const [where = "", query] = asked.split("?");
  return `${readable(where)}${query === undefined ? "" : "?…"}`;
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function content(world: World, run: readonly NumberedEntry[], query: URLSearchParams, isOn: boolean): Html {
  const target = withQuery(path, query, { refresh: isOn ? "off" : "" });
  const [newest] = run;
  const isBusy = newest !== undefined && world.clock.now() - newest.time <= busyMs;
  const writes = run.filter(({ effect, status }) => effect === "write" && status > 0 && status < 400);
  // a run asks for what it is about to make: that it is not there refuses nothing
  const absent = run.filter(({ status }) => status === 404).length;
  const refused = run.filter(({ status }) => status >= 400).length - absent;
  return html`<h1>Live</h1>
<p role="status">${isBusy ? tag("A run is at work") : tag("Nothing is happening")}</p>
<p>${isOn ? html`This page loads itself again every ${refreshSeconds} seconds. ` : ""}<a href="${target}">${isOn ? "Stop that" : "Load it again by itself"}</a></p>
${facts([
  ["Began", newest && moment(run.at(-1)?.time ?? 0)],
  ["Last request", newest && moment(newest.time)],
  ["Requests", counted(run.length, "request")],
  ["Changes", counted(writes.length, "change")],
  ["Not found", absent > 0 && counted(absent, "request")],
  ["Refused", refused > 0 && counted(refused, "request")],
])}
${calendarTable(world, writes, isBusy)}
${requestTable(
  run.slice(0, shown),
  { caption: "The last requests, newest first", columns: [], empty: "Nothing was asked yet." },
  ({ method, path: asked }) => [html`<code>${method} ${inShort(asked)}</code>`],
)}`;
}

/** GET /live?refresh=off: what the run of this moment, or the last one, does. */
export const livePage: PageRoute = {
  method: "GET",
  path,
  run: ({ world }, { query }) => {
    const run = lastRun(world.log.latest({ limit: most }));
    const isOn = query.get("refresh") !== "off";
    return {
      status: 200,
      title: "Live",
      content: content(world, run, query, isOn),
      ...(isOn ? { refresh: refreshSeconds } : {}),
    };
  },
};
