import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CalendarSpec, Exception, Writing } from "../../adopt/calendar-spec";
import type { Found } from "../../adopt/find-calendars";
import type { RunResult } from "../../engine/run-result";
import { writeFileAtomically } from "../../files/write-file";
import type { GraphClient } from "../../graph/graph-client";
import type { Estate, OrganisationModel } from "../../model/estate";
import { loadEstate } from "../../model/load-estate";
import { exitCode } from "../../problem/exit-code";
import { type Problem, problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { counted } from "../../report/counted";
import { problemJson } from "../../report/problem-json";
import { validate } from "../../rules/validate";
import { diskFiles } from "../../spec/disk-files";
import type { SpecFiles } from "../../spec/spec-files";
import { assertTenant } from "../ask-directory";
import { checkedEstate } from "../checked-estate";
import { type Context, findRoot } from "../context";
import { chooseOrganisations } from "../organisations";
import { Progress } from "../progress";
import { tellProblems } from "../tell-problems";
import { examples, type Verb } from "../verb";

interface Options {
  readonly calendar?: readonly string[];
  readonly policies?: boolean;
  readonly dryRun?: boolean;
  readonly recover?: boolean;
  readonly json?: boolean;
}

/** A new file of specs. */
interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** What is to be written and recorded. */
interface Adoption {
  readonly files: readonly NewFile[];
  readonly todo: readonly Problem[];
  readonly failed: readonly Problem[];
}

/** Ninety days, for what is accepted as it was found. */
const ACCEPTED_MS = 90 * 24 * 3600 * 1000;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Everything that the adoption of one organisation works with. */
interface Work {
  readonly context: Context;
  readonly root: string;
  readonly estate: Estate;
  readonly model: OrganisationModel;
  readonly graph: GraphClient;
  readonly options: Options;
}

async function adopt(named: string, options: Options, context: Context): Promise<void> {
  const root = findRoot(context.io);
  const [stack = ""] = chooseOrganisations(context.io, root, [named]);
  const estate = checkedEstate(root, [stack]);
  const [model] = estate.organisations;
  if (!model) throw VisibleError.of(problem("unknown-organisation", { names: [named], all: [] }));
  const progress = new Progress(context.io);
  try {
    const engine = await context.services.engine(context.io, root);
    const { openGraph } = await import("../../graph/open-graph.js");
    const graph = openGraph({ identity: "observer", signal: context.io.signal });
    await assertTenant(graph, estate.tenant);
    const work: Work = { context, root, estate, model, graph, options };
    progress.step(`${stack}: looking for what is there`);
    const { calendars, policies } = await engine.readRecorded({ root, organisation: stack });
    const recorded = new Set([...calendars, ...policies].map(({ name }) => name));
    const adoption = await adoptionOf(work, recorded);
    if (!options.dryRun) await writeFiles(root, adoption.files);
    const names = await namesToRecord(work, adoption, recorded);
    const run = { root, organisation: stack, signal: context.io.signal };
    const result =
      options.dryRun || names.size === 0
        ? undefined
        : await engine.adoptOrganisation(
            {
              ...run,
              onProgress: ({ calendar, done }) =>
                progress.step(`${stack}: recording ${calendar ?? ""}, ${done} done`),
            },
            names,
          );
    progress.done();
    tell(work, toldOf(work, adoption, names, result));
  } finally {
    progress.done();
  }
}

/** The specs of what is there and has none. With `--recover` all specs are there already. */
async function adoptionOf(work: Work, recorded: ReadonlySet<string>): Promise<Adoption> {
  if (work.options.recover) return { files: [], todo: [], failed: [] };
  const calendars = await calendarFiles(work);
  const policies = work.options.policies ? await policyFiles(work) : { files: [], todo: [], failed: [] };
  const adoption = {
    files: [...calendars.files, ...policies.files],
    todo: [...calendars.todo, ...policies.todo],
    failed: [...calendars.failed, ...policies.failed],
  };
  const isKnown = work.model.calendars.length + work.model.policies.length + recorded.size > 0;
  if (adoption.files.length + adoption.failed.length === 0 && !isKnown) {
    throw VisibleError.of(problem("adopt-none-found", { organisation: work.model.organisation.shortName }));
  }
  return adoption;
}

async function calendarFiles({ context, root, model, graph, options }: Work): Promise<Adoption> {
  const { findCalendars } = await import("../../adopt/find-calendars.js");
  const { calendarSpec } = await import("../../adopt/calendar-spec.js");
  const { operatorAddress } = await import("../../graph/open-graph.js");
  const { organisation } = model;
  const whole = loadEstate(root, diskFiles).estate;
  const tenant = whole?.tenant;
  if (!tenant) return { files: [], todo: [], failed: [] };
  const others = othersCalendars(whole, organisation.stack);
  const held = (options.calendar ?? []).filter((one) => others.has(one.toLowerCase()));
  const abroad = (options.calendar ?? []).filter((one) => !one.toLowerCase().endsWith(`@${tenant.domain}`));
  const found: Found = await findCalendars(graph, {
    shortName: organisation.shortName,
    addresses: (options.calendar ?? []).filter((one) => !held.includes(one) && !abroad.includes(one)),
    known: new Set([...others.keys(), ...model.calendars.map(({ address }) => address.toLowerCase())]),
    attribute: tenant.organisationAttribute,
  });
  const operator = operatorAddress(organisation.stack);
  const writing: Writing = {
    organisation,
    viewerRole: tenant.viewerRole,
    attribute: tenant.organisationAttribute,
    operators: new Set([organisation.operator, operator].flatMap((one) => one?.toLowerCase() ?? [])),
    people: found.people,
    expires: dayOf(new Date(context.io.now().getTime() + ACCEPTED_MS)),
    reason: `Found when the calendar was adopted on ${dayOf(context.io.now())}.`,
    taken: takenNames(root, model),
  };
  const { ownership } = await import("../../model/calendar-marker.js");
  const ours = found.calendars.filter(({ business }) => ownership(business.businessType, "") !== "foreign");
  const foreign = found.calendars.filter((one) => !ours.includes(one));
  const specs = ours.map((one) => ({ one, spec: calendarSpec(one, writing) }));
  const written = withRulesExceptions(
    root,
    specs.flatMap(({ spec }) => spec ?? []),
  );
  return {
    ...written,
    todo: [
      ...found.problems.filter(({ severity }) => severity === "warning"),
      ...foreign.map(({ business: { id, businessType } }) =>
        problem("adopt-left-out", { address: id, marker: businessType }),
      ),
      ...written.todo,
    ],
    failed: [
      ...held.map((address) =>
        problem("adopt-held-elsewhere", { address, marker: others.get(address.toLowerCase()) ?? "" }),
      ),
      ...abroad.map((address) => problem("adopt-other-domain", { address, domain: tenant.domain })),
      ...specs.flatMap(({ one, spec }) =>
        spec ? [] : [problem("adopt-no-address", { address: one.business.id })],
      ),
      ...found.problems.filter(({ severity }) => severity === "error"),
      ...written.failed,
    ],
  };
}

/** Addresses in lower case that specs of other organisations name, with the organisation. */
function othersCalendars({ organisations }: Estate, stack: string): Map<string, string> {
  return new Map(
    organisations
      .filter(({ organisation }) => organisation.stack !== stack)
      .flatMap(({ organisation, calendars }) =>
        calendars.map(({ address }) => [address.toLowerCase(), organisation.shortName] as const),
      ),
  );
}

function takenNames(root: string, { organisation, calendars }: OrganisationModel): Set<string> {
  const keys = calendars.map(({ serviceArea, clinicName }) =>
    `${serviceArea}\n${clinicName}`.toLowerCase().replace(/[^a-z0-9\n]/g, ""),
  );
  const folder = `specs/${organisation.folder}/calendars`;
  const files = existsSync(join(root, folder))
    ? diskFiles.readTree(root, folder).map(({ path }) => path)
    : [];
  return new Set([...keys, ...files]);
}

/** Specs with an exception for each problem of the rules; what cannot be written even so is not adopted. */
function withRulesExceptions(root: string, specs: readonly CalendarSpec[]): Adoption {
  const plain = specs.map((spec) => ({ file: spec.file, text: spec.text([]) }));
  const problems = errorsIn(root, plain);
  const more = (spec: CalendarSpec): Exception[] => [
    ...new Map(
      problems
        .filter(({ at }) => at?.file === spec.file)
        .map(({ code }) => [code, { problem: code }] as const),
    ).values(),
  ];
  const files = specs.map((spec) => ({ file: spec.file, text: spec.text(more(spec)) }));
  const left = errorsIn(root, files);
  const isBad = ({ file }: { readonly file: string }): boolean => left.some(({ at }) => at?.file === file);
  return {
    files: files.filter((one) => !isBad(one)),
    todo: specs
      .filter((one) => !isBad(one))
      .flatMap((spec) => [
        ...spec.todo,
        ...more(spec).map(({ problem: what }) =>
          problem(
            "adopt-exception",
            { calendar: spec.address, what },
            { file: spec.file, line: 1, column: 1 },
          ),
        ),
      ]),
    failed: left.filter(({ at }) => specs.some(({ file }) => file === at?.file)),
  };
}

function errorsIn(root: string, files: readonly NewFile[]): Problem[] {
  const added = files.map(({ file, text }) => {
    const bytes = Buffer.from(text);
    return { path: file, kind: "file" as const, size: () => bytes.byteLength, read: () => bytes };
  });
  const both: SpecFiles = { readTree: (from, folder) => [...diskFiles.readTree(from, folder), ...added] };
  return validate(
    root,
    both,
    files.map(({ file }) => file),
  ).problems.filter(({ severity }) => severity === "error");
}

/** The organisation's groups that give licences and are no policy of a spec yet. */
async function policyFiles({ root, model, estate, context }: Work): Promise<Adoption> {
  const { openGraph } = await import("../../graph/open-graph.js");
  const { policySpec } = await import("../../adopt/policy-spec.js");
  const { groupsWithLicences } = await import("../survey/groups-with-licences.js");
  const { organisation, policies } = model;
  const directory = openGraph({
    identity: { directoryOperatorOf: organisation.stack },
    signal: context.io.signal,
  });
  const { groups, licences } = await groupsWithLicences(directory, organisation, estate.tenant);
  const known = new Set(
    policies.flatMap(({ adopt, displayName }) => [adopt?.group ?? "", displayName.toLowerCase()]),
  );
  const specs = groups
    .filter(({ id, displayName }) => !known.has(id) && !known.has(displayName.toLowerCase()))
    .map((group) => policySpec(group, organisation, estate.tenant.baseLicences, licences));
  const files = specs.flatMap((one) => ("text" in one ? [one] : []));
  const errors = errorsIn(root, files);
  const isBad = ({ file }: NewFile): boolean => errors.some(({ at }) => at?.file === file);
  return {
    files: files.filter((one) => !isBad(one) && !existsSync(join(root, one.file))),
    todo: specs.flatMap((one) => ("text" in one ? [] : [one])),
    failed: errors,
  };
}

async function writeFiles(root: string, files: readonly NewFile[]): Promise<void> {
  for (const { file, text } of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    writeFileAtomically(join(root, file), text, 0o644);
  }
}

/** What the state is to know after this: what was found now, and what an earlier adoption wrote and did not record. */
async function namesToRecord(
  { root, model, options }: Work,
  { files }: Adoption,
  recorded: ReadonlySet<string>,
): Promise<Set<string>> {
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

/** What came of it. */
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

function tellJson({ context, model, options }: Work, { files, todo, recorded, problems }: Told): void {
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

function tellText({ context, root, model, options }: Work, { files, todo, recorded, problems }: Told): void {
  for (const { file, text } of options.dryRun ? files : []) context.print(`--- ${file}\n${text}\n`);
  const written = `${counted(files.length, "spec")} ${options.dryRun ? "would be written" : "written"}`;
  context.print(
    `${model.organisation.shortName}: ${written}, ${recorded.length} recorded. Nothing was written in Microsoft 365.\n`,
  );
  tellProblems(context.io, [...todo, ...problems], root);
}

/** `bookings adopt`: what exists becomes specs and state. Writes nothing to the tenant. */
export const adoptVerb: Verb = {
  declare(command, context) {
    command
      .argument("<organisation>", "short name, as its folder under specs/ is called")
      .option("--calendar <address...>", "calendars whose names do not begin with the short name")
      .option("--policies", "also the groups in the organisation's administrative unit that give licences")
      .option("--dry-run", "print the specs; write and record nothing")
      .option("--recover", "record again what the specs name, after the state was lost")
      .option("--json", "print what was adopted as JSON (schemas/output/adopt.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings adopt leeds --dry-run", "show what would become specs"],
          ["bookings adopt leeds --calendar heart@nhs.net", "adopt the calendars, and one with another name"],
          ["bookings adopt leeds --recover", "rebuild a lost state from specs and tenant"],
        ]),
      )
      .action((named: string, options: Options) => adopt(named, options, context));
  },
};
