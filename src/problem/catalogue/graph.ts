import type { Catalogue } from "./catalogue";

/** Problems of the area «graph». */
export const graphProblems = {} as const satisfies Catalogue;
