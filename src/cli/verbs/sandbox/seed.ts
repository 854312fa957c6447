import type { Context } from "../../context";
import { examples } from "../../examples";
import { askAdmin } from "../../sandbox/ask-admin";
import { needSandbox } from "../../sandbox/need-sandbox";
import { readSeed } from "../../sandbox/read-seed";
import type { SandboxLine } from "../../sandbox/sandbox-line";
import { takeIdentities } from "../../sandbox/take-identities";
import type { Verb } from "../../verb";

async function seed(file: string, context: Context): Promise<void> {
  const { io } = context;
  const sandbox = needSandbox(io);
  const body = await readSeed(io, file);
  const answer = await askAdmin(sandbox, {
    what: `take the seed ${file}`,
    method: "POST",
    path: "seed",
    body,
  });
  // Our own sandbox answers, through a connection that only it could open.
  takeIdentities(io, sandbox, answer as Pick<SandboxLine, "identities">);
  context.say(`The sandbox has taken ${file}.`);
}

/** `bookings sandbox seed`: more people and calendars for the tenant that is there. */
export const seedVerb: Verb = {
  declare(command, context) {
    command
      .argument("<file>", "people, calendars and settings to add, as YAML or JSON")
      .addHelpText(
        "after",
        examples([["bookings sandbox seed more-people.yaml", "add people to the directory"]]),
      )
      .action((file: string) => seed(file, context));
  },
};
