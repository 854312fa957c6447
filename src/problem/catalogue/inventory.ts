import type { Catalogue } from "./catalogue";

/** Problems of the area «inventory». */
export const inventoryProblems = {} as const satisfies Catalogue;
