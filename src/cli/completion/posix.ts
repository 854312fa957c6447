import { afterOptions, type CompletedCommand, type Values } from "./tree";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Lists the organisations of the folder, or of the nearest one above that has specs. */
const ORGANISATIONS = `__bookings_organisations() {
  local root="\${BOOKINGS_ROOT:-$PWD}" file
  while [ -n "$root" ] && [ ! -e "$root/specs/tenant.yaml" ]; do root="\${root%/*}"; done
  for file in "$root"/specs/*/organisation.yaml; do
    [ -e "$file" ] || continue
    file="\${file%/*}"
    printf '%s\\n' "\${file##*/}"
  done
}`;

/** The verb that the words so far lead to. */
const pathCases = (tree: readonly CompletedCommand[]): string =>
  tree
    .filter(({ path }) => path !== "")
    .map(({ path }) => quoted(path))
    .join("|");

/** Branches of a `case`: what may follow an option, then what may stand where an option may, then elsewhere. */
interface Branches {
  readonly afterOption: readonly string[];
  readonly options: readonly string[];
  readonly values: readonly string[];
}

function branches(
  tree: readonly CompletedCommand[],
  offer: (pairs: readonly (readonly [string, string])[]) => string,
  offerValues: (values: Values) => string,
): Branches {
  return {
    afterOption: afterOptions(tree).map(
      ([key, values]) => `${quoted(key)}) ${offerValues(values)}; return ;;`,
    ),
    options: tree.map(
      ({ path, options }) => `${quoted(path)}) ${offer(options.map(({ long, what }) => [long, what]))} ;;`,
    ),
    values: tree.map(
      ({ path, parts, values }) =>
        `${quoted(path)}) ${parts.length > 0 ? offer(parts) : offerValues(values)} ;;`,
    ),
  };
}

const indented = (lines: readonly string[], indent: string): string =>
  lines.map((line) => indent + line).join("\n");

const body = ({ afterOption, options, values }: Branches): string => `  case "$path:$prev" in
${indented(afterOption, "    ")}
  esac
  case "$cur" in
    -*)
      case "$path" in
${indented(options, "        ")}
      esac ;;
    *)
      case "$path" in
${indented(values, "        ")}
      esac ;;
  esac`;

/** For bash 3.2 and newer: `source <(bookings completion bash)`. */
export function bashScript(tree: readonly CompletedCommand[]): string {
  const words = (list: readonly string[]): string => `__bookings_offer ${quoted(list.join(" "))}`;
  const values = (of: Values): string => {
    if (of === "organisation") return '__bookings_offer "$(__bookings_organisations)"';
    if (of === "file") return 'COMPREPLY=($(compgen -f -- "$cur"))';
    return of === "anything" ? ":" : words(of);
  };
  const parts = branches(tree, (pairs) => words(pairs.map(([word]) => word)), values);
  return `# Completion of bookings for bash: source <(bookings completion bash)
${ORGANISATIONS}
__bookings_offer() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}
_bookings() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path="" i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${path:+$path }\${COMP_WORDS[i]}" in
      ${pathCases(tree)}) path="\${path:+$path }\${COMP_WORDS[i]}" ;;
    esac
  done
${body(parts)}
}
complete -o filenames -F _bookings bookings nhsmail-bookings
`;
}

/** For zsh: `source <(bookings completion zsh)` after compinit, or a file named _bookings in a folder of fpath. */
export function zshScript(tree: readonly CompletedCommand[]): string {
  const described = (pairs: readonly (readonly [string, string])[]): string =>
    `items=(${pairs.map(([word, what]) => quoted(`${word}:${what}`)).join(" ")}); _describe bookings items`;
  const values = (of: Values): string => {
    if (of === "organisation")
      return `items=("\${(@f)$(__bookings_organisations)}"); _describe organisation items`;
    if (of === "file") return "_files";
    return of === "anything" ? ":" : `items=(${of.map(quoted).join(" ")}); _describe value items`;
  };
  return `#compdef bookings nhsmail-bookings
# Completion of bookings for zsh: source <(bookings completion zsh)
${ORGANISATIONS}
_bookings() {
  setopt local_options null_glob
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}" path="" i
  local -a items
  for ((i = 2; i < CURRENT; i++)); do
    case "\${path:+$path }\${words[i]}" in
      ${pathCases(tree)}) path="\${path:+$path }\${words[i]}" ;;
    esac
  done
${body(branches(tree, described, values))}
}
if (( $+functions[compdef] )); then compdef _bookings bookings nhsmail-bookings; fi
`;
}
