import { existsSync } from "node:fs";
import { join } from "node:path";
import { toAddress } from "../../../model/address";
import type { Estate } from "../../../model/estate";
import { loadEstate } from "../../../model/load-estate";
import { localPart } from "../../../model/naming";
import type { Organisation } from "../../../model/organisation";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { reservedAddresses } from "../../../rules/addresses";
import { phoneProblems } from "../../../rules/phone-form";
import { diskFiles } from "../../../spec/spec-files";
import { openQuestions, type Questions } from "../../ask";
import type { Context } from "../../context";
import { tellOrWrite, writeEdits } from "../../edit-specs";
import {
  type CalendarAnswers,
  type Home,
  type NewSpec,
  newCalendar,
  newOrganisation,
  newPolicy,
  type OrganisationAnswers,
  type PolicyAnswers,
} from "../../new/new-specs";
import { directoryFor, type Picker, picker, type Use } from "../../new/pick-people";
import type { Verb } from "../../verb";

const lacks = (missing: readonly string[]): never => refuse(problem("needs-answers", { missing }));

/** What speaks against an answer, so that it is asked for again at once and not when all has been typed. */
type Check = (answer: string) => Problem | undefined;

/** Answers to what a spec needs: from options, else from whoever sits at the terminal. */
interface Answers {
  text(option: string, given: string | undefined, label: string, check?: Check): Promise<string>;
  choice(option: string, given: string | undefined, label: string, known: readonly string[]): Promise<string>;
  person(option: string, given: string | undefined, label: string, use: Use): Promise<string>;
  people(
    option: string,
    given: readonly string[] | undefined,
    label: string,
    isNeeded: boolean,
  ): Promise<readonly string[]>;
  /** Whether to write what is shown. */
  confirm(spec: NewSpec): Promise<boolean>;
}

/** Where no one can be asked, all that is missing is told at once. */
function fromOptions(): Answers & { assertComplete(): void } {
  const missing: string[] = [];
  const or = <T>(option: string, given: T | undefined, none: T): Promise<T> => {
    if (given === undefined) missing.push(option);
    return Promise.resolve(given ?? none);
  };
  return {
    text: (option, given) => or(option, given, ""),
    choice: (option, given, label, known) => or(option, given && oneOf(label, given, known), ""),
    person: (option, given) => or(option, given, ""),
    people: (option, given, _label, isNeeded) => or(option, given ?? (isNeeded ? undefined : []), []),
    confirm: () => Promise.resolve(true),
    assertComplete: () => {
      if (missing.length > 0) lacks(missing);
    },
  };
}

const same = (given: string, known: readonly string[]): string | undefined =>
  known.find((one) => one.toLowerCase() === given.toLowerCase());

const unknownChoice = (what: string, given: string, known: readonly string[]): Problem =>
  problem("unknown-choice", { what: what.toLowerCase(), given, known });

function oneOf(what: string, given: string, known: readonly string[]): string {
  return same(given, known) ?? refuse(unknownChoice(what, given, known));
}

/** More choices than that are not listed in the question. */
const SHOWN = 8;

/** The choice that is typed, or the only one that holds what is typed. */
function theOne(typed: string, known: readonly string[]): string | undefined {
  const holding = known.filter((one) => one.toLowerCase().includes(typed.toLowerCase()));
  return same(typed, known) ?? (holding.length === 1 ? holding[0] : undefined);
}

function fromQuestions(questions: Questions, people: () => Promise<Picker>): Answers {
  const isRight = (found: Problem | undefined): boolean => {
    if (found) questions.tell(found);
    return found === undefined;
  };
  const text: Answers["text"] = async (option, given, label, check) => {
    if (given) return given;
    for (;;) {
      const answer = await questions.ask(`${label}: `);
      if (answer === undefined) return lacks([option]);
      if (answer !== "" && isRight(check?.(answer))) return answer;
    }
  };
  return {
    text,
    choice: async (option, given, label, known) => {
      if (known.length === 1 && given === undefined) return known[0] ?? "";
      if (given !== undefined) return oneOf(label, given, known);
      const list = known.length > SHOWN ? "" : ` (${known.join(", ")})`;
      const meant = (answer: string): string | undefined => theOne(answer, known);
      const answer = await text(option, given, `${label}${list}`, (typed) =>
        meant(typed) === undefined ? unknownChoice(label, typed, known) : undefined,
      );
      return meant(answer) ?? answer;
    },
    person: async (option, given, label, use) =>
      given ?? (await (await people()).one(label, use)) ?? lacks([option]),
    people: async (option, given, label, isNeeded) =>
      given ?? (await (await people()).many(label, "member", isNeeded)) ?? lacks([option]),
    confirm: async ({ file, names }) => {
      questions.say(names);
      const answer = await questions.ask(`Write ${file}? Type “yes” to go on: `);
      return ["yes", "y"].includes((answer ?? "").toLowerCase());
    },
  };
}

/** Asks, shows the spec, and writes it where it makes nothing wrong. */
async function write(
  context: Context,
  make: (answers: Answers) => Promise<NewSpec>,
): Promise<NewSpec | undefined> {
  const { io, root } = context;
  const { estate } = existsSync(join(root, "specs")) ? loadEstate(root, diskFiles) : { estate: undefined };
  const questions = io.isTerminal.stdin ? openQuestions(io) : undefined;
  try {
    const given = fromOptions();
    let people: Promise<Picker> | undefined;
    const ask =
      questions &&
      fromQuestions(
        questions,
        () => (people ??= directoryFor(context, estate?.tenant).then((graph) => picker(questions, graph))),
      );
    const answers = ask ?? given;
    const spec = await make(answers);
    if (!ask) given.assertComplete();
    const edits = [{ file: spec.file, before: "", after: spec.text }];
    tellOrWrite(context, edits, false);
    const isWanted = await answers.confirm(spec);
    if (isWanted) writeEdits(root, edits);
    context.say(isWanted ? `${spec.file} is written: ${spec.names}.` : "Nothing was written.");
    return isWanted ? spec : undefined;
  } finally {
    questions?.close();
  }
}

async function homeOf(
  context: Context,
  named: string | undefined,
  answers: Answers,
): Promise<Home & { readonly estate: Estate | undefined }> {
  const { root } = context;
  const { estate } = loadEstate(root, diskFiles);
  const known = context.organisations(named === undefined ? [] : [named]);
  const folder = await answers.choice("an organisation", named, "Organisation", known);
  const organisation: Organisation | undefined = estate?.organisations.find(
    (one) => one.organisation.stack === folder.toLowerCase(),
  )?.organisation;
  return {
    root,
    folder: folder.toLowerCase(),
    shortName: organisation?.shortName ?? folder,
    domain: estate?.tenant.domain ?? "nhs.net",
    estate,
  };
}

/** What is typed stands in no file yet. */
const NOWHERE = { file: "", line: 1, column: 1 };

function clashOf(address: string, estate: Estate | undefined): Problem | undefined {
  const holder = (estate?.organisations ?? [])
    .flatMap(({ calendars }) => calendars)
    .find((one) => reservedAddresses(one, estate?.tenant.domain ?? "").has(toAddress(address)));
  return holder && problem("address-clash", { address, tombstone: holder.status === "deleted" });
}

async function calendar(
  named: string | undefined,
  options: Partial<CalendarAnswers>,
  context: Context,
): Promise<void> {
  const written = await write(context, async (answers) => {
    const home = await homeOf(context, named, answers);
    const area = await answers.text("--area", options.area, "Service area");
    return newCalendar(home, {
      area,
      clinic: await answers.text("--clinic", options.clinic, "Clinic name", (clinic) =>
        clashOf(`${localPart(home.shortName, area, clinic)}@${home.domain}`, home.estate),
      ),
      replyTo: await answers.person("--reply-to", options.replyTo, "Reply address", "reply"),
      phone: await answers.text("--phone", options.phone, "Phone number", (phone) =>
        phoneProblems(phone, () => NOWHERE).find(({ severity }) => severity === "error"),
      ),
      admin: await answers.people("--admin", options.admin, "Admin", true),
      viewer: await answers.people("--viewer", options.viewer, "Viewer", false),
    });
  });
  if (written) context.say("Have it reviewed; bookings preview shows what it would do.");
}

async function policy(
  named: string | undefined,
  options: Partial<PolicyAnswers>,
  context: Context,
): Promise<void> {
  const licences =
    loadEstate(context.root, diskFiles).estate?.tenant.baseLicences.map(({ name }) => name) ?? [];
  const written = await write(context, async (answers) => {
    const home = await homeOf(context, named, answers);
    return newPolicy(home, {
      name: await answers.text("--name", options.name, "Name of the policy"),
      licence: await answers.choice("--licence", options.licence, "Base licence", licences),
      user: await answers.people("--user", options.user, "User", true),
    });
  });
  if (written) context.say("It switches Microsoft Bookings on. bookings preview shows who gets it.");
}

async function organisation(
  shortName: string | undefined,
  options: Partial<OrganisationAnswers>,
  context: Context,
): Promise<void> {
  const written = await write(context, async (answers) => {
    const name = await answers.text("a short name", shortName, "Short name");
    return newOrganisation(context.root, {
      shortName: name,
      name: await answers.text("--name", options.name, "Full name"),
      directoryName: await answers.text(
        "--directory-name",
        options.directoryName,
        "What the directory calls it, for its people",
      ),
      operator: await answers.text(
        "--operator",
        options.operator,
        "Service account that makes its calendars",
      ),
    });
  });
  if (written)
    context.say(
      "Its folder must never be renamed. An administrator prepares the service account: docs/tenant.md.",
    );
}

/** `bookings new`: writes specs by asking, or from options where there is no one to ask. */
export const newVerb: Verb = {
  declare(command, context) {
    const inOrganisation = "short name, as the folder under specs/ is called";
    command
      .command("calendar")
      .description("write the spec of a booking calendar")
      .argument("[organisation]", inOrganisation)
      .option("--area <text>", "service area")
      .option("--clinic <text>", "clinic name")
      .option("--reply-to <address>", "where patients' replies go")
      .option("--phone <number>", "phone number of the calendar")
      .option("--admin <person...>", "addresses of its admins")
      .option("--viewer <person...>", "addresses of its viewers")
      .examples([
        ["bookings new calendar", "asks for everything, and looks people up"],
        [
          "bookings new calendar leeds --area Cardiology --clinic 'Valve Clinic' --reply-to cardiology.leeds@nhs.net --phone '0113 496 0120' --admin amara.shah@nhs.net",
          "without a question",
        ],
      ])
      .action((named: string | undefined, options: Partial<CalendarAnswers>) =>
        calendar(named, options, context),
      );
    command.examples([
      ["bookings new calendar", "asks for everything, and looks people up"],
      ["bookings new policy leeds", "a user policy of Leeds"],
      ["bookings new organisation York", "a folder for another organisation"],
    ]);
    command
      .command("policy")
      .description("write the spec of a user policy that switches Bookings on")
      .argument("[organisation]", inOrganisation)
      .option("--name <text>", "name of the policy")
      .option("--licence <name>", "base licence of its users, as specs/tenant.yaml calls it")
      .option("--user <person...>", "addresses of its users")
      .examples([["bookings new policy leeds", "asks for the rest"]])
      .action((named: string | undefined, options: Partial<PolicyAnswers>) =>
        policy(named, options, context),
      );
    command
      .command("organisation")
      .description("write the spec of an organisation, in a folder of its own")
      .argument("[shortName]", "the beginning of every address of its calendars")
      .option("--name <text>", "full name")
      .option("--directory-name <text>", "what the directory holds for its users")
      .option("--operator <address>", "service account that makes its calendars")
      .examples([["bookings new organisation York", "asks for the rest"]])
      .action((named: string | undefined, options: Partial<OrganisationAnswers>) =>
        organisation(named, options, context),
      );
  },
};
