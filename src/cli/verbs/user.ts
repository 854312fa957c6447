import { exitCode } from "../../problem/exit-code";
import { paint } from "../../report/paint";
import { userJson, userText } from "../../report/user-report";
import { assertTenant } from "../ask-directory";
import { type Context, findRoot, wantsColour } from "../context";
import { listed } from "../listed";
import { chooseOrganisations } from "../organisations";
import { examples, type Verb } from "../verb";

async function user(
  address: string,
  named: readonly string[],
  json: boolean,
  context: Context,
): Promise<void> {
  const { io } = context;
  const root = findRoot(io);
  const organisations = chooseOrganisations(io, root, named);
  const all = await listed(context, root, organisations);
  const { openGraph } = await import("../../graph/open-graph.js");
  const { userFactsOf } = await import("../user-facts-of.js");
  const graph = openGraph({ identity: "observer", signal: io.signal });
  const { tenant } = all.estate;
  if (tenant) await assertTenant(graph, tenant);
  const facts = await userFactsOf(graph, address, all);
  if (json) context.printJson(userJson(facts));
  else context.print(userText(facts, paint(wantsColour(io, "stdout"))));
  const isNowhere = facts.calendars.length === 0 && facts.policies.length === 0;
  if (isNowhere && facts.obstacles.includes("not-in-directory")) context.finish(exitCode.failed);
}

/** `bookings user`: where a person is admin, viewer or in a policy, and whether they can open the app. */
export const userVerb: Verb = {
  declare(command, context) {
    command
      .argument("<address>", "one of the person's addresses")
      .argument(
        "[organisation...]",
        "short names, as the folders under specs/ are called (default: BOOKINGS_ORGANISATIONS, or all)",
      )
      .option("--json", "print it as JSON (schemas/output/user.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings user amy.shah@nhs.net", "their calendars and policies; can they open the app?"],
        ]),
      )
      .action((address: string, named: string[], options: { json?: boolean }) =>
        user(address, named, options.json ?? false, context),
      );
  },
};
