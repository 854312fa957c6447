import { GraphError } from "./graph-error";

/** Values in groups of a size, the last one maybe smaller. */
export function chunked<T>(values: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}

/** What an answer with a list holds. An answer that is not a list is an error: it must not count as an empty list. */
export function itemsIn(body: unknown): readonly unknown[] {
  if (isRecord(body) && Array.isArray(body["value"])) return body["value"];
  return unreadable("the answer is not a list");
}

/** All items of a list, understood. One that is not in the expected form makes the whole list unreadable. */
export function parseItems<T>(body: unknown, parse: (item: unknown) => T | undefined): T[] {
  return itemsIn(body).map(
    (item) => parse(item) ?? unreadable("an item of the list is not in the expected form"),
  );
}

/** What an answer holds, understood. One that is not in the expected form is unreadable: it must not count as nothing. */
export function parseOne<T>(body: unknown, parse: (body: unknown) => T | undefined): T {
  return parse(body) ?? unreadable("the answer is not in the expected form");
}

function unreadable(detail: string): never {
  throw new GraphError({ kind: "unavailable", method: "GET", path: "", status: 200, detail });
}

/** An OData text: a quote inside is doubled. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Graph leaves absent texts out or sends null: both are no text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** True for a JSON object: the first question to ask of anything from outside. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Template tag for paths of Graph: every value is percent-encoded, so that no address can change the path. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((text, part, i) => text + encodeURIComponent(values[i - 1] ?? "") + part);
}
