import { type Html, html, tag } from "../base/html";
import type { LatestQuery, NumberedEntry } from "../graph/request-log";
import type { PageRoute } from "./layout";
import { requestTable, searchForm, withQuery } from "./parts";

const path = "/log";
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
