import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxOptions } from "../../../../sandbox/start";
import { loadEstate } from "../../../model/load-estate";
import { diskFiles } from "../../../spec/spec-files";

/** Someone who reads the page sees a change of the specs as soon as this. */
const FRESH_MS = 2000;

/** Finds the spec that asks for a calendar, for the sandbox's page. What cannot be read is ignored. */
export function specFinder(root: string, now: () => number): NonNullable<SandboxOptions["specOf"]> {
  let files = new Map<string, string>();
  let readAt = Number.NEGATIVE_INFINITY;
  const read = (): void => {
    const { estate } = loadEstate(root, diskFiles);
    const calendars = (estate?.organisations ?? []).flatMap((one) => one.calendars);
    files = new Map(calendars.map(({ address, source }) => [address.toLowerCase(), source.file]));
    readAt = now();
  };
  return (address) => {
    try {
      if (now() - readAt > FRESH_MS) read();
      const path = files.get(address.toLowerCase());
      if (path === undefined) return undefined;
      const editor = `vscode://file${encodeURI(join(root, path))}:1`;
      return { path, text: readFileSync(join(root, path), "utf8"), editor };
    } catch {
      return undefined;
    }
  };
}
