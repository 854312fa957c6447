import type { Catalogue } from "./catalogue";

/** Problems of the area «naming». */
export const namingProblems = {} as const satisfies Catalogue;
