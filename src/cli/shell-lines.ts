/** The shells for which settings can be printed. */
export const SHELLS = ["sh", "fish", "powershell"] as const;
export type Shell = (typeof SHELLS)[number];

const LINES: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
  fish: (name, value) => `set -gx ${name} '${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
};

/** Settings as lines that a shell can evaluate: `eval "$(bookings env)"`. */
export function shellLines(shell: Shell, settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${LINES[shell](name, value)}\n`)
    .join("");
}

/** The shell of whoever calls, as far as the environment tells. */
export function usualShell(env: Readonly<Record<string, string | undefined>>, platform: string): Shell {
  if (env["SHELL"]?.endsWith("/fish")) return "fish";
  return platform === "win32" && !env["SHELL"] ? "powershell" : "sh";
}
