import type { Catalogue } from "./catalogue";

/** Problems of the area «engine». */
export const engineProblems = {} as const satisfies Catalogue;
