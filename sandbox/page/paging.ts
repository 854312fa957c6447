import { type Html, html } from "./html";

const size = 50;

/** A part of a list, and how many there are in all. */
export interface Part<T> {
  readonly shown: readonly T[];
  readonly total: number;
  readonly number: number;
  readonly last: number;
}

/** The part of a list that `page=` asks for. */
export function partOf<T>(list: readonly T[], query: URLSearchParams): Part<T> {
  const last = Math.max(1, Math.ceil(list.length / size));
  const asked = Number(query.get("page") ?? 1);
  const number = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
  return { shown: list.slice((number - 1) * size, number * size), total: list.length, number, last };
}

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

/** Links to the parts before and after, where there is more than one. */
export function pager(
  path: string,
  query: URLSearchParams,
  { number, last }: Part<unknown>,
): Html | undefined {
  if (last === 1) return undefined;
  const to = (page: number, text: string) =>
    html`<li><a href="${withQuery(path, query, { page: String(page) })}">${text}</a></li>`;
  return html`<nav aria-label="Pages"><ul class="pages">${number > 1 && to(number - 1, "Previous")}
<li>Page ${number} of ${last}</li>${number < last && to(number + 1, "Next")}</ul></nav>`;
}
