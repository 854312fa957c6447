import type { Command } from "commander";
import type { Context } from "../context";
import type { Verb } from "../verb";
import { decisionVerb } from "./sandbox/decide";
import { sandboxEnvVerb } from "./sandbox/env";
import { logVerb } from "./sandbox/log";
import { resetVerb } from "./sandbox/reset";
import { seedVerb } from "./sandbox/seed";
import { startVerb } from "./sandbox/start";
import { sandboxStatusVerb } from "./sandbox/status";
import { stopVerb } from "./sandbox/stop";

const approve = decisionVerb({ word: "approve", told: "is now a member of" });
const reject = decisionVerb({ word: "reject", told: "has declined" });

const PARTS: Readonly<Record<string, readonly [summary: string, verb: Verb]>> = {
  start: ["start it", startVerb],
  status: ["show whether it runs, and what is in it", sandboxStatusVerb],
  stop: ["stop it; its data are kept", stopVerb],
  env: ["print the settings that point programs at it", sandboxEnvVerb],
  reset: ["begin again with a new tenant", resetVerb],
  seed: ["add people and calendars", seedVerb],
  approve: ["confirm membership, as people do in Microsoft's e-mail", approve],
  reject: ["decline membership, as people do in Microsoft's e-mail", reject],
  log: ["show the requests that it answered", logVerb],
};

/** `bookings sandbox …`: the practice tenant. */
export const sandboxVerb: Verb = {
  declare(command: Command, context: Context) {
    command.commandsGroup("Verbs:");
    for (const [name, [summary, verb]] of Object.entries(PARTS)) {
      const part = command.command(name).summary(summary).description(summary);
      part.copyInheritedSettings(command);
      verb.declare(part, context);
    }
  },
};
