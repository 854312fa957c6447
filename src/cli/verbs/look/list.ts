import { exitCode } from "../../../problem/exit-code";
import { problem } from "../../../problem/problem";
import { VisibleError } from "../../../problem/visible-error";
import { calendarTable } from "../../../report/calendar-text";
import { listJson } from "../../../report/listing";
import { paint } from "../../../report/paint";
import { policyTable } from "../../../report/policy-text";
import { searchCalendars, searchPolicies } from "../../../report/search";
import { type Context, findRoot, wantsColour } from "../../context";
import { type Listed, listed } from "../../listed";
import { chooseOrganisations } from "../../organisations";
import { ORGANISATIONS, type Verb } from "../../verb";

interface Options {
  readonly json?: boolean;
  readonly search?: string;
}

async function find(
  context: Context,
  named: readonly string[],
  search = "",
): Promise<Pick<Listed, "calendars" | "policies">> {
  const root = findRoot(context.io);
  const all = await listed(context, root, chooseOrganisations(context.io, root, named));
  const { calendars, policies, estate } = all;
  if (search.trim() === "") return { calendars, policies };
  const names = new Map(
    estate.organisations.map(({ organisation }) => [organisation.stack, organisation.name]),
  );
  return {
    calendars: searchCalendars(calendars, search.trim(), names),
    policies: searchPolicies(policies, search.trim(), names),
  };
}

async function list(named: readonly string[], { json, search }: Options, context: Context): Promise<void> {
  const { calendars, policies } = await find(context, named, search);
  const isEmpty = calendars.length + policies.length === 0;
  if (json) {
    if (isEmpty && search !== undefined) context.finish(exitCode.failed);
    return context.printJson(listJson(calendars, policies));
  }
  if (isEmpty) {
    if (search === undefined)
      return context.say("There are no calendars and policies yet: bookings up makes them.");
    throw VisibleError.of(problem("nothing-found", { search }));
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
      .argument(...ORGANISATIONS)
      .option("--search <text>", "only those with these words in name, address, organisation or people")
      .option("--json", "print the list as JSON (schemas/output/list.schema.json)")
      .examples([
        ["bookings list", "all calendars and user policies as the last run left them"],
        ["bookings list leeds york", "those of two organisations"],
        ["bookings list --search 'amy shah'", "where a person is admin, viewer or in a policy"],
      ])
      .action((named: string[], options: Options) => list(named, options, context));
  },
};
