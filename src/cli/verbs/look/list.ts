import { exitCode } from "../../../problem/exit-code";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { listJson } from "../../../report/listing";
import { searchCalendars, searchPolicies } from "../../../report/search";
import type { Context } from "../../context";
import { isEmpty, type Lists, listed, showTables } from "../../listed";
import { ORGANISATIONS, type Verb } from "../../verb";

interface Options {
  readonly json?: boolean;
  readonly search?: string;
}

async function find(context: Context, named: readonly string[], search = ""): Promise<Lists> {
  const all = await listed(context, context.organisations(named));
  const { calendars, policies, estate } = all;
  if (search.trim() === "") return all;
  const names = new Map(
    estate.organisations.map(({ organisation }) => [organisation.stack, organisation.name]),
  );
  return {
    calendars: searchCalendars(calendars, search.trim(), names),
    policies: searchPolicies(policies, search.trim(), names),
  };
}

async function list(named: readonly string[], { json, search }: Options, context: Context): Promise<void> {
  const found = await find(context, named, search);
  if (json) {
    if (isEmpty(found) && search !== undefined) context.finish(exitCode.failed);
    return context.printJson(listJson(found.calendars, found.policies));
  }
  if (!isEmpty(found)) return showTables(context, found);
  if (search !== undefined) refuse(problem("nothing-found", { search }));
  context.say("There are no calendars and policies yet: bookings up makes them.");
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
