/** Graph leaves absent texts out or sends null: both are no text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
