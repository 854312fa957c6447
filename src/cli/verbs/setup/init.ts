import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Option } from "commander";
import { stringify } from "yaml";
import { makeFolder } from "../../../files/make-folder";
import { writeFileAtomically } from "../../../files/write-file";
import { PROJECT } from "../../../plan/project";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { type Context, ofProduct, packageVersion } from "../../context";
import type { Verb, VerbCommand } from "../../verb";

interface InitOptions {
  readonly ci: "github" | "azure";
  readonly owner: string;
}

const TEMPLATES = ofProduct("templates");
/** The organisation of the example, whose people are in the practice tenant. */
const EXAMPLE = "leeds";
/** What may be there already: a repository that was just made, and this program installed in it. */
const MAY_BE_THERE: ReadonlySet<string> = new Set([
  ".git",
  ".gitignore",
  "LICENSE",
  "README.md",
  "node_modules",
  "package.json",
  "package-lock.json",
]);

const PACKAGE = "nhsmail-bookings";
const IGNORED = ".gitignore";

/** Where each pipeline goes. */
const PIPELINES = { github: ".github/workflows", azure: "pipelines" } as const;
const CODE_OWNERS = { github: ".github/CODEOWNERS", azure: undefined } as const;

/** Every file of a new estate repository, by its path. */
function filesFor({ ci, owner }: InitOptions): Map<string, string> {
  const estate = (name: string) => readFileSync(join(TEMPLATES, "estate", name), "utf8");
  const files = new Map<string, string>([
    [".gitattributes", estate("gitattributes")],
    [IGNORED, estate("gitignore")],
    [".vscode/extensions.json", estate("vscode-extensions.json")],
    [".vscode/settings.json", estate("vscode-settings.json")],
    [".vscode/bookings.code-snippets", estate("vscode-snippets.json")],
    ["README.md", estate("README.md")],
    ["package.json", packageJson()],
    ["Pulumi.yaml", projectFile()],
    ["specs/tenant.yaml", estate("specs/tenant.yaml")],
    [`specs/${EXAMPLE}/organisation.yaml`, estate("specs/organisation.yaml")],
    [`specs/${EXAMPLE}/calendars/cardiology-heart-failure.yaml`, estate("specs/calendar.yaml")],
  ]);
  const codeOwners = CODE_OWNERS[ci];
  if (codeOwners) {
    const text = estate("CODEOWNERS").replaceAll("OWNER/", `${owner}/`).replaceAll("ORGANISATION", EXAMPLE);
    files.set(codeOwners, text);
  }
  for (const name of readdirSync(join(TEMPLATES, ci))) {
    const text = readFileSync(join(TEMPLATES, ci, name), "utf8");
    files.set(`${PIPELINES[ci]}/${name}`, text.replaceAll("[ORGANISATION]", `[${EXAMPLE}]`));
  }
  return files;
}

function packageJson(): string {
  const { name, ...rest } = {
    name: "bookings-estate",
    private: true,
    description: "Microsoft Bookings of our organisations",
    engines: { node: ">=22" },
    dependencies: { [PACKAGE]: packageVersion() },
  };
  return `${JSON.stringify({ name, ...rest }, undefined, 2)}\n`;
}

/** The same settings as the product's own, for plain Pulumi in the estate. */
function projectFile(): string {
  const home = `node_modules/${PACKAGE}`;
  return stringify({
    name: PROJECT,
    runtime: "nodejs",
    main: `${home}/dist/stacks/index.js`,
    stackConfigDir: "stacks",
    options: { refresh: "always" },
    plugins: { providers: [{ name: "pulumi-nodejs", path: `${home}/tools/engine/plugin` }] },
  });
}

/** Adds what a .gitignore lacks: without those lines identities and state could be committed. */
function addIgnored(file: string, wanted: string, context: Context): void {
  const there = existsSync(file) ? readFileSync(file, "utf8") : "";
  const lines = new Set(there.split(/\r?\n/).map((line) => line.trim()));
  // a line of a folder may end with a slash, and one that begins with it counts here too
  const isThere = (line: string) => [line, `${line}/`, `/${line}`, `/${line}/`].some((one) => lines.has(one));
  const missing = wanted.split("\n").filter((line) => line !== "" && !line.startsWith("#") && !isThere(line));
  if (missing.length === 0) return;
  const text = there === "" ? wanted : `${there.replace(/\n?$/, "\n")}${missing.join("\n")}\n`;
  writeFileAtomically(file, text, 0o644);
  context.say(there === "" ? `  ${IGNORED}` : `  ${IGNORED}: added ${missing.join(", ")}`);
}

function init(folder: string | undefined, options: InitOptions, context: Context): void {
  const root = resolve(context.io.cwd, folder ?? ".");
  makeFolder(root);
  const files = filesFor(options);
  const there = readdirSync(root).filter((name) => !MAY_BE_THERE.has(name));
  if (there.length > 0)
    refuse(problem("folder-not-empty", { folder: root, names: there.sort().slice(0, 5) }));
  const kept = readdirSync(root);
  for (const [path, text] of files) {
    if (path === IGNORED) addIgnored(join(root, path), text, context);
    if (kept.includes(path) || path === IGNORED) continue;
    makeFolder(dirname(join(root, path)));
    writeFileAtomically(join(root, path), text, 0o644);
    context.say(`  ${path}`);
  }
  context.say(`\nNext: npm install --ignore-scripts, then read README.md.`);
}

function declare(command: VerbCommand, context: Context): void {
  command
    .argument("[folder]", "where to make it (default: here)")
    .addOption(
      new Option("--ci <host>", "whose pipelines to write").choices(["github", "azure"]).default("github"),
    )
    .option("--owner <name>", "the GitHub organisation whose teams approve changes", "OWNER")
    .examples([
      ["bookings init", "make an estate repository here, with GitHub workflows"],
      ["bookings init estate --ci azure", "… in a folder of its own, with Azure pipelines"],
    ])
    .action((folder: string | undefined, options: InitOptions) => init(folder, options, context));
}

/** `bookings init`: a repository for the specs of an estate, with pipelines. */
export const initVerb: Verb = { declare };
