import { attentionLines } from "../../report/attention-text";
import { calendarDetail } from "../../report/calendar-detail";
import { calendarTable } from "../../report/calendar-table";
import type { ListedCalendar } from "../../report/listed-calendar";
import { paint } from "../../report/paint";
import { statusJson } from "../../report/status-json";
import type { Context } from "../context";
import { examples } from "../examples";
import { findCalendar } from "../find-calendar";
import { findRoot } from "../find-root";
import { listedCalendars } from "../listed-calendars";
import { chooseOrganisations } from "../organisations";
import type { Verb } from "../verb";
import { wantsColour } from "../wants-colour";

function overview(context: Context, calendars: readonly ListedCalendar[]): void {
  const brushes = paint(wantsColour(context.io, "stdout"));
  context.print(calendarTable(calendars, { width: context.io.width, strong: brushes.strong }));
  const waiting = attentionLines(calendars);
  const heading = waiting.length > 0 ? "Waiting for somebody:" : "Nothing waits for anybody.";
  context.print(["", brushes.strong(heading), ...waiting.map((line) => `  ${line}`), ""].join("\n"));
}

async function status(wanted: string | undefined, json: boolean, context: Context): Promise<void> {
  const root = findRoot(context.io);
  const all = await listedCalendars(context, root, chooseOrganisations(root, []));
  const calendars = wanted === undefined ? all : [findCalendar(all, wanted)];
  if (json) return context.printJson(statusJson(calendars));
  if (calendars.length === 0) return context.say("There are no calendars yet: bookings up makes them.");
  if (wanted === undefined) return overview(context, calendars);
  const brushes = paint(wantsColour(context.io, "stdout"));
  for (const calendar of calendars) context.print(calendarDetail(calendar, brushes));
}

/** `bookings status`: how calendars stand and who has still to confirm. */
export const statusVerb: Verb = {
  declare(command, context) {
    command
      .argument("[calendar]", "name or address of one calendar (default: all)")
      .option("--json", "print it as JSON (schemas/output/status.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings status", "all calendars, and whom they wait for"],
          ["bookings status LeedsCardiologyHeartFailure@nhs.net", "one calendar with its people"],
        ]),
      )
      .action((wanted: string | undefined, options: { json?: boolean }) =>
        status(wanted, options.json ?? false, context),
      );
  },
};
