import type { CompletedCommand, CompletedOption, Values } from "./tree";

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const HEAD = (
  paths: readonly string[],
): string => `# Completion of bookings for fish: bookings completion fish | source
function __bookings_path
    set -l path
    for word in (commandline -opc)[2..]
        set -l longer (string join -- ' ' $path $word)
        if contains -- "$longer" ${paths.map(quoted).join(" ")}
            set path $path $word
        end
    end
    string join -- ' ' $path
end
function __bookings_at
    set -l here (__bookings_path)
    test "$here" = "$argv[1]"
end
function __bookings_organisations
    set -l root $PWD
    set -q BOOKINGS_ROOT; and set root $BOOKINGS_ROOT
    while test -n "$root"; and not test -e "$root/specs/tenant.yaml"
        set root (string replace -r '/[^/]*$' '' -- $root)
    end
    for file in $root/specs/*/organisation.yaml
        string replace -r '.*/([^/]+)/organisation.yaml$' '$1' -- $file
    end
end
complete -c bookings -f
`;

function valueWords(values: Values): string {
  if (values === "file") return "-F";
  if (values === "organisation") return "-a '(__bookings_organisations)'";
  return values === "anything" ? "" : `-a ${quoted(values.join(" "))}`;
}

function optionLine(at: string, { short, long, what, values }: CompletedOption): string {
  const words = [
    `complete -c bookings -n ${at}`,
    ...(short ? [`-s ${short.slice(1)}`] : []),
    `-l ${long.slice(2)}`,
    ...(values === undefined ? [] : [values === "file" ? "-r" : "-x", valueWords(values)]),
    `-d ${quoted(what)}`,
  ];
  return words.filter(Boolean).join(" ");
}

function linesOf({ path, options, parts, values }: CompletedCommand): string[] {
  const at = quoted(`__bookings_at ${quoted(path)}`);
  const own = valueWords(values);
  return [
    ...parts.map(([name, what]) => `complete -c bookings -n ${at} -a ${quoted(name)} -d ${quoted(what)}`),
    ...(own === "" || parts.length > 0 ? [] : [`complete -c bookings -n ${at} ${own}`]),
    ...options.map((option) => optionLine(at, option)),
  ];
}

/** For fish: `bookings completion fish | source`. */
export function fishScript(tree: readonly CompletedCommand[]): string {
  const paths = tree.map(({ path }) => path).filter((path) => path !== "");
  return `${HEAD(paths)}${tree.flatMap(linesOf).join("\n")}\ncomplete -c nhsmail-bookings -w bookings\n`;
}
