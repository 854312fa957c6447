import { pulumiEnvironment } from "../../pulumi-environment";
import { declareSettings, printSettings, type SettingsOptions } from "../../shell-lines";
import type { Verb } from "../../verb";

/** `bookings env`: what plain `pulumi` needs, as lines for a shell. */
export const envVerb: Verb = {
  declare(command, context) {
    declareSettings(command, [
      ['eval "$(bin/bookings env)"', "then plain pulumi works in this shell: pulumi preview --stack leeds"],
      ["bookings env --shell fish | source", "the same in fish"],
      ["bookings env --shell powershell | Out-String | Invoke-Expression", "the same in PowerShell"],
    ]).action(async (options: SettingsOptions) =>
      printSettings(context, options, await pulumiEnvironment(context.io, context.root)),
    );
  },
};
