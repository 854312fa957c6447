import { accessSync, constants, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** Whether this is a file that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first program of that name in the folders of a PATH. Folders of npm's links are skipped: the npm package `pulumi`
 * puts a launcher there that downloads an engine, unpinned, when it is first asked anything.
 */
export function findProgram(name: string, pathList: string): string | undefined {
  return pathList
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && path.basename(folder) !== ".bin")
    .map((folder) => path.join(folder, name))
    .find((file) => isProgram(file) && !realpathSync(file).includes(`${path.sep}node_modules${path.sep}`));
}
