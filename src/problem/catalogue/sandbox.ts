import type { Catalogue } from "./catalogue";

/** Problems of the area “sandbox”. */
export const sandboxProblems = {} as const satisfies Catalogue;
