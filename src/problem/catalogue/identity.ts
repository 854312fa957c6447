import type { Catalogue } from "./catalogue";

/** Problems of the area «identity». */
export const identityProblems = {} as const satisfies Catalogue;
