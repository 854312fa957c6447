import { Argument } from "commander";
import { fishScript } from "../../completion/fish";
import { bashScript, zshScript } from "../../completion/posix";
import { powershellScript } from "../../completion/powershell";
import { type CompletedCommand, completionTree } from "../../completion/tree";
import type { Context } from "../../context";
import type { Verb, VerbCommand } from "../../verb";

type Script = (tree: readonly CompletedCommand[]) => string;

const SCRIPTS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
} as const satisfies Record<string, Script>;

function declare(command: VerbCommand, context: Context): void {
  command
    .addArgument(new Argument("<shell>", "the shell that is to complete").choices(Object.keys(SCRIPTS)))
    .addHelpText(
      "after",
      "\nTests run the scripts for bash, zsh and fish in those shells;\nthat for PowerShell is checked as text only.",
    )
    .examples([
      ["source <(bookings completion bash)", "in ~/.bashrc"],
      ["source <(bookings completion zsh)", "in ~/.zshrc, after compinit"],
      ["bookings completion fish | source", "in ~/.config/fish/config.fish"],
      ["bookings completion powershell | Out-String | Invoke-Expression", "in $PROFILE"],
    ])
    .action((shell: keyof typeof SCRIPTS) => {
      const { parent } = command;
      if (parent) context.print(SCRIPTS[shell](completionTree(parent)));
    });
}

/** `bookings completion`: what makes a shell complete verbs, options and organisations. */
export const completionVerb: Verb = { declare };
