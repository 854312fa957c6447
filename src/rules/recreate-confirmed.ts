import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** Making a lost calendar again is confirmed by its exact address. */
export const recreateConfirmed: Rule = {
  id: "recreate-confirmed",
  codes: ["recreate-confirms-another"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ recreate, address, placeOf }) => {
      if (!recreate || recreate.confirm === address) return [];
      const { confirm } = recreate;
      return [problem("recreate-confirms-another", { confirm, address }, placeOf("/recreate/confirm"))];
    }),
};
