import { setTimeout as pause } from "node:timers/promises";
import { sandboxVariables } from "../../engine/environment";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { counted } from "../../report/phrases";
import { type Context, findRoot } from "../context";
import { askAdmin } from "../sandbox/ask-admin";
import {
  forgetRunning,
  needSandbox,
  runningSandbox,
  runtimeFiles,
  type SandboxLine,
  sandboxText,
  takeIdentities,
} from "../sandbox/running-sandbox";
import { declareSettings, printSettings, type SettingsOptions } from "../shell-lines";
import type { Verb } from "../verb";
import { logVerb } from "./sandbox/log";
import { readSeed, startVerb } from "./sandbox/start";

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

const PATIENCE = 10_000;
const POLL = 50;

async function stop(context: Context): Promise<void> {
  const { io } = context;
  const files = runtimeFiles(findRoot(io));
  const { pid, url } = needSandbox(io);
  process.kill(pid, "SIGTERM");
  const until = Date.now() + PATIENCE;
  while (runningSandbox(files)?.pid === pid && Date.now() < until)
    await pause(POLL, undefined, { signal: io.signal });
  if (runningSandbox(files)?.pid === pid) {
    const reason = `process ${pid} has not ended after ten seconds.`;
    throw VisibleError.of(problem("sandbox-refused", { what: "stop", reason }));
  }
  forgetRunning(files, pid);
  context.say(`The sandbox at ${url} has stopped. Its data are kept.`);
}

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
  context.say(`The sandbox has read ${file}.`);
}

function env(options: SettingsOptions, context: Context): void {
  const { io } = context;
  const { identities } = runtimeFiles(findRoot(io));
  printSettings(context, options, sandboxVariables({ ...needSandbox(io), identitiesFile: identities }));
}

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
  context.say("    Pulumi's record is about the old tenant, which no longer exists.");
}

interface Decision {
  /** Also the path of the admin endpoint. */
  readonly word: "approve" | "reject";
  /** As in “Amy Shah (…) is now a member of …”. */
  readonly told: string;
}

interface Changed {
  readonly changed: readonly { readonly business: string; readonly address: string }[];
}

async function decide(
  { word, told }: Decision,
  address: string | undefined,
  business: string | undefined,
  context: Context,
): Promise<void> {
  const answer = await askAdmin(needSandbox(context.io), {
    what: word,
    method: "POST",
    path: word,
    body: { ...(address && { address }), ...(business && { business }) },
  });
  // Our own sandbox answers, through a connection that only it could open.
  const { changed } = answer as Changed;
  for (const one of changed) context.say(`${one.address} ${told} ${one.business}`);
  if (changed.length === 0) context.say("No one was pending.");
}

/** `bookings sandbox approve` and `reject`: the buttons in Microsoft's e-mail, pressed on a person's behalf. */
function decisionVerb(decision: Decision): Verb["declare"] {
  return (command, context) => {
    command
      .argument("[person]", "address of one person (default: everybody who is pending)")
      .option("--calendar <address>", "only for this calendar")
      .examples([
        [`bookings sandbox ${decision.word}`, "for everybody who is pending"],
        [`bookings sandbox ${decision.word} amy.shah@nhs.net`, "for one person"],
      ])
      .action((person: string | undefined, options: { calendar?: string }) =>
        decide(decision, person, options.calendar, context),
      );
  };
}

const PARTS: Readonly<Record<string, readonly [summary: string, declare: Verb["declare"]]>> = {
  start: ["start it", startVerb.declare],
  status: [
    "show whether it runs, and what is in it",
    (command, context) =>
      command
        .option("--json", "print it as JSON")
        .examples([["bookings sandbox status", "does it run, and what is in it?"]])
        .action((options: { json?: boolean }) => status(options.json ?? false, context)),
  ],
  stop: [
    "stop it; its data are kept",
    (command, context) =>
      command
        .examples([["bookings sandbox stop", "end it; the next start goes on from there"]])
        .action(() => stop(context)),
  ],
  env: [
    "print the settings that point programs at it",
    (command, context) =>
      declareSettings(command, [
        ['eval "$(bin/bookings sandbox env)"', "point this shell at the sandbox"],
      ]).action((options: SettingsOptions) => env(options, context)),
  ],
  reset: [
    "begin again with a new tenant",
    (command, context) =>
      command
        .option("--seed <file>", "begin with this seed (default: the one it began with)")
        .examples([["bookings sandbox reset", "back to the people of the seed"]])
        .action((options: { seed?: string }) => reset(options.seed, context)),
  ],
  seed: [
    "add people and calendars",
    (command, context) =>
      command
        .argument("<file>", "people, calendars and settings to add, as YAML or JSON")
        .examples([["bookings sandbox seed more-people.yaml", "add people to the directory"]])
        .action((file: string) => seed(file, context)),
  ],
  approve: [
    "confirm membership, as people do in Microsoft's e-mail",
    decisionVerb({ word: "approve", told: "is now a member of" }),
  ],
  reject: [
    "decline membership, as people do in Microsoft's e-mail",
    decisionVerb({ word: "reject", told: "has declined" }),
  ],
  log: ["show the requests that it answered", logVerb.declare],
};

/** `bookings sandbox …`: the practice tenant. */
export const sandboxVerb: Verb = {
  declare(command, context) {
    for (const [name, [summary, declare]] of Object.entries(PARTS)) {
      const part = command.command(name).summary(summary).description(summary);
      part.copyInheritedSettings(command);
      declare(part, context);
    }
    command.examples([
      ["bookings sandbox start --detach", "run it in the background"],
      ['eval "$(bin/bookings sandbox env)"', "point this shell at it"],
      ["bookings sandbox approve", "confirm everyone who is pending"],
      ["bookings sandbox stop", "end it"],
    ]);
  },
};
