import { graphFaults } from "../odata/faults-of-graph";

const deepest = 64;

function depth(text: string): number {
  let [level, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === "\\") at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "{" || character === "[")) most = Math.max(most, ++level);
    else if (!quoted && (character === "}" || character === "]")) level -= 1;
  }
  return most;
}

function assertJson(contentType: string | undefined, url: string): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "") throw graphFaults.noContentType();
  if (/^(application|text)\/(.*\+)?json$/.test(type)) return;
  throw /^\/solutions\b/i.test(url)
    ? graphFaults.unsupportedMediaType(contentType ?? "")
    : graphFaults.onlyJson();
}

/** The JSON of a body; `undefined` when there is none. Refuses other media types, bad JSON and JSON that is too deep. */
export function parseJsonBody(body: Buffer, contentType: string | undefined, url: string): unknown {
  if (body.length === 0) return undefined;
  assertJson(contentType, url);
  const text = body.toString("utf8");
  if (depth(text) > deepest) throw graphFaults.invalidJson();
  try {
    return JSON.parse(text);
  } catch {
    throw graphFaults.invalidJson();
  }
}
