import { type Html, html, type Piece } from "../base/html";
import { type StaffMember, staffMembers } from "../records/business";
import type { Mail } from "../records/mail";
import type { World } from "../store/world";
import type { PageAnswer } from "./layout";

/** A table with a caption. On a narrow screen each row becomes a block whose cells carry their column's name. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly Piece[]; readonly mark?: string }[];
  /** Said where there are no rows. */
  readonly empty: string;
}

function row(columns: readonly string[], cells: readonly Piece[], mark: string | undefined): Html {
  const content = cells.map(
    (cell, at) =>
      html`<td role="cell"><span class="column" aria-hidden="true">${columns[at] ?? ""}</span><span class="value">${cell}</span></td>`,
  );
  return html`<tr role="row"${mark !== undefined && html` class="${mark}"`}>${content}</tr>`;
}

/** The table; its roles are written out because blocks on a narrow screen would lose them. */
export function table({ caption, columns, rows, empty }: Table): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const heads = columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`);
  const body = rows.map(({ cells, mark }) => row(columns, cells, mark));
  return html`<table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">${body}</tbody></table>`;
}

// Names from a seed may hold half a character, of which no address can be made.
const segment = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Where a calendar is shown. */
export function calendarPath(address: string): string {
  return `/calendars/${segment(address)}`;
}

/** Where a person is shown, by address or object id. */
export function personPath(name: string): string {
  return `/people/${segment(name)}`;
}

/** A link. */
export function link(path: string, text: string): Html {
  return html`<a href="${path}">${text}</a>`;
}

const format = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** A time for people, in UTC as everything in the sandbox is; text that is no time stays as it is. */
export function moment(time: number | string): Html {
  // Graph leaves the zone out where it stands beside; here it is always UTC.
  const text = typeof time === "string" && /T[\d:.]+$/.test(time) ? `${time}Z` : time;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return html`${String(time)}`;
  return html`<time datetime="${date.toISOString()}">${format.format(date)} UTC</time>`;
}

const words: Readonly<Record<string, string>> = {
  administrator: "Administrator",
  viewer: "Viewer",
  scheduler: "Scheduler",
  teamMember: "Team member",
  guest: "Guest",
  externalGuest: "Guest from outside",
  active: "Active",
  pendingAcceptance: "Waiting for approval",
  rejectedByStaff: "Rejected",
  user: "Personal mailbox",
  shared: "Shared mailbox",
  room: "Room mailbox",
  equipment: "Equipment mailbox",
  booking: "Mailbox of a calendar",
  none: "No mailbox here (not migrated)",
};

/** What Graph or a seed calls so, in words for people. */
export function inWords(word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}

/** A number with its noun: `1 person`, `3 people`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** Names and values of one thing; those without a value are left out. */
export function facts(list: readonly (readonly [name: string, value: Piece])[]): Html {
  const shown = list.filter(([, value]) => value !== undefined && value !== "" && value !== false);
  const rows = shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">${rows}</dl>`;
}

/** The membership that an e-mail is about, if the person is still on the calendar. */
export function membershipOf({ store }: World, mail: Mail): StaffMember | undefined {
  return store.of(staffMembers).get(`${mail.business}/${mail.staffMember.toLowerCase()}`);
}

interface SearchField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options?: Readonly<Record<string, string>>;
}

function control({ name, value, options }: SearchField): Html {
  if (!options)
    return html`<input id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false">`;
  const list = Object.entries(options).map(
    ([key, text]) => html`<option value="${key}"${key === value && html` selected`}>${text}</option>`,
  );
  return html`<select id="${name}" name="${name}">${list}</select>`;
}

/** A form that asks for a list again, with what is to be in it. */
export function searchForm(path: string, fields: readonly SearchField[]): Html {
  const parts = fields.map(
    (field) =>
      html`<div class="field"><label for="${field.name}">${field.label}</label>${control(field)}</div>`,
  );
  return html`<form class="search" role="search" method="get" action="${path}">${parts}<button>Show</button></form>`;
}

const size = 50;

/** An address with some parameters of the query changed. */
export function withQuery(
  path: string,
  query: URLSearchParams,
  changes: Readonly<Record<string, string>>,
): string {
  const copy = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") copy.delete(name);
    else copy.set(name, value);
  }
  const text = copy.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Links to the pages before and after, where there is more than one. */
function pager(path: string, query: URLSearchParams, number: number, last: number): Html | undefined {
  if (last === 1) return undefined;
  const to = (page: number, text: string) =>
    html`<li><a href="${withQuery(path, query, { page: String(page) })}">${text}</a></li>`;
  return html`<nav aria-label="Pages"><ul class="pages">${number > 1 && to(number - 1, "Previous")}
<li>Page ${number} of ${last}</li>${number < last && to(number + 1, "Next")}</ul></nav>`;
}

interface SearchList<T> extends Omit<Table, "caption" | "rows"> {
  readonly title: string;
  readonly path: string;
  readonly fields: readonly SearchField[];
  readonly found: readonly T[];
  readonly noun: string;
  readonly cells: (one: T) => readonly Piece[];
}

/** The page of a list that `page=` asks for. */
export function searchList<T>(query: URLSearchParams, list: SearchList<T>): PageAnswer {
  const { title, path, fields, found, noun, columns, cells, empty } = list;
  const last = Math.max(1, Math.ceil(found.length / size));
  const asked = Number(query.get("page") ?? 1);
  const number = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
  const shown = found.slice((number - 1) * size, number * size);
  const rows = shown.map((one) => ({ cells: cells(one) }));
  const content = html`<h1>${title}</h1>
${searchForm(path, fields)}
${table({ caption: counted(found.length, noun), columns, rows, empty })}
${pager(path, query, number, last)}`;
  return { status: 200, title, content };
}
