import type { RunResult } from "../engine/run-result";
import { managedFields } from "../model/calendar-fields";
import type { OrganisationModel } from "../model/estate";
import type { ManagedTexts } from "../plan/compare";
import { type JournalLine, readJournal, unfinishedEntries } from "../records/journal";
import { journalFile, openRecords } from "../records/open-records";
import { type Standing, settlements } from "../records/settle";
import type { Context } from "./context";
import { specEstate } from "./listed";

/**
 * Settles what runs that died had begun, where this run finds nothing left to do: what was done then stands in the journal
 * with its values. Not beside a run that is alive, whose lines are its own to end.
 */
export async function settleJournal(
  { io, services }: Context,
  root: string,
  previews: readonly RunResult[],
): Promise<void> {
  for (const { organisation, plan } of previews) {
    const { lines } = readJournal(journalFile(root, io.env, organisation));
    if (unfinishedEntries(lines).size === 0) continue;
    const engine = await services.engine(io, root);
    if ((await engine.lockHolders({ root, organisation })).length > 0) continue;
    const [model] = specEstate(root, [organisation]).organisations;
    const all = [...plan.changes, ...(plan.policies ?? [])];
    const unchanged = new Set(all.filter(({ kind }) => kind === "unchanged").map(({ name }) => name));
    const records = openRecords({ root, env: io.env, now: () => io.now() });
    for (const event of settlements(lines, (line) => model && standingOf(line, model, unchanged)))
      await records.note(organisation, event);
  }
}

/** How something stands of which there is nothing to change: as its spec says. */
function standingOf(
  line: JournalLine,
  { calendars, policies }: OrganisationModel,
  unchanged: ReadonlySet<string>,
): Standing | undefined {
  const calendar = calendars.find(({ address }) => address.toLowerCase() === line.calendar?.toLowerCase());
  if (calendar && unchanged.has(calendar.name)) {
    const texts: ManagedTexts = calendar;
    const fields = Object.fromEntries(managedFields.map((field) => [field, texts[field]]));
    return { fields, people: { ...calendar.members } };
  }
  const policy = policies.find(({ displayName }) => displayName === line.policy);
  if (!policy || !unchanged.has(policy.name)) return undefined;
  return {
    fields: { applications: policy.applications.join(", ") },
    people: Object.fromEntries(policy.users.map((address) => [address, "user"])),
  };
}
