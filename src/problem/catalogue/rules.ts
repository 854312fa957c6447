import type { Catalogue } from "./catalogue";

/** Problems of the area «rules». */
export const rulesProblems = {} as const satisfies Catalogue;
