import { type Html, html, type Piece, tag } from "../base/html";
import type { LatestQuery, NumberedEntry } from "../graph/request-log";
import { businesses } from "../records/business";
import type { World } from "../store/world";
import type { PageRoute } from "./layout";
import {
  calendarPath,
  counted,
  facts,
  link,
  moment,
  searchForm,
  type Table,
  table,
  withQuery,
} from "./parts";

const liveSeconds = 2;
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
  const target = withQuery("/live", query, { refresh: isOn ? "off" : "" });
  const [newest] = run;
  const isBusy = newest !== undefined && world.clock.now() - newest.time <= busyMs;
  const writes = run.filter(({ effect, status }) => effect === "write" && status > 0 && status < 400);
  // a run asks for what it is about to make: that it is not there refuses nothing
  const absent = run.filter(({ status }) => status === 404).length;
  const refused = run.filter(({ status }) => status >= 400).length - absent;
  return html`<h1>Live</h1>
<p role="status">${isBusy ? tag("A run is at work") : tag("Nothing is happening")}</p>
<p>${isOn ? html`This page loads itself again every ${liveSeconds} seconds. ` : ""}<a href="${target}">${isOn ? "Stop that" : "Load it again by itself"}</a></p>
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
  path: "/live",
  run: ({ world }, { query }) => {
    const run = lastRun(world.log.latest({ limit: most }));
    const isOn = query.get("refresh") !== "off";
    return {
      status: 200,
      title: "Live",
      content: content(world, run, query, isOn),
      ...(isOn ? { refresh: liveSeconds } : {}),
    };
  },
};

const size = 100;
const refreshSeconds = 5;

function entryTable(entries: readonly NumberedEntry[]): Html {
  const words = { caption: "Requests, newest first", columns: ["Effect"], empty: "No request fits." };
  return requestTable(entries, words, (entry) => [
    html`<code>${entry.method} ${entry.path}</code> <span class="small">${entry.operation}${entry.via !== "http" && `, by ${entry.via}`}</span>`,
    entry.effect === "write" ? tag("Changed") : "none",
  ]);
}

function queryOf(query: URLSearchParams): LatestQuery {
  const [show, before] = [query.get("show"), query.get("before") ?? ""];
  return {
    limit: size + 1,
    who: (query.get("who") ?? "").trim(),
    what: (query.get("what") ?? "").trim(),
    ...(/^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
    ...(show === "writes" || show === "refused" ? { show } : {}),
  };
}

function refreshing(query: URLSearchParams, on: boolean): Html {
  const target = withQuery("/log", query, { refresh: on ? "" : "on", before: "" });
  return on
    ? html`<p>This page loads itself again every ${refreshSeconds} seconds. <a href="${target}">Stop that</a></p>`
    : html`<p><a href="${target}">Load this page again every ${refreshSeconds} seconds</a></p>`;
}

function pages(query: URLSearchParams, before: number | undefined): Html | undefined {
  const older = before !== undefined && withQuery("/log", query, { before: String(before), refresh: "" });
  const newest = query.has("before") && withQuery("/log", query, { before: "" });
  if (!older && !newest) return undefined;
  return html`<nav aria-label="Pages"><ul class="pages">${newest && html`<li><a href="${newest}">Newest</a></li>`}
${older && html`<li><a href="${older}">Older</a></li>`}</ul></nav>`;
}

/** GET /log?who=&what=&show=&before=&refresh= */
export const logPage: PageRoute = {
  method: "GET",
  path: "/log",
  run: ({ world }, { query }) => {
    const found = world.log.latest(queryOf(query));
    const entries = found.slice(0, size);
    const on = query.get("refresh") === "on";
    const show = { "": "Everything", writes: "What changed something", refused: "What was refused" };
    const content = html`<h1>Requests</h1>
<p>Who asked what, how it ended, and whether it changed anything. Tokens, contents and patients are not kept.</p>
${searchForm("/log", [
  { name: "who", label: "Who", value: query.get("who") ?? "" },
  { name: "what", label: "What (part of operation or path)", value: query.get("what") ?? "" },
  { name: "show", label: "Which", value: query.get("show") ?? "", options: show },
])}
${refreshing(query, on)}
${entryTable(entries)}
${pages(query, found.length > size ? entries.at(-1)?.seq : undefined)}`;
    return { status: 200, title: "Requests", content, ...(on ? { refresh: refreshSeconds } : {}) };
  },
};

/** Requests, each with what it asked as `what` shows it, and with more cells where there are. */
function requestTable(
  entries: readonly NumberedEntry[],
  { caption, columns, empty }: Omit<Table, "rows">,
  cells: (entry: NumberedEntry) => readonly Piece[],
): Html {
  const outcome = ({ status, error }: NumberedEntry): Html => {
    if (status === 0) return html`<strong>cut</strong>`;
    return status >= 400 ? html`<strong>${status}</strong> ${error ?? ""}` : html`${status}`;
  };
  const rows = entries.map((entry) => {
    const [what, ...more] = cells(entry);
    const who = entry.who === "" ? "unknown caller" : entry.who;
    return {
      cells: [moment(entry.time), who, what, outcome(entry), ...more],
      ...(entry.effect === "write" ? { mark: "write" } : {}),
    };
  });
  return table({ caption, columns: ["When", "Who", "What", "Status", ...columns], rows, empty });
}
