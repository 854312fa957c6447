import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** The service account of an organisation is not listed among the users of its calendars. */
export const operatorIsNoUser: Rule = {
  id: "operator-is-no-user",
  codes: ["operator-as-user"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ members, memberPlace }, { operator }) =>
      operator !== undefined && Object.hasOwn(members, operator)
        ? [problem("operator-as-user", { user: operator }, memberPlace(operator))]
        : [],
    ),
};
