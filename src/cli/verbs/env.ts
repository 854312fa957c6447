import { dirname } from "node:path";
import { Option } from "commander";
import { type Context, findRoot } from "../context";
import { pulumiEnvironment } from "../pulumi-environment";
import { SHELLS, type Shell, shellLines, usualShell } from "../shell-lines";
import { examples, type Verb } from "../verb";

interface Options {
  readonly shell?: Shell;
  readonly json?: boolean;
}

async function env(options: Options, context: Context): Promise<void> {
  const { io } = context;
  const variables = await pulumiEnvironment(io, findRoot(io), dirname(process.execPath));
  if (options.json) return context.printJson(variables);
  context.print(shellLines(options.shell ?? usualShell(io.env, process.platform), variables));
}

/** `bookings env`: what plain `pulumi` needs, as lines for a shell. */
export const envVerb: Verb = {
  declare(command, context) {
    command
      .addOption(new Option("--shell <shell>", "the shell that reads it (default: yours)").choices(SHELLS))
      .option("--json", "print it as JSON")
      .addHelpText(
        "after",
        examples([
          [
            'eval "$(bin/bookings env)"',
            "then plain pulumi works in this shell: pulumi preview --stack leeds",
          ],
          ["bookings env --shell fish | source", "the same in fish"],
          ["bookings env --shell powershell | Out-String | Invoke-Expression", "the same in PowerShell"],
        ]),
      )
      .action((options: Options) => env(options, context));
  },
};
