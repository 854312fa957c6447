import type { JsonObject } from "../json";
import type { ExpectedAnswer } from "./expected-answer";

/** What is wrong with `@odata.context`, which tells a client what it has before it. */
export function checkContext(body: JsonObject, expected: ExpectedAnswer): string[] {
  const context = body["@odata.context"];
  if (typeof context !== "string") return [];
  const { select, single } = expected;
  const problems: string[] = [];
  if (!/^https:\/\/[^/]+\/v1\.0\/\$metadata#\w/.test(context)) problems.push("is no address in $metadata");
  if (expected.body === "entity" && !single && !context.endsWith("/$entity"))
    problems.push("does not end in /$entity");
  if (expected.body === "collection" && context.endsWith("$entity")) problems.push("is that of one entity");
  const entities = expected.body === "entity" || expected.body === "collection";
  const shown = select?.join(",").toLowerCase() ?? "";
  const short = expected.type === "bookingBusiness" && shown === "id,displayname";
  if (entities && select && !short && !context.toLowerCase().replaceAll(" ", "").includes(`(${shown}`)) {
    problems.push(`does not name what was selected: ${shown}`);
  }
  return problems;
}
