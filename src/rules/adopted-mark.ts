import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** No adopted calendar asks for the ownership marker where the tenant does not want it. */
export const adoptedMark: Rule = {
  id: "adopted-mark",
  codes: ["marker-not-wanted"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ adopted, address, status, placeOf }) =>
      adopted?.mark && status === "active" && !estate.tenant.markAdopted
        ? [problem("marker-not-wanted", { address }, placeOf("/adopted/mark"))]
        : [],
    ),
};
