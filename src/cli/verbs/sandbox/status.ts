import { counted } from "../../../report/counted";
import type { Context } from "../../context";
import { examples } from "../../examples";
import { askAdmin } from "../../sandbox/ask-admin";
import { needSandbox } from "../../sandbox/need-sandbox";
import { sandboxText } from "../../sandbox/sandbox-text";
import type { Verb } from "../../verb";

interface Snapshot {
  readonly calendars: readonly { readonly staff: readonly { readonly status: string }[] }[];
  readonly users: readonly unknown[];
}

async function status(json: boolean, context: Context): Promise<void> {
  const sandbox = needSandbox(context.io);
  const path = "snapshot?users=true";
  const answer = await askAdmin(sandbox, { what: "tell how it stands", method: "GET", path });
  // Our own sandbox answers, through a connection that only it could open.
  const { calendars, users } = answer as Snapshot;
  const staff = calendars.flatMap((calendar) => calendar.staff);
  const pending = staff.filter((person) => person.status === "pendingAcceptance").length;
  const counts = { calendars: calendars.length, people: users.length, pending };
  const { url, tenantId, startedAt, pid } = sandbox;
  if (json) return context.printJson({ url, tenantId, startedAt, pid, ...counts });
  context.print(sandboxText(sandbox));
  const parts = [counted(counts.people, "person", "people"), counted(counts.calendars, "calendar")];
  context.print(`  Holds:   ${parts.join(", ")}, ${counted(pending, "pending member")}\n`);
}

/** `bookings sandbox status`: whether it runs, where, and what is in it. */
export const sandboxStatusVerb: Verb = {
  declare(command, context) {
    command
      .option("--json", "print it as JSON")
      .addHelpText("after", examples([["bookings sandbox status", "does it run, and what is in it?"]]))
      .action((options: { json?: boolean }) => status(options.json ?? false, context));
  },
};
