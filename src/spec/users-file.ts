import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { decode } from "./decode";
import { limits } from "./limits";
import type { PlaceOf, SpecDocument } from "./spec-document";
import type { SpecFile } from "./spec-files";

const HEADING = "email address";

interface Row {
  readonly user: string;
  /** From 1. */
  readonly line: number;
}

/**
 * A policy's spec with the people of the file that it names: as if they stood under `users`, with their places in the
 * file. One column with the heading `Email Address`, as the portal imports it.
 */
export function withUsersFile(
  document: SpecDocument<"UserPolicy">,
  files: ReadonlyMap<string, SpecFile>,
): { readonly document: SpecDocument<"UserPolicy">; readonly problems: readonly Problem[] } {
  const { value, placeOf } = document;
  const { usersFile } = value;
  if (usersFile === undefined) return { document, problems: [] };
  const at = placeOf("/usersFile");
  if (value.users) {
    const problems = [problem("users-in-two-places", { usersFile }, placeOf("/users", "key"), [at])];
    return { document, problems };
  }
  const path = usersFilePath(document.file, usersFile);
  const file = files.get(path);
  const incomplete = { ...document, salvaged: true };
  if (file?.kind !== "file" || file.size() > limits.bytes) {
    const problems = [problem("users-file-unreadable", { path, limit: limits.bytes }, at)];
    return { document: incomplete, problems };
  }
  const { rows, problems } = readUsers(path, file.read());
  return {
    document: {
      ...(problems.length > 0 ? incomplete : document),
      placeOf: placesIn(path, rows, placeOf),
      value: { ...value, users: rows.map(({ user }) => user) },
    },
    problems,
  };
}

function placesIn(file: string, rows: readonly Row[], placeOf: PlaceOf): PlaceOf {
  return (pointer, part) => {
    const index = /^\/users\/(\d+)$/.exec(pointer)?.[1];
    const line = index === undefined ? undefined : rows[Number(index)]?.line;
    if (line !== undefined) return { file, line, column: 1 };
    return placeOf(pointer === "/users" ? "/usersFile" : pointer, part);
  };
}

// Excel begins such files with a byte-order mark; `decode` removes it.
function readUsers(file: string, bytes: Uint8Array) {
  const { text, problems } = decode(file, bytes);
  if (text === undefined) return { rows: [], problems };
  const [heading = "", ...rest] = text.split(/\r?\n/).map(cell);
  if (heading.toLowerCase() !== HEADING)
    return { rows: [], problems: [problem("users-file-heading", {}, startOf(file))] };
  const rows = rest.map((user, index) => ({ user, line: index + 2 }));
  return {
    rows: rows.filter((row): row is Row => Boolean(row.user)),
    problems: rows
      .filter(({ user }) => user === undefined)
      .map(({ line }) => problem("users-file-column", {}, { file, line, column: 1 })),
  };
}

/** The one cell of a line; undefined where there are more. */
function cell(line: string): string | undefined {
  const quoted = /^"([^"]*)"$/.exec(line.trim())?.[1];
  const value = (quoted ?? line).trim();
  return /[,;\t"]/.test(value) ? undefined : value;
}

/** Where the users of a policy stand, from the root. */
export const usersFilePath = (spec: string, usersFile: string): string =>
  spec.slice(0, spec.lastIndexOf("/") + 1) + usersFile;

/** A users file with one person more, on a line like the last; every other byte is as it was. */
export function addToUsersFile(text: string, address: string): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const isOpen = text !== "" && !text.endsWith("\n");
  const isQuoted = /"[ \t]*(\r?\n)*$/.test(text.replace(/^[^\n]*\n?/, ""));
  return `${text}${isOpen ? eol : ""}${isQuoted ? `"${address}"` : address}${isOpen ? "" : eol}`;
}

/** A users file without a person; every other byte is as it was. */
export function dropFromUsersFile(text: string, address: string): string {
  const lines = text.split(/(?<=\n)/);
  return lines.filter((line) => cell(line)?.toLowerCase() !== address.toLowerCase()).join("");
}

/** A users file in which one person replaces another, and stands once; every other byte is as it was. */
export function replaceInUsersFile(text: string, from: string, to: string): string {
  const lines = text.split(/(?<=\n)/);
  const users = lines.map((line) => cell(line.replace(/^\uFEFF/, ""))?.toLowerCase());
  const [old, successor] = [from.toLowerCase(), to.toLowerCase()];
  const first = users.includes(successor) ? -1 : users.indexOf(old);
  return lines
    .filter((_line, index) => users[index] !== old || index === first)
    .map((line, index) => (index === first ? line.replace(/[^\s"]+@[^\s"]+/, () => to) : line))
    .join("");
}
