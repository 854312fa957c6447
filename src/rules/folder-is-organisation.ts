import { problem } from "../problem/problem";
import type { Rule } from "./rule";

// `tenant` is the stack of the tenant's own project; the others are devices on Windows, where no such folder can be.
const RESERVED = /^(tenant$|(con|prn|aux|nul|com\d|lpt\d)(\.|$))/;

/** The folder of an organisation is its short name in lower case, and can be the name of a stack. */
export const folderIsOrganisation: Rule = {
  id: "folder-is-organisation",
  codes: ["folder-is-not-organisation", "short-name-reserved"],
  check: ({ estate }) =>
    estate.organisations.flatMap(({ organisation: { shortName, stack, folder, placeOf } }) => {
      const at = () => placeOf("/shortName");
      if (RESERVED.test(stack)) return [problem("short-name-reserved", { shortName }, at())];
      if (folder === stack) return [];
      return [problem("folder-is-not-organisation", { folder, shortName, expected: stack }, at())];
    }),
};
