import { isBlobUrl } from "../../../files/blob-store";
import { problem } from "../../../problem/problem";
import { refuse, VisibleError } from "../../../problem/visible-error";
import { copyRecords, type RecordPlaces } from "../../../records/open-records";
import type { Context } from "../../context";
import { allOrganisations } from "../../organisations";
import type { Verb } from "../../verb";

/** Records go to Blob storage only: elsewhere a team shares folders, which are named as they are. */
function assertContainers({ journal, findings, backups }: RecordPlaces): void {
  for (const place of [journal, findings, backups])
    if (place !== undefined && !isBlobUrl(place))
      refuse(problem("state-not-moved-there", { from: ".bookings", to: place }));
}

async function moveOne(
  context: Context,
  organisation: string,
  url: string,
  options: RecordPlaces,
): Promise<string> {
  const { io, root } = context;
  // the journal first: where it is, the state may follow, and a move that was interrupted begins again
  const there = await copyRecords({ root, env: io.env }, organisation, options);
  if (there) throw already(organisation, there, options[there] ?? "");
  const engine = await context.engine();
  const outcome = await engine.moveState({ root, organisation }, url);
  if (outcome === "locked") refuse(problem("stack-locked", { organisation }));
  if (outcome === "there") throw already(organisation, "state", url);
  return outcome === "moved" ? "moved" : "no state here to move";
}

async function move(url: string, options: RecordPlaces, context: Context): Promise<void> {
  const all = allOrganisations(context.root);
  assertContainers(options);
  for (const organisation of all) {
    if (context.io.signal.aborted) return;
    context.say(`${organisation}: ${await moveOne(context, organisation, url, options)}.`);
  }
  context.say("  → Set these on every machine that runs bookings, and in pipelines:");
  context.print(`export PULUMI_BACKEND_URL='${url}'\n`);
  if (options.journal) context.print(`export BOOKINGS_JOURNAL='${options.journal}'\n`);
  if (options.findings) context.print(`export BOOKINGS_FINDINGS='${options.findings}'\n`);
  if (options.backups) context.print(`export BOOKINGS_BACKUPS='${options.backups}'\n`);
}

const already = (organisation: string, what: string, url: string): VisibleError =>
  VisibleError.of(problem("state-there-already", { organisation, what, url }));

/** `bookings state move`: from this machine's disk to storage that a team shares. */
export const stateVerb: Verb = {
  declare(command, context) {
    command
      .command("move <url>")
      .description("move the states of all organisations, and make the old ones unusable")
      .option("--journal <url>", "copy the journals too, to a container of Azure Blob Storage")
      .option("--findings <url>", "copy the recorded drift findings too")
      .option("--backups <url>", "copy the backups of deleted calendars too")
      .examples([
        [
          "bookings state move 'azblob://state?storage_account=nhsbookings' --journal 'azblob://journal?storage_account=nhsbookings'",
          "from this machine to containers of Azure",
        ],
      ])
      .action((url: string, options: RecordPlaces) => move(url, options, context));
    command.examples([
      ["bookings state move 'azblob://state?storage_account=nhsbookings'", "the states of all organisations"],
    ]);
  },
};
