import type { Context } from "../../context";
import { examples } from "../../examples";
import { askAdmin } from "../../sandbox/ask-admin";
import { needSandbox } from "../../sandbox/need-sandbox";
import { readSeed } from "../../sandbox/read-seed";
import type { SandboxLine } from "../../sandbox/sandbox-line";
import { takeIdentities } from "../../sandbox/take-identities";
import type { Verb } from "../../verb";

async function reset(seedFile: string | undefined, context: Context): Promise<void> {
  const { io } = context;
  const sandbox = needSandbox(io);
  const body = seedFile === undefined ? {} : { seed: await readSeed(io, seedFile) };
  const answer = await askAdmin(sandbox, { what: "start afresh", method: "POST", path: "reset", body });
  // Our own sandbox answers, through a connection that only it could open.
  const fresh = answer as Pick<SandboxLine, "tenantId" | "identities">;
  takeIdentities(io, sandbox, fresh);
  context.say(`The sandbox is a new tenant now: ${fresh.tenantId}`);
  context.say("  → Write that id into specs/tenant.yaml, and remove .bookings/state:");
  context.say("    what Pulumi remembers is about the tenant that is gone.");
}

/** `bookings sandbox reset`: a new tenant with the seed's people. */
export const resetVerb: Verb = {
  declare(command, context) {
    command
      .option("--seed <file>", "begin with this seed (default: the one it began with)")
      .addHelpText("after", examples([["bookings sandbox reset", "back to the people of the seed"]]))
      .action((options: { seed?: string }) => reset(options.seed, context));
  },
};
