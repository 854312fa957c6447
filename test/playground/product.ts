import { join } from "node:path";

/** The folder of the product: sources, compiled output and packages. Tests run from `dist/test/…`. */
export const PRODUCT = join(__dirname, "..", "..", "..");
