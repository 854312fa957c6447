import type { Catalogue } from "./catalogue";

/** Problems of the area «spec». */
export const specProblems = {} as const satisfies Catalogue;
