import type { Catalogue } from "./catalogue";

/** Problems of the area «directory». */
export const directoryProblems = {} as const satisfies Catalogue;
