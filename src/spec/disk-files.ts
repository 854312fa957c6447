import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { SpecFile, SpecFiles } from "./spec-files";

/** Specs on a disk. Links are followed only to files inside the folder that is read. */
export const diskFiles: SpecFiles = {
  readTree(root, folder) {
    const top = join(root, folder);
    return list(root, top, realpathSync(top));
  },
};

function list(root: string, folder: string, top: string): SpecFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return list(root, path, top);
    return [file(relative(root, path).split(sep).join("/"), path, entry, top)];
  });
}

function file(path: string, location: string, entry: Dirent, top: string): SpecFile {
  const kind = kindOf(location, entry, top);
  const read = () => readFileSync(location);
  return {
    path,
    kind,
    size: () => (kind === "file" ? statSync(location).size : lstatSync(location).size),
    read,
  };
}

function kindOf(location: string, entry: Dirent, top: string): SpecFile["kind"] {
  if (entry.isFile()) return "file";
  if (!entry.isSymbolicLink()) return "other";
  try {
    const target = realpathSync(location);
    return target.startsWith(top + sep) && statSync(target).isFile() ? "file" : "symlink-out";
  } catch {
    return "symlink-out";
  }
}
