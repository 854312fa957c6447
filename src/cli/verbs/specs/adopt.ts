import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option } from "commander";
import { type Adoption, type NewFile, together } from "../../../adopt/adoption";
import { markerChanges } from "../../../adopt/ask-for-marker";
import type { RunOptions, RunResult } from "../../../engine/run-result";
import type { GraphClient } from "../../../graph/graph-client";
import type { Estate, OrganisationModel } from "../../../model/estate";
import { loadEstate } from "../../../model/load-estate";
import { exitCode } from "../../../problem/exit-code";
import { problemJson } from "../../../problem/format";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { readJournal } from "../../../records/journal";
import { knowledgeOf } from "../../../records/journal-knowledge";
import { journalFile } from "../../../records/open-records";
import { counted } from "../../../report/phrases";
import { errorsWith } from "../../../rules/validate";
import { diskFiles } from "../../../spec/spec-files";
import { observer } from "../../ask-directory";
import { checkedEstate } from "../../checked-estate";
import type { Context } from "../../context";
import { editsFor, tellOrWrite, writeEdits, writeFiles } from "../../edit-specs";
import { withProgress } from "../../progress";
import { tellProblems } from "../../tell-problems";
import type { Verb } from "../../verb";

interface Options {
  readonly calendar?: readonly string[];
  readonly policies?: boolean;
  readonly everywhere?: boolean;
  readonly dryRun?: boolean;
  readonly recover?: boolean;
  readonly mark?: boolean;
  readonly json?: boolean;
}

type Step = (text: string) => void;

/** Everything that the adoption of one organisation works with. */
interface Work {
  readonly context: Context;
  readonly estate: Estate;
  readonly model: OrganisationModel;
  readonly graph: GraphClient;
  readonly options: Options;
}

async function adopt(named: string, options: Options, context: Context): Promise<void> {
  const { root } = context;
  const [stack = ""] = context.organisations([named]);
  const estate = checkedEstate(root, [stack]);
  const [model] = estate.organisations;
  if (!model) refuse(problem("unknown-organisation", { names: [named], all: [] }));
  if (options.mark) return askForMarker({ context, estate, model, options });
  await withProgress(context.io, async (progress) => {
    const engine = await context.engine();
    const graph = await observer(context.io, estate.tenant);
    const work: Work = { context, estate, model, graph, options };
    progress.step(`${stack}: looking for what is there`);
    const { calendars, policies } = await engine.readRecorded({ root, organisation: stack });
    const recorded = new Set([...calendars, ...policies].map(({ name }) => name));
    const adoption = await adoptionOf(work, recorded, (text) => progress.step(text));
    if (!options.dryRun) writeFiles(root, adoption.files);
    const names = namesToRecord(work, adoption, recorded);
    const onProgress = recording(names, (text) => progress.step(`${stack}: ${text}`));
    const run = { root, organisation: stack, signal: context.io.signal, onProgress };
    const isNothing = options.dryRun || (names.size === 0 && !options.recover);
    const how = options.recover ? "recover" : "adopt";
    const result = isNothing ? undefined : await engine.adoptOrganisation(run, { names, how });
    progress.done();
    tell(work, toldOf(work, adoption, names, result));
  });
}

/** Tells how far the recording is: what is on record already is only looked at again, and counts for nothing. */
export function recording(names: ReadonlySet<string>, step: Step): NonNullable<RunOptions["onProgress"]> {
  const done = new Set<string>();
  return ({ calendar = "", stage }) => {
    if (stage === "changing" && names.has(calendar)) done.add(calendar);
    step(
      names.has(calendar)
        ? `recording ${calendar}, ${done.size} of ${names.size}`
        : `looking at ${calendar || "what is on record"}`,
    );
  };
}

/** With `--mark`: only the specs change. What they ask for is shown by the next preview, and written by the next `up`. */
function askForMarker({ context, estate, model, options }: Omit<Work, "graph">): void {
  const { shortName, stack } = model.organisation;
  const edits = editsFor(context.root, markerChanges(estate, model, options.calendar ?? []));
  const isWritten = options.dryRun !== true;
  if (options.json) {
    if (isWritten) writeEdits(context.root, edits);
    tellJson({ model, context, options }, { files: edits, todo: [], recorded: [], problems: [] });
    return;
  }
  tellOrWrite(context, edits, isWritten);
  const files = counted(edits.length, "spec");
  context.print(
    edits.length === 0
      ? `${shortName}: no spec to change; every adopted calendar asks for the marker already.\n`
      : isWritten
        ? `${shortName}: ${files} written to ask for the marker. Have them reviewed; bookings preview ${stack} shows what is to be written.\n`
        : `${shortName}: ${files} would be written to ask for the marker.\n`,
  );
}

/** The specs of what is there and has none. With `--recover` all specs are there already. */
async function adoptionOf(work: Work, recorded: ReadonlySet<string>, step: Step): Promise<Adoption> {
  if (work.options.recover) return { files: [], todo: [], failed: notedWithoutSpec(work) };
  const adoption = together([
    await calendarFiles(work, step),
    ...(work.options.policies ? [await policyFiles(work)] : []),
  ]);
  const isKnown = work.model.calendars.length + work.model.policies.length + recorded.size > 0;
  if (adoption.files.length + adoption.failed.length === 0 && !isKnown)
    refuse(problem("adopt-none-found", { organisation: work.model.organisation.shortName }));
  return adoption;
}

/** What the journal says was made here and no spec names: a rebuilt state would not know that it is to be asked for. */
function notedWithoutSpec({ context: { root, io }, model }: Work): Problem[] {
  const { stack } = model.organisation;
  const { kept } = knowledgeOf(readJournal(journalFile(root, io.env, stack)).lines);
  const named = [
    ...model.calendars.map((one) => one.address),
    ...model.policies.map((one) => one.displayName),
  ];
  const specs = new Set(named.map((one) => one.toLowerCase()));
  const names = [...kept].filter((one) => !specs.has(one)).sort();
  return names.length === 0 ? [] : [problem("recover-no-spec", { names })];
}

async function calendarFiles({ context, model, graph, options }: Work, step: Step): Promise<Adoption> {
  const { adoptCalendars } = await import("../../../adopt/adopt-calendars.js");
  const { hasIdentity, openGraph, operatorAddress } = await import("../../../graph/open-graph.js");
  const { stack } = model.organisation;
  const { estate } = loadEstate(context.root, diskFiles);
  if (!estate) return { files: [], todo: [], failed: [] };
  const address = hasIdentity({ operatorOf: stack }) ? operatorAddress(stack) : undefined;
  const { io, root } = context;
  return adoptCalendars({
    root,
    files: diskFiles,
    estate,
    model,
    graph,
    ...(address !== undefined && {
      operator: { address, graph: openGraph({ identity: { operatorOf: stack }, signal: io.signal }) },
    }),
    addresses: options.calendar ?? [],
    everywhere: options.everywhere === true,
    now: io.now(),
    onProgress: (done, total) => step(`${stack}: reading calendars, ${done} of ${total}`),
  });
}

/** The organisation's groups that give licences and are no policy of a spec yet. */
async function policyFiles({ model, estate, context: { root, io } }: Work): Promise<Adoption> {
  const { openGraph } = await import("../../../graph/open-graph.js");
  const { policySpec } = await import("../../../adopt/policy-spec.js");
  const { findGroups } = await import("../../../adopt/find-groups.js");
  const { organisation, policies } = model;
  const directory = openGraph({
    identity: { directoryOperatorOf: organisation.stack },
    signal: io.signal,
  });
  const { groups, licences } = await findGroups(directory, organisation, estate.tenant);
  const known = new Set(
    policies.flatMap(({ adopt, displayName }) => [adopt?.group ?? "", displayName.toLowerCase()]),
  );
  const specs = groups
    .filter(({ id, displayName }) => !known.has(id) && !known.has(displayName.toLowerCase()))
    .map((group) => policySpec(group, organisation, estate.tenant.baseLicences, licences));
  const files = specs.flatMap((one) => ("text" in one ? [one] : []));
  const errors = errorsWith({ root, files: diskFiles }, files);
  const isBad = ({ file }: NewFile): boolean => errors.some(({ at }) => at?.file === file);
  return {
    files: files.filter((one) => !isBad(one) && !existsSync(join(root, one.file))),
    todo: specs.flatMap((one) => ("text" in one ? [] : [one])),
    failed: errors,
  };
}

/** What the state is to know after this: what was found now, and what an earlier adoption wrote and did not record. */
function namesToRecord(
  { context: { root }, model, options }: Work,
  { files }: Adoption,
  recorded: ReadonlySet<string>,
): Set<string> {
  if (options.dryRun) return new Set();
  const { stack } = model.organisation;
  const now = loadEstate(root, diskFiles).estate?.organisations.find(
    ({ organisation }) => organisation.stack === stack,
  );
  const added = new Set(files.map(({ file }) => file));
  const isWanted = (
    one: { readonly name: string; readonly source: { readonly file: string } },
    wasFound: boolean,
  ) => !recorded.has(one.name) && (options.recover === true || wasFound || added.has(one.source.file));
  return new Set(
    [
      ...(now?.calendars ?? []).filter((one) => isWanted(one, one.adopted !== undefined)),
      ...(now?.policies ?? []).filter((one) => isWanted(one, one.adopt?.complete === true)),
    ].map(({ name }) => name),
  );
}

interface Told extends Adoption {
  readonly recorded: readonly string[];
  readonly problems: readonly Problem[];
}

function toldOf(
  { options }: Work,
  adoption: Adoption,
  names: ReadonlySet<string>,
  result: RunResult | undefined,
): Told {
  const outcomes = [...(result?.outcomes ?? []), ...(result?.policyOutcomes ?? [])].filter(({ change }) =>
    names.has(change.name),
  );
  // what a lost state never had, the next run creates
  const isUsual = ({ code }: Problem): boolean => options.recover === true && code === "adopt-not-there";
  return {
    ...adoption,
    recorded: outcomes.flatMap(({ change, outcome }) => (outcome === "done" ? [change.name] : [])),
    problems: [
      ...adoption.failed,
      ...(result?.problems ?? []).filter(({ severity }) => severity === "error"),
      ...outcomes.flatMap(({ problems }) => problems.filter((one) => !isUsual(one))),
    ],
  };
}

function tell(work: Work, told: Told): void {
  const { context, options } = work;
  const { files, recorded, problems } = told;
  if (options.json) tellJson(work, told);
  else tellText(work, told);
  if (!problems.some(({ severity }) => severity === "error")) return;
  context.finish(recorded.length + files.length > 0 ? exitCode.partlyApplied : exitCode.failed);
}

function tellJson(
  { context, model, options }: Pick<Work, "context" | "model" | "options">,
  {
    files,
    todo,
    recorded,
    problems,
  }: Pick<Told, "todo" | "recorded" | "problems"> & {
    readonly files: readonly { readonly file: string }[];
  },
): void {
  context.printJson({
    schemaVersion: 1,
    organisation: model.organisation.stack,
    dryRun: options.dryRun === true,
    isComplete: !todo.some(({ code }) => code === "adopt-list-incomplete"),
    files: files.map(({ file }) => file),
    recorded,
    todo: todo.map(problemJson),
    problems: problems.map(problemJson),
  });
}

function tellText({ context, model, options }: Work, { files, todo, recorded, problems }: Told): void {
  for (const { file, text } of options.dryRun ? files : []) context.print(`--- ${file}\n${text}\n`);
  const written = `${counted(files.length, "spec")} ${options.dryRun ? "would be written" : "written"}`;
  context.print(
    `${model.organisation.shortName}: ${written}, ${recorded.length} recorded. Nothing was written in Microsoft 365.\n`,
  );
  tellProblems(context.io, [...todo, ...problems], context.root);
}

/** `bookings adopt`: what exists becomes specs and state. Writes nothing to the tenant. */
export const adoptVerb: Verb = {
  declare(command, context) {
    command
      .argument("<organisation>", "short name, as its folder under specs/ is called")
      .option("--calendar <address...>", "calendars whose names do not begin with the short name")
      .option("--policies", "also the groups in the organisation's administrative unit that give licences")
      .option(
        "--everywhere",
        "also look at every calendar of the tenant for those whose admins are all of the organisation",
      )
      .option("--dry-run", "print the specs; write and record nothing")
      .option("--recover", "record again what the specs name, after the state was lost")
      .addOption(
        new Option(
          "--mark",
          "write into the specs of adopted calendars that they are to carry the ownership marker",
        ).conflicts(["policies", "everywhere", "recover"]),
      )
      .option("--json", "print what was adopted as JSON (schemas/output/adopt.schema.json)")
      .examples([
        ["bookings adopt leeds --dry-run", "show what would become specs"],
        ["bookings adopt leeds --calendar heart@nhs.net", "adopt the calendars, and one with another name"],
        ["bookings adopt leeds --mark", "ask for the ownership marker; the next preview shows it"],
        ["bookings adopt leeds --recover", "rebuild a lost state from specs and tenant"],
      ])
      .action((named: string, options: Options) => adopt(named, options, context));
  },
};
