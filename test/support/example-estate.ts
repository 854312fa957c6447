import { join } from "node:path";

/** The program's own folder. Its `specs/` are for people to edit: a test may ask of them only that they are valid. */
export const PROGRAM = join(__dirname, "..", "..", "..");

/** The examples as they were shipped, kept for tests that need an estate of some size. */
export const EXAMPLE_ESTATE = join(PROGRAM, "test", "fixtures", "estate");
