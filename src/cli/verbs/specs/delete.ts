import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BookingCalendar } from "../../../model/booking-calendar";
import { loadEstate } from "../../../model/load-estate";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { tombstoneText } from "../../../spec/edit-spec";
import { pathFromRoot } from "../../../spec/find-root";
import { nearestName } from "../../../spec/near";
import { diskFiles } from "../../../spec/spec-files";
import { ask, isConfirmed } from "../../ask";
import type { Context } from "../../context";
import { writeEdits } from "../../edit-specs";
import type { Verb } from "../../verb";

interface Options {
  readonly confirm?: string;
  readonly reason?: string;
  readonly withFutureAppointments?: boolean;
}

async function reasonOf({ io }: Context, given?: string): Promise<string> {
  const asked = given === undefined && io.isTerminal.stdin;
  const reason = asked ? await ask(io, "Why is it deleted? (for auditors): ") : given?.trim();
  return reason || refuse(problem("needs-reason", {}));
}

function tellNext(context: Context, { address, organisation, source, members }: BookingCalendar): void {
  const people = Object.keys(members).length;
  context.say(`${source.file} now already asks to delete ${address}. Nothing has been deleted yet.`);
  context.say(
    `  Its users (${people}) are removed from the spec; they stay on the calendar until it is deleted.`,
  );
  context.say("Next:");
  context.say(`  1. git diff ${source.file}, and have it reviewed as any other change`);
  context.say(
    `  2. bookings preview ${organisation.toLowerCase()}   says who loses it and how many patients are booked`,
  );
  context.say(`  3. bookings up ${organisation.toLowerCase()}        deletes it for good`);
  context.say("Keep the file: it makes sure that the address is never used again.");
}

async function remove(wanted: string, options: Options, context: Context): Promise<void> {
  const { root } = context;
  const calendar = findSpec(root, context.io.cwd, wanted);
  const { address, source, status } = calendar;
  if (status === "deleted") refuse(problem("already-deleted", { address, file: source.file }));
  const isWanted = await isConfirmed(context.io, {
    name: address,
    given: options.confirm,
    question: `This writes a request to delete ${address} into its spec. Type its address to go on: `,
    missing: problem("needs-confirm", { address }),
    wrong: problem("wrong-confirmation", { address }),
  });
  if (!isWanted) return context.say("Nothing was changed.");
  const reason = await reasonOf(context, options.reason);
  const { withFutureAppointments = false } = options;
  const { file } = source;
  const before = readFileSync(join(root, file), "utf8");
  const after = tombstoneText(before, { confirm: address, reason, withFutureAppointments });
  writeEdits(root, [{ file, before, after }]);
  tellNext(context, calendar);
}

/** `bookings delete`: turns a calendar's spec into the request to delete it. Touches nothing but that file. */
export const deleteVerb: Verb = {
  declare(command, context) {
    command
      .argument("<calendar>", "name, address or file of the calendar")
      .option("--confirm <address>", "its address once more, where there is no terminal to ask on")
      .option("--reason <text>", "why it is deleted, for auditors")
      .option("--with-future-appointments", "delete it even if patients are booked in it")
      .examples([
        ["bookings delete LeedsCardiologyHeartFailure@nhs.net", "ask for its address and the reason"],
        ["bookings delete leedscardiologyheartfailure --reason 'Moved to York'", "ask for its address only"],
      ])
      .action((wanted: string, options: Options) => remove(wanted, options, context));
  },
};

/** The calendar that a person means by its name, its address or its file, as the specs have it. Asks no one else. */
export function findSpec(root: string, cwd: string, wanted: string): BookingCalendar {
  const { estate, problems } = loadEstate(root, diskFiles);
  const calendars = (estate?.organisations ?? []).flatMap((organisation) => organisation.calendars);
  // a file as it is seen from the root, or from the folder where someone is
  const file = pathFromRoot(root, cwd, wanted);
  const texts = [wanted, file].map((one) => one.toLowerCase());
  const found = calendars.find(({ name, address, source }) =>
    [name, address.toLowerCase(), source.file.toLowerCase()].some((one) => texts.includes(one)),
  );
  if (found) return found;
  const policies = (estate?.organisations ?? []).flatMap((organisation) => organisation.policies);
  const policy = policies.find(({ displayName, source }) =>
    [displayName.toLowerCase(), source.file.toLowerCase()].some((one) => texts.includes(one)),
  );
  if (policy) {
    const { displayName, source } = policy;
    refuse(problem("unknown-calendar", { name: wanted, policy: displayName, file: source.file }));
  }
  const names = calendars.map(({ displayName }) => displayName);
  const broken = problems.some(({ severity }) => severity === "error");
  const near = nearestName(wanted, names);
  return refuse(problem("unknown-calendar", { name: wanted, near, ...(broken && { broken }) }));
}
