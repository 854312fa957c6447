import { type Address, toAddress } from "../../../model/address";
import type { Estate } from "../../../model/estate";
import { isPerson } from "../../../model/person";
import { exitCode } from "../../../problem/exit-code";
import { replacePerson } from "../../../spec/edit-spec";
import { askDirectory, observer } from "../../ask-directory";
import { checkedEstate } from "../../checked-estate";
import type { Context } from "../../context";
import { editsOf, tellOrWrite } from "../../edit-specs";
import { ORGANISATIONS, type Verb } from "../../verb";

function addressesOf({ organisations }: Estate): Address[] {
  const all = organisations.flatMap(({ calendars, policies }) => [
    ...calendars
      .filter(({ status }) => status === "active")
      .flatMap((calendar) => {
        return [calendar.replyTo, ...(Object.keys(calendar.members) as Address[])];
      }),
    ...policies.filter(({ status }) => status === "active").flatMap(({ users }) => users),
  ]);
  return [...new Set(all)].sort();
}

/** Aliases with the primary addresses behind them, by the directory, in one look-up. Who is not found is no alias. */
async function aliasesOf(context: Context, estate: Estate): Promise<Map<Address, Address>> {
  await context.engine();
  const graph = await observer(context.io, estate.tenant);
  const found = await askDirectory(graph, { others: addressesOf(estate) });
  return new Map(
    [...found].flatMap(([address, one]) => {
      const [alias, primary] = [toAddress(address), toAddress(isPerson(one) ? one.mail : "")];
      return primary === "" || primary === alias ? [] : [[alias, primary] as const];
    }),
  );
}

async function fmt(named: readonly string[], fix: boolean, context: Context): Promise<void> {
  const { root } = context;
  const organisations = context.organisations(named);
  const aliases = await aliasesOf(context, checkedEstate(root, organisations));
  const edits = editsOf(root, organisations, (text, file) =>
    [...aliases].reduce((result, [alias, primary]) => replacePerson(file, result, alias, primary), text),
  );
  if (edits.length === 0) return context.say("Every address in the specs is the one that everybody sees.");
  tellOrWrite(context, edits, fix);
  if (fix) return context.say("Aliases are written as primary addresses now. Nothing else was changed.");
  context.say("Some addresses are aliases. Add --fix to write the addresses that everybody sees.");
  context.finish(exitCode.changes);
}

/** `bookings fmt`: writes people's primary addresses where specs have aliases. */
export const fmtVerb: Verb = {
  declare(command, context) {
    command
      .argument(...ORGANISATIONS)
      .option("--fix", "write the specs; without it, show what would change and end with 2")
      .examples([
        ["bookings fmt", "which specs name people by an alias"],
        ["bookings fmt leeds --fix", "write their primary addresses, in one organisation"],
      ])
      .action((named: string[], options: { fix?: boolean }) => fmt(named, options.fix ?? false, context));
  },
};
