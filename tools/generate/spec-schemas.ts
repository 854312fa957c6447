import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A node of a JSON Schema. */
export interface SchemaNode {
  readonly [keyword: string]: unknown;
}

/** The published schemas by the kind that they describe. */
export function specSchemas(folder: string): Map<string, SchemaNode> {
  const files: readonly [string, string][] = [
    ["Tenant", "tenant"],
    ["Organisation", "organisation"],
    ["UserPolicy", "user-policy"],
    ["BookingCalendar", "booking-calendar"],
  ];
  return new Map(
    files.map(([kind, file]) => [
      kind,
      JSON.parse(readFileSync(join(folder, `${file}.schema.json`), "utf8")) as SchemaNode,
    ]),
  );
}
