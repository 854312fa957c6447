import type { Command } from "commander";
import type { Context } from "../context";
import type { Verb } from "../verb";
import { sandboxEnvVerb } from "./sandbox/env";
import { startVerb } from "./sandbox/start";
import { stopVerb } from "./sandbox/stop";

const PARTS: Readonly<Record<string, readonly [summary: string, verb: Verb]>> = {
  start: ["start it", startVerb],
  stop: ["stop it; its data are kept", stopVerb],
  env: ["print the settings that point programs at it", sandboxEnvVerb],
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
