import { LOADING_TEXT as CALENDAR } from "../../providers/booking-calendar/record/partly-done";
import { LOADING_TEXT as POLICY } from "../../providers/user-policy/record";
import { declaredBy } from "../../stacks/declared";
import { handlersOf } from "../../stacks/handlers";
import { portsOf } from "../../stacks/ports";
import { type Engine, engineOf } from "../engine/engine-of";
import type { EstateReader } from "../rules/judged-estate";

/** Where the command line joins the engine with the program and the handlers that plain Pulumi loads too. */
export const engineFor = (estates?: EstateReader): Engine =>
  engineOf({
    portsOf: (root, env) => portsOf(root, env, estates),
    program: async (ports) =>
      (await import("../../stacks/organisation-program.js")).organisationProgram(ports),
    declared: declaredBy,
    readingHandlers: (where) => {
      const { bookingCalendar, userPolicy } = handlersOf(where);
      return { [CALENDAR]: bookingCalendar, [POLICY]: userPolicy };
    },
  });
