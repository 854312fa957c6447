/** A value that judges: `is("a GUID", (v) => …)`. */
export interface Judge {
  readonly what: string;
  readonly judge: (value: unknown) => boolean;
}

/** A judge for a place in an expected body. */
export function is(what: string, judge: (value: unknown) => boolean): Judge {
  return { what, judge };
}

function isJudge(value: unknown): value is Judge {
  return typeof value === "object" && value !== null && "judge" in value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What of the expected is not in the found; objects may hold more, lists not. */
export function differences(found: unknown, expected: unknown, at = "body"): string[] {
  if (isJudge(expected))
    return expected.judge(found) ? [] : [`${at} is ${JSON.stringify(found)}, not ${expected.what}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length)
      return [`${at} is ${JSON.stringify(found)}, not a list of ${expected.length}`];
    return expected.flatMap((one, n) => differences(found[n], one, `${at}.${n}`));
  }
  if (isObject(expected)) {
    if (!isObject(found)) return [`${at} is ${JSON.stringify(found)}`];
    return Object.entries(expected).flatMap(([name, one]) => differences(found[name], one, `${at}.${name}`));
  }
  return found === expected ? [] : [`${at} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`];
}

/** The value at `value.0.id`. */
export function valueAt(body: unknown, way: string): unknown {
  let at = body;
  for (const step of way.split("."))
    at = at !== null && typeof at === "object" ? Reflect.get(at, step) : undefined;
  return at;
}

/** Anything but nothing. */
export const something = is("something", (value) => value !== undefined && value !== null && value !== "");
/** A list in which one fits. */
export const hasOne = (expected: unknown): Judge =>
  is(
    `a list with ${JSON.stringify(expected)}`,
    (value) => Array.isArray(value) && value.some((one) => differences(one, expected).length === 0),
  );
/** A list in which none fits. */
export const hasNone = (expected: unknown): Judge =>
  is(
    `a list without ${JSON.stringify(expected)}`,
    (value) => Array.isArray(value) && value.every((one) => differences(one, expected).length > 0),
  );
/** One of these. */
export const oneOf = (...values: unknown[]): Judge =>
  is(`one of ${JSON.stringify(values)}`, (value) => values.includes(value));
/** A text like that. */
export const like = (pattern: RegExp): Judge =>
  is(`like ${pattern.source}`, (value) => typeof value === "string" && pattern.test(value));
/** Not there at all. */
export const absent = is("absent", (value) => value === undefined);
