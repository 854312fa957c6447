import { settings } from "./settings";

const HEAD = `<!-- Made from tools/generate/settings.ts by \`npm run generate\`. Do not edit. -->

# Settings

Variables of the environment that \`bookings\` reads. What concerns all who work on the specs is in the specs
([fields](specs.md)); these are for one machine or one pipeline. Pulumi's own, such as \`PULUMI_BACKEND_URL\`, are in
[engine.md](engine.md).
`;

/** `docs/settings.md`: every setting by who it is for. */
export function settingsPage(): string {
  const sections = Object.entries(settings).map(([title, rows]) =>
    [
      `## ${title}`,
      "",
      "| Variable | What it is | If it is not set |",
      "|---|---|---|",
      ...rows.map(({ name, what, usual }) => `| \`${name}\` | ${what} | ${usual} |`),
      "",
    ].join("\n"),
  );
  return [HEAD, ...sections].join("\n");
}
