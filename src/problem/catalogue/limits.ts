import type { Catalogue } from "./catalogue";

/** Problems of the area “limits”. */
export const limitsProblems = {} as const satisfies Catalogue;
