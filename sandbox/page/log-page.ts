import { type Html, html, tag } from "../base/html";
import type { LatestQuery, NumberedEntry } from "../graph/request-log";
import type { PageRoute } from "./page-route";
import { moment, searchForm, table, withQuery } from "./parts";

const path = "/log";
const size = 100;
const refreshSeconds = 5;

function outcome({ status, error }: NumberedEntry): Html {
  if (status === 0) return html`<strong>cut</strong>`;
  return status >= 400 ? html`<strong>${status}</strong> ${error ?? ""}` : html`${status}`;
}

function entryTable(entries: readonly NumberedEntry[]): Html {
  return table({
    caption: "Requests, newest first",
    columns: ["When", "Who", "What", "Status", "Effect"],
    rows: entries.map((entry) => ({
      cells: [
        moment(entry.time),
        entry.who === "" ? "unknown caller" : entry.who,
        html`<code>${entry.method} ${entry.path}</code> <span class="small">${entry.operation}${entry.via !== "http" && `, by ${entry.via}`}</span>`,
        outcome(entry),
        entry.effect === "write" ? tag("Changed") : "none",
      ],
      ...(entry.effect === "write" ? { mark: "write" } : {}),
    })),
    empty: "No request fits.",
  });
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
  const target = withQuery(path, query, { refresh: on ? "" : "on", before: "" });
  return on
    ? html`<p>This page loads itself again every ${refreshSeconds} seconds. <a href="${target}">Stop that</a></p>`
    : html`<p><a href="${target}">Load this page again every ${refreshSeconds} seconds</a></p>`;
}

function pages(query: URLSearchParams, before: number | undefined): Html | undefined {
  const older = before !== undefined && withQuery(path, query, { before: String(before), refresh: "" });
  const newest = query.has("before") && withQuery(path, query, { before: "" });
  if (!older && !newest) return undefined;
  return html`<nav aria-label="Pages"><ul class="pages">${newest && html`<li><a href="${newest}">Newest</a></li>`}
${older && html`<li><a href="${older}">Older</a></li>`}</ul></nav>`;
}

/** GET /log?who=&what=&show=&before=&refresh= */
export const logPage: PageRoute = {
  method: "GET",
  path,
  run: ({ world }, { query }) => {
    const found = world.log.latest(queryOf(query));
    const entries = found.slice(0, size);
    const on = query.get("refresh") === "on";
    const show = { "": "Everything", writes: "What changed something", refused: "What was refused" };
    const content = html`<h1>Requests</h1>
<p>Who asked what, how it ended, and whether it changed anything. Tokens, contents and patients are not kept.</p>
${searchForm(path, [
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
