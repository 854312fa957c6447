import { calendarTable } from "../../report/calendar-table";
import { listJson } from "../../report/list-json";
import type { ListedCalendar } from "../../report/listed-calendar";
import type { ListedPolicy } from "../../report/listed-policy";
import { paint } from "../../report/paint";
import { policyTable } from "../../report/policy-table";
import { searchCalendars, searchPolicies } from "../../report/search";
import type { Context } from "../context";
import { examples } from "../examples";
import { findRoot } from "../find-root";
import { listedCalendars } from "../listed-calendars";
import { listedPolicies } from "../listed-policies";
import { chooseOrganisations } from "../organisations";
import { specEstate } from "../spec-estate";
import type { Verb } from "../verb";
import { wantsColour } from "../wants-colour";

interface Options {
  readonly json?: boolean;
  readonly search?: string;
}

interface Found {
  readonly calendars: readonly ListedCalendar[];
  readonly policies: readonly ListedPolicy[];
}

async function find(context: Context, named: readonly string[], search = ""): Promise<Found> {
  const root = findRoot(context.io);
  const organisations = chooseOrganisations(root, named);
  const models = specEstate(root, organisations);
  const calendars = await listedCalendars(context, root, organisations);
  const policies = listedPolicies(models);
  if (search.trim() === "") return { calendars, policies };
  const names = new Map(models.map(({ organisation }) => [organisation.stack, organisation.name]));
  return {
    calendars: searchCalendars(calendars, search.trim(), names),
    policies: searchPolicies(policies, search.trim(), names),
  };
}

async function list(named: readonly string[], { json, search }: Options, context: Context): Promise<void> {
  const { calendars, policies } = await find(context, named, search);
  if (json) return context.printJson(listJson(calendars, policies));
  if (calendars.length + policies.length === 0) {
    return context.say(
      search === undefined
        ? "There are no calendars yet: bookings up makes them."
        : `Nothing matches «${search}».`,
    );
  }
  const { strong } = paint(wantsColour(context.io, "stdout"));
  const options = { width: context.io.width, strong };
  const tables = [
    ...(calendars.length > 0 ? [calendarTable(calendars, options)] : []),
    ...(policies.length > 0 ? [policyTable(policies, options)] : []),
  ];
  context.print(tables.join("\n"));
}

/** `bookings list`: the calendars and user policies, a line each. */
export const listVerb: Verb = {
  declare(command, context) {
    command
      .argument("[organisation...]", "short names, as the folders under specs/ are called (default: all)")
      .option("--search <text>", "only those with these words in name, address, organisation or people")
      .option("--json", "print the list as JSON (schemas/output/list.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings list", "all calendars as the last run left them"],
          ["bookings list leeds york", "those of two organisations"],
          ["bookings list --search 'amy shah'", "where somebody is admin or viewer"],
        ]),
      )
      .action((named: string[], options: Options) => list(named, options, context));
  },
};
