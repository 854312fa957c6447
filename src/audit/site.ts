import type { OrganisationModel } from "../model/estate";
import { escapedXml, printable } from "../problem/printable";
import { deedWords } from "../records/journal-words";
import { whatOf } from "./drift-table";
import type { Access } from "./history";
import type { Files } from "./pack";
import type { Step } from "./revision";
import { searchScript, style } from "./site-assets";
import type { Sources, Table } from "./sources";

/** Markup: text inside it has been escaped. */
class Markup {
  constructor(readonly text: string) {}
}

type Part = string | Markup | readonly Part[];

/** On a page a line break is a space. */
const escaped = (text: string): string =>
  escapedXml(printable(text).replace(/\s*\n\s*/g, " ")).replaceAll("'", "&#39;");

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  return typeof part === "string" ? escaped(part) : part.map(textOf).join("");
}

/** A template whose values are text unless they are markup. */
function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + textOf(parts[index] ?? "")).join(""));
}

/** No page asks anything of a network, and runs nothing but the one script beside it. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'";

/** Rows of a table on one page: far below a megabyte. */
const ROWS_A_PAGE = 500;
/** Characters of the data for the search in one file. */
const CHUNK = 600_000;

interface Page {
  readonly path: string;
  readonly title: string;
  readonly body: Part;
  /** The table of which it is a page. */
  readonly table?: Table;
}

/** A table with more columns uses the whole width of a screen, and paper on its side. */
const NARROW = 6;

const CURRENT = html` aria-current="page"`;

class Site {
  readonly files = new Map<string, string>();

  constructor(
    readonly sources: Sources,
    readonly tables: readonly Table[],
  ) {}

  add({ path, title, body, table }: Page, scripts: readonly string[] = []): void {
    const up = path.includes("/") ? "../" : "";
    const links = this.tables.map(
      ({ name, title: of }) =>
        html`<li><a href="${up}${name}.html"${name === table?.name ? CURRENT : ""}>${of}</a></li>`,
    );
    const shape = (table?.columns.length ?? 0) > NARROW ? html` class="wide"` : "";
    const { commit, at } = this.sources.at;
    const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Booking calendars</title>
<link rel="stylesheet" href="${up}style.css">
${scripts.map((script) => html`<script src="${script}" defer></script>\n`)}</head>
<body${shape}>
<a class="skip" href="#main">Skip to the content</a>
<header><p><a href="${up}index.html">Booking calendars: evidence for audit</a></p></header>
<nav aria-label="Evidence"><ul>${links}</ul></nav>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
<footer><p>As of commit <code>${commit.slice(0, 12)}</code>, ${longDay(at)}. ${tenantLine(this.sources)}</p></footer>
</body>
</html>
`;
    this.files.set(path, page.text);
  }
}

const longDay = (at: string): string =>
  new Date(at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

function tenantLine({ reading }: Sources): string {
  return reading
    ? `The tenant was read on ${longDay(reading.at)} at ${reading.at.slice(11, 16)} UTC.`
    : "The tenant was not read.";
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const timeFormat = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A day or a moment for people; in the evidence it stands as ISO 8601 writes it. */
function moment(text: string): Part {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const format = text.length > 10 ? timeFormat : dayFormat;
  return html`<time datetime="${text}">${format.format(date)}</time>`;
}

/** A cell as people read it: days and times in words, commits that do not break, addresses that may where paper is narrow. */
function cellMarkup(text: string): Part {
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text)) return moment(text);
  if (/^[0-9a-f]{12}$/.test(text)) return html`<code>${text}</code>`;
  return /\S{20}/.test(text) ? html`<span class="long">${text}</span>` : text;
}

/** Roles are written out, because blocks on a narrow screen would lose those of a table. */
function tableMarkup(label: string, columns: readonly string[], rows: readonly (readonly Part[])[]): Markup {
  if (rows.length === 0) return html`<p>There are none.</p>`;
  const cell = (part: Part, at: number): Markup =>
    html`<td role="cell" data-column="${columns[at] ?? ""}">${typeof part === "string" ? cellMarkup(part) : part}</td>`;
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table role="table">
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>\n`)}</tbody>
</table></div>`;
}

/** The file of a calendar's page: its address without what a file system might not take. */
const pageOf = (address: string): string =>
  `calendars/${(address.split("@")[0] ?? "").toLowerCase().replace(/[^a-z0-9.-]/g, "_")}.html`;

const rowCount = ({ rows }: Table): string =>
  `${rows.length.toLocaleString("en-GB")} ${rows.length === 1 ? "row" : "rows"}`;

function tablePages(site: Site, table: Table, known: ReadonlySet<string>): void {
  const { name, title, about, columns, rows } = table;
  const count = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
  const file = (index: number): string => (index === 0 ? `${name}.html` : `${name}-${index + 1}.html`);
  for (let index = 0; index < count; index += 1) {
    const some = rows.slice(index * ROWS_A_PAGE, (index + 1) * ROWS_A_PAGE);
    const linked = some.map((row) =>
      row.map((cell) => (known.has(cell) ? html`<a href="${pageOf(cell)}">${cell}</a>` : cell)),
    );
    const pages = Array.from({ length: count }, (_, other) =>
      other === index
        ? html`<li aria-current="page">${String(other + 1)}</li>`
        : html`<li><a href="${file(other)}">Page ${String(other + 1)}</a></li>`,
    );
    site.add({
      path: file(index),
      title: count > 1 ? `${title} (${index + 1} of ${count})` : title,
      table,
      body: html`<p>${about}</p>
<p>${rowCount(table)}; also as <a href="evidence/${name}.tsv">table for Excel</a> and <a href="evidence/${name}.json">JSON</a>.</p>
${count > 1 ? html`<ul class="pages">${pages}</ul>` : ""}
${tableMarkup(title, columns, linked)}`,
    });
  }
}

/** Something that happened to a calendar, for its timeline. */
interface Event {
  readonly at: string;
  readonly what: string;
  readonly by: string;
}

function eventsOf(
  accesses: readonly Access[],
  asked: readonly { reason: string; asked: Step }[],
  applied: readonly Event[],
): Event[] {
  const by = ({ author, commit }: Step): string => `${author}, commit ${commit.slice(0, 12)}`;
  return [
    ...accesses.flatMap(({ person, role, since, until }) => [
      { at: since.at, what: `${person} became ${role}`, by: by(since) },
      ...(until ? [{ at: until.at, what: `${person} was no longer ${role}`, by: by(until) }] : []),
    ]),
    ...asked.map(({ reason, asked: step }) => ({
      at: step.at,
      what: `Deletion requested: ${reason}`,
      by: by(step),
    })),
    ...applied,
  ].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}

const grouped = <T extends { readonly thing: string }>(all: readonly T[]): ReadonlyMap<string, T[]> =>
  Map.groupBy(all, ({ thing }) => thing.toLowerCase());

function calendarPages(site: Site): void {
  const { history, organisations, journal, reading, spans } = site.sources;
  const accesses = grouped(history.accesses.filter(({ kind }) => kind === "calendar"));
  const asked = grouped(history.deletions);
  const done = grouped(
    journal.flatMap(({ calendar, at, what, outcome, run }) =>
      calendar === undefined || outcome === "begun"
        ? []
        : [
            {
              thing: calendar,
              at,
              what: `Run: ${deedWords(what, outcome)}`,
              by: [run.user, run.approvedBy && `approved by ${run.approvedBy}`].filter(Boolean).join(", "),
            },
          ],
    ),
  );
  const found = grouped(
    spans.flatMap(({ finding, found: first, gone }) => {
      const thing = finding.calendar;
      if (thing === undefined) return [];
      const told = { thing, by: "" };
      return [
        { ...told, at: first.at, what: `Found by a search: ${whatOf(finding)}` },
        ...(gone ? [{ ...told, at: gone.at, what: `No longer found: ${whatOf(finding)}` }] : []),
      ];
    }),
  );
  for (const { organisation, calendars } of organisations) {
    for (const {
      address,
      displayName,
      status,
      replyTo,
      phone,
      serviceArea,
      clinicName,
      members,
    } of calendars) {
      const key = address.toLowerCase();
      const events = eventsOf(accesses.get(key) ?? [], asked.get(key) ?? [], [
        ...(done.get(key) ?? []),
        ...(found.get(key) ?? []),
      ]);
      const since = new Map(
        (accesses.get(key) ?? [])
          .filter(({ until }) => !until)
          .map(({ person, since: step }) => [person, step.at.slice(0, 10)]),
      );
      const people = Object.entries(members).map(([person, role]) => [
        person,
        role,
        since.get(person) ?? "not known",
        reading?.live("calendar", key, person) ?? "not read",
      ]);
      site.add({
        path: pageOf(address),
        title: displayName,
        body: html`<dl>
<dt>Address</dt><dd>${address}</dd>
<dt>Organisation</dt><dd>${organisation.name}</dd>
<dt>Service area and clinic</dt><dd>${serviceArea}, ${clinicName}</dd>
<dt>Status</dt><dd>${status}</dd>
<dt>Reply address</dt><dd>${replyTo}</dd>
<dt>Phone</dt><dd>${phone}</dd>
</dl>
<h2>People</h2>
${tableMarkup(`People of ${displayName}`, ["Person", "Role", "Since", "Live"], people)}
<h2>Timeline</h2>
<ol class="timeline">${events.map(({ at, what, by }) => html`<li>${moment(at)} ${what} <span>${by}</span></li>\n`)}</ol>`,
      });
    }
  }
}

/** What the search goes through, as scripts that hand rows over: a page opened as a file may not fetch. */
function searchFiles(organisations: readonly OrganisationModel[]): Map<string, string> {
  const rows = organisations.flatMap(({ organisation, calendars }) =>
    calendars.map(({ displayName, address, replyTo, status, members }) =>
      JSON.stringify(
        [
          displayName,
          address,
          organisation.name,
          organisation.stack,
          replyTo,
          status,
          Object.keys(members).join(" "),
          pageOf(address),
        ].map(printable),
      ),
    ),
  );
  const chunks: string[][] = [];
  let size = CHUNK;
  for (const row of rows) {
    if (size + row.length > CHUNK) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(row);
    size += row.length;
  }
  return new Map(
    chunks.map((some, at) => [`search-${at + 1}.js`, `addCalendars([\n${some.join(",\n")}\n]);\n`]),
  );
}

function frontPage(site: Site, scripts: readonly string[]): void {
  const { organisations, history, reading } = site.sources;
  const rows = organisations.map(({ organisation, calendars }) => {
    const active = calendars.filter(({ status }) => status === "active");
    const people = new Set(active.flatMap(({ members }) => Object.keys(members)));
    return [
      organisation.name,
      String(active.length),
      String(calendars.length - active.length),
      String(people.size),
    ];
  });
  site.add(
    {
      path: "index.html",
      title: "Who has access to booking calendars",
      body: html`<form role="search" id="search">
<label for="words">Find calendars by name, address, reply address, organisation or person</label>
<input id="words" type="search" autocomplete="off" spellcheck="false">
</form>
<p id="count" role="status"></p>
<div id="found"></div>
<noscript><p>The search needs scripts. All calendars are in the table <a href="calendars.html">Calendars</a>.</p></noscript>
<h2>Organisations</h2>
${tableMarkup("Organisations", ["Organisation", "Calendars", "Deleted", "People"], rows)}
<h2>Evidence</h2>
${tableMarkup(
  "Evidence",
  ["Table", "Rows", "What it shows"],
  site.tables.map((table) => [
    html`<a href="${table.name}.html">${table.title}</a>`,
    table.rows.length.toLocaleString("en-GB"),
    table.about,
  ]),
)}
<h2>What this is made from</h2>
<p>Specs and their history in git, the journal of runs, and the record of searches for drift.${reading ? "" : " The tenant was not read: what is live is not known."} ${
        history.unreadable.length > 0
          ? `${history.unreadable.length} files could not be understood at some commit: what they said then is not known.`
          : ""
      } The evidence is in the folder <a href="evidence/manifest.json">evidence</a>, with the digest of each file.</p>`,
    },
    scripts,
  );
}

/** The pages for people, with everything they need beside them. */
export function siteFiles(sources: Sources, tables: readonly Table[]): Files {
  const site = new Site(sources, tables);
  const search = searchFiles(sources.organisations);
  const known = new Set(
    sources.organisations.flatMap(({ calendars }) => calendars.map(({ address }) => address)),
  );
  frontPage(site, ["search.js", ...search.keys()]);
  for (const table of tables) tablePages(site, table, known);
  calendarPages(site);
  return new Map([...site.files, ...search, ["style.css", style], ["search.js", searchScript]]);
}
