import { Option } from "commander";
import { sandboxVariables } from "../../../engine/sandbox-variables";
import type { Context } from "../../context";
import { examples } from "../../examples";
import { findRoot } from "../../find-root";
import { needSandbox } from "../../sandbox/need-sandbox";
import { runtimeFiles } from "../../sandbox/runtime-files";
import { SHELLS, type Shell, shellLines, usualShell } from "../../shell-lines";
import type { Verb } from "../../verb";

interface Options {
  readonly shell?: Shell;
  readonly json?: boolean;
}

function env(options: Options, context: Context): void {
  const { io } = context;
  const { identities } = runtimeFiles(findRoot(io));
  const variables = sandboxVariables({ ...needSandbox(io), identitiesFile: identities });
  if (options.json) context.printJson(variables);
  else context.print(shellLines(options.shell ?? usualShell(io.env, process.platform), variables));
}

/** `bookings sandbox env`: the variables that point programs at the sandbox. */
export const sandboxEnvVerb: Verb = {
  declare(command, context) {
    command
      .addOption(new Option("--shell <shell>", "the shell that reads it (default: yours)").choices(SHELLS))
      .option("--json", "print it as JSON")
      .addHelpText(
        "after",
        examples([['eval "$(bin/bookings sandbox env)"', "point this shell at the sandbox"]]),
      )
      .action((options: Options) => env(options, context));
  },
};
