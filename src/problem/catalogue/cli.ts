import type { Catalogue } from "./catalogue";

/** Problems of the area «cli». */
export const cliProblems = {} as const satisfies Catalogue;
