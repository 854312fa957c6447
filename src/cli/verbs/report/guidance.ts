import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { makeFolder } from "../../../files/make-folder";
import { streamFile } from "../../../files/write-file";
import { type Audience, audiences } from "../../../guidance/questions";
import type { Logo, Look } from "../../../guidance/render-deck";
import type { Organisation } from "../../../model/organisation";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { readInside } from "../../../spec/spec-files";
import { type Context, ofProduct } from "../../context";
import { specEstate } from "../../listed";
import { ORGANISATIONS, type Verb } from "../../verb";

interface Options {
  readonly for?: string;
  readonly out: string;
  readonly templates?: string;
}

/** Of a logo and of a template: slides with more cannot be sent by e-mail. */
const MOST_BYTES = 20 * 1024 * 1024;

const BUILT_IN = ofProduct("templates", "guidance");

function chosenAudiences(wanted: string | undefined): readonly Audience[] {
  if (wanted === undefined) return audiences;
  const found = audiences.find((one) => one === wanted.toLowerCase());
  return found ? [found] : refuse(problem("guidance-bad-audience", { text: wanted }));
}

/** The template for an organisation: the one asked for, else its own, else that of all, else the product's. */
function templateFile(
  root: string,
  cwd: string,
  stack: string,
  audience: Audience,
  { templates }: Options,
): string {
  const name = `${audience}.pptx`;
  if (templates !== undefined) {
    const file = resolve(cwd, templates, name);
    return existsSync(file) ? file : refuse(problem("guidance-no-template", { template: file }));
  }
  const own = [join(root, "guidance", stack, name), join(root, "guidance", name)].find(existsSync);
  return own ?? join(BUILT_IN, name);
}

/** A template of the estate came with the checkout: it may be a link to anything. One that was named is whoever's who runs this. */
function readTemplate(root: string, file: string, { templates }: Options): Buffer {
  if (templates !== undefined || file.startsWith(BUILT_IN)) return readFileSync(file);
  const why = "it is no regular file, or too large.";
  return (
    readInside(root, file, MOST_BYTES) ?? refuse(problem("guidance-bad-template", { template: file, why }))
  );
}

async function lookOf(root: string, { guidance }: Organisation): Promise<Look> {
  const { parseLogo } = await import("../../../guidance/render-deck.js");
  const { logo, colour } = guidance ?? {};
  const read = (path: string): Logo => {
    const bytes = readInside(root, path, MOST_BYTES);
    return (bytes && parseLogo(bytes)) ?? refuse(problem("guidance-bad-logo", { logo: path }));
  };
  return { colour, ...(logo !== undefined && { logo: read(logo) }) };
}

async function guidance(named: readonly string[], options: Options, context: Context): Promise<void> {
  const { io, root } = context;
  const wanted = chosenAudiences(options.for);
  const { tenant, organisations } = specEstate(root, context.organisations(named));
  const { renderDeck } = await import("../../../guidance/render-deck.js");
  const { deckData } = await import("../../../guidance/deck-data.js");
  const folder = resolve(io.cwd, options.out);
  makeFolder(folder);
  for (const { organisation, calendars } of organisations) {
    if (organisation.status === "deleted") continue;
    const look = await lookOf(root, organisation);
    for (const audience of wanted) {
      const template = templateFile(root, io.cwd, organisation.stack, audience, options);
      const data = deckData(audience, { organisation, domain: tenant?.domain ?? "nhs.net", calendars });
      const deck = renderDeck(readTemplate(root, template, options), relative(io.cwd, template), data, look);
      const file = join(folder, `${organisation.stack}-${audience}.pptx`);
      await streamFile(file, async (write) => write(deck), 0o644);
      context.say(relative(io.cwd, file));
    }
  }
}

/** `bookings guidance`: slides that an organisation can give out. */
export const guidanceVerb: Verb = {
  declare(command, context) {
    command
      .argument(...ORGANISATIONS)
      .option("--for <audience>", "only the slides for la (Local Administrators), user or patient")
      .option("--out <folder>", "where the files go", ".")
      .option(
        "--templates <folder>",
        "templates to use instead of those in guidance/ and of the product's own",
      )
      .examples([
        ["bookings guidance leeds", "leeds-la.pptx, leeds-user.pptx and leeds-patient.pptx"],
        ["bookings guidance leeds --for patient --out slides", "only those for patients, in a folder"],
      ])
      .action((named: string[], options: Options) => guidance(named, options, context));
  },
};
