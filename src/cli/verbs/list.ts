import { calendarTable } from "../../report/calendar-table";
import { listJson } from "../../report/list-json";
import { paint } from "../../report/paint";
import type { Context } from "../context";
import { examples } from "../examples";
import { findRoot } from "../find-root";
import { listedCalendars } from "../listed-calendars";
import { chooseOrganisations } from "../organisations";
import type { Verb } from "../verb";
import { wantsColour } from "../wants-colour";

async function list(named: readonly string[], json: boolean, context: Context): Promise<void> {
  const { io } = context;
  const root = findRoot(io);
  const calendars = await listedCalendars(context, root, chooseOrganisations(root, named));
  if (json) return context.printJson(listJson(calendars));
  if (calendars.length === 0) return context.say("There are no calendars yet: bookings up makes them.");
  const { strong } = paint(wantsColour(io, "stdout"));
  context.print(calendarTable(calendars, { width: io.width, strong }));
}

/** `bookings list`: the calendars, a line each. */
export const listVerb: Verb = {
  declare(command, context) {
    command
      .argument("[organisation...]", "short names, as the folders under specs/ are called (default: all)")
      .option("--json", "print the list as JSON (schemas/output/list.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings list", "all calendars as the last run left them"],
          ["bookings list leeds staudreys", "those of two organisations"],
        ]),
      )
      .action((named: string[], options: { json?: boolean }) => list(named, options.json ?? false, context));
  },
};
