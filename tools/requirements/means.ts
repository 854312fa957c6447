import { join, posix } from "node:path";

/** How a test shows a row: see “How a row is shown” in docs/requirements.md. */
export type Means = "engine" | "cli" | "render" | "mocks";

export const MEANS: readonly Means[] = ["engine", "cli", "render", "mocks"];

const IMPORT = /\bfrom "(\.[^"]*)"/g;
/** Drives plain Pulumi in a folder of its own. */
const PLAYGROUND = /^test\/playground\//;
/** Runs `bookings` as a process. */
const PROCESS = "test/support/run-bookings.ts";
/** The verb that goes through the engine, as a test hands it to the process: a preview starts none. */
const ENGINE_VERB = /["'`]up["' `]/;
/** A step of a story that goes through the engine. */
const ENGINE_STEP = /^\s*(?:- )?run: (?:bookings up\b|pulumi )/m;
const FOREIGN_PROGRAM =
  /\bdescribeWith\(\s*\[[^\]]*"(?:soffice|chromium|pdftoppm|pdftotext|python3|python-pptx)"/;

/** What a test file shows its rows by, told from what it uses. `read` gives a file's text, or undefined where there is none. */
export function meansOf(file: string, read: (file: string) => string | undefined): ReadonlySet<Means> {
  const text = read(file) ?? "";
  if (file.endsWith("story.yaml"))
    return new Set<Means>([...(ENGINE_STEP.test(text) ? (["engine"] as const) : []), "cli"]);
  const used = filesUsedBy(file, read);
  const isProcess = used.has(PROCESS);
  const isEngine =
    [...used.keys()].some((one) => PLAYGROUND.test(one)) || (isProcess && ENGINE_VERB.test(text));
  const isMocked = [...used.values()].some((one) => /\bsetMocks\(/.test(one));
  return new Set<Means>([
    ...(isEngine ? (["engine"] as const) : []),
    ...(isProcess ? (["cli"] as const) : []),
    ...(FOREIGN_PROGRAM.test(text) ? (["render"] as const) : []),
    ...(isMocked ? (["mocks"] as const) : []),
  ]);
}

/** A test file and everything below test/ that it imports, with their texts. */
function filesUsedBy(file: string, read: (file: string) => string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const text = found.has(next) ? undefined : read(next);
    if (text === undefined) continue;
    found.set(next, text);
    const folder = posix.dirname(next);
    waiting.push(
      ...[...text.matchAll(IMPORT)]
        .map(([, path = ""]) => `${posix.normalize(join(folder, path))}.ts`)
        .filter((path) => path.startsWith("test/")),
    );
  }
  return found;
}
