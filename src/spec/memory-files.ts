import type { SpecFiles } from "./spec-files";

/** Specs from a table of path → text or bytes: for tests, and for specs that are not yet on a disk. */
export function memoryFiles(table: Readonly<Record<string, string | Uint8Array>>): SpecFiles {
  return {
    readTree: (_root, folder) =>
      Object.entries(table)
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, content]) => {
          const bytes = typeof content === "string" ? Buffer.from(content) : content;
          return { path, kind: "file" as const, size: () => bytes.byteLength, read: () => bytes };
        }),
  };
}
