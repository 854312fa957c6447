import type { Segment } from "../model/resource-at";
import { graphFaults } from "./graph-fault";

function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw graphFaults.badRequest("The request URI is not valid since it has a malformed percent-encoding.");
  }
}

function unquote(key: string): string {
  return /^'.*'$/s.test(key) ? key.slice(1, -1).replaceAll("''", "'") : key;
}

function segmentsOf(raw: string): Segment[] {
  const text = decode(raw);
  if (!text.endsWith(")")) return [{ text, isKey: false }];
  const parenthesis = /^([A-Za-z$][\w.$]*)\((.*)\)$/s.exec(text);
  if (!parenthesis) return [{ text, isKey: false }];
  const [, name = "", key = ""] = parenthesis;
  return key === ""
    ? [{ text: name, isKey: false }]
    : [
        { text: name, isKey: false },
        { text: unquote(key), isKey: true },
      ];
}

/** Splits at slashes that stand outside of quotes; `('a/b')` is one key. */
function split(path: string): string[] {
  if (!path.includes("'")) return path.split("/");
  const parts: string[] = [""];
  let quoted = false;
  for (const character of path) {
    if (character === "'") quoted = !quoted;
    if (character === "/" && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** The steps of a path such as `/users('amy@nhs.net')/mailboxSettings`, decoded; keys in either form. */
export function parsePath(path: string): Segment[] {
  const parts = split(path.slice(path.startsWith("/") ? 1 : 0, path.endsWith("/") ? -1 : undefined));
  if (parts.length > 20) throw graphFaults.badRequest("The request URI has too many segments.");
  return parts.flatMap((raw) => {
    if (raw === "") throw graphFaults.unknownSegment("");
    return segmentsOf(raw);
  });
}
