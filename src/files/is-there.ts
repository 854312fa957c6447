import { statSync } from "node:fs";

/**
 * Whether a file or folder is there. Throws where this account may not look: `existsSync` says “no” to that, and what
 * cannot be seen is not absent.
 */
export const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
