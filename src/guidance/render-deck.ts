import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { escapedXml, printable } from "../problem/printable";
import { problem } from "../problem/problem";
import { refuse } from "../problem/visible-error";
import type { DeckData } from "./deck-data";
import { Presentation, relationsOf, type SlideParts, TYPES } from "./presentation";

/** An organisation's own picture. */
export interface Logo {
  readonly bytes: Uint8Array;
  readonly kind: "png" | "jpeg";
  readonly width: number;
  readonly height: number;
}

/** What an organisation's decks look like. */
export interface Look {
  /** `#005EB8`; absent = as in the template. */
  readonly colour?: string | undefined;
  readonly logo?: Logo | undefined;
}

/** Characters that XML does not have: a file with one would not open. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Fills in `{names}` where the template library does not look: notes, and texts that describe pictures. */
function filledIn(xml: string, data: DeckData): string {
  return xml.replace(/\{(\w+)\}/g, (tag, name: string) => {
    const value = data[name];
    return typeof value === "string" ? escapedXml(value) : tag;
  });
}

/** A slide is repeated for a list where its notes say so, in a line of their own. */
const REPEAT = /\[repeat: (\w+)\]/;

const notesText = (xml: string): string =>
  [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text = ""]) => text).join("");

function withoutRepeat(xml: string): string {
  return xml.replace(/<a:p>(?:(?!<\/a:p>).)*<\/a:p>/gs, (paragraph) =>
    REPEAT.test(notesText(paragraph)) ? "" : paragraph,
  );
}

/** Fills the slides of a template in with data. Whatever is wrong with a template is told with its own words. */
function filled(template: Uint8Array, name: string, data: DeckData): Presentation {
  try {
    const library = new Docxtemplater(new PizZip(template), {
      paragraphLoop: true,
      linebreaks: true,
      nullGetter: ({ value }: { value?: string }) => {
        throw new Error(`there is nothing called {${value}}`);
      },
    });
    library.render(data);
    return new Presentation(library.toBuffer());
  } catch (error) {
    return badTemplate(name, whyOf(error));
  }
}

const badTemplate = (template: string, why: string): never =>
  refuse(problem("guidance-bad-template", { template, why }));

interface TemplateErrors {
  readonly properties?: { readonly errors?: readonly { properties?: { explanation?: string } }[] };
}

function whyOf(error: unknown): string {
  const found = (error as TemplateErrors).properties?.errors?.flatMap(
    (one) => one.properties?.explanation ?? [],
  );
  return found && found.length > 0
    ? found.join("; ")
    : error instanceof Error
      ? error.message
      : String(error);
}

function partsOf(deck: Presentation, slide: string, data: DeckData): SlideParts {
  const notes = deck.related(slide, "notesSlide");
  return {
    slide: filledIn(deck.text(slide) ?? "", data),
    notes: notes && filledIn(withoutRepeat(deck.text(notes) ?? ""), data),
  };
}

/** The part with a presentation's title. */
const CORE = "docProps/core.xml";

/** A deck from a template. `name` is the template's file, for messages. The same input gives the same bytes. */
export function renderDeck(template: Uint8Array, name: string, data: DeckData, look: Look = {}): Buffer {
  const clean = cleaned(data);
  const original = open(template, name);
  const lists = original.slides().map((slide) => {
    const notes = original.related(slide, "notesSlide");
    return { slide, list: notes && REPEAT.exec(notesText(original.text(notes) ?? ""))?.[1] };
  });
  const deck = filled(template, name, { ...blanks(lists, clean), ...clean });
  for (const { slide, list } of lists) {
    if (list === undefined) deck.replaceSlide(slide, [partsOf(deck, slide, clean)]);
    else {
      const items = clean[list];
      if (!Array.isArray(items)) return badTemplate(name, `there is no list called ${list}`);
      const copies = items.map((item: DeckData) => {
        const all = { ...blanks(lists, clean), ...clean, ...item };
        return partsOf(filled(template, name, all), slide, all);
      });
      deck.replaceSlide(slide, copies);
    }
  }
  applyLook(deck, look);
  if (deck.text(CORE)) deck.edit(CORE, (core) => filledIn(core, clean));
  return deck.bytes();
}

function open(template: Uint8Array, name: string): Presentation {
  try {
    return new Presentation(template);
  } catch (error) {
    return badTemplate(name, whyOf(error));
  }
}

/** What only repeated slides name, as nothing: they are filled in one by one. */
function blanks(lists: readonly { list: string | undefined }[], data: DeckData): DeckData {
  const items = lists.flatMap(({ list }) => (list === undefined ? [] : ((data[list] ?? []) as DeckData[])));
  const names = items.flatMap((item) => Object.entries(item));
  const empty = { page: "", pages: "", pageOf: "", calendars: [], questions: [], processes: [], limits: [] };
  return {
    ...empty,
    ...Object.fromEntries(names.map(([name, value]) => [name, typeof value === "string" ? "" : []])),
  };
}

/** Texts of specs as words only: nothing in them turns or hides text, and a line break is a space. */
function words(text: string): string {
  return printable(text.replace(/\s*[\n\r\u0085\u2028\u2029]\s*/g, " ")).replace(NOT_IN_XML, "");
}

function cleaned(data: DeckData): DeckData {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === "string" ? words(value) : value.map(cleaned),
    ]),
  );
}

function applyLook(deck: Presentation, { colour, logo }: Look): void {
  if (colour !== undefined) {
    const accent = `<a:accent1><a:srgbClr val="${colour.slice(1)}"/></a:accent1>`;
    for (const theme of deck.parts(/^ppt\/theme\/theme\d+\.xml$/))
      deck.edit(theme, (text) => text.replace(/<a:accent1>.*?<\/a:accent1>/s, accent));
  }
  if (logo) for (const slide of deck.slides()) replaceLogo(deck, slide, logo);
}

/** The picture that is named Logo in PowerPoint's selection pane, fitted into its frame from the right. */
function replaceLogo(deck: Presentation, slide: string, logo: Logo): void {
  const text = deck.text(slide) ?? "";
  const [picture] = /<p:pic>(?:(?!<\/p:pic>).)*name="Logo".*?<\/p:pic>/s.exec(text) ?? [];
  const id = picture && /r:embed="([^"]+)"/.exec(picture)?.[1];
  if (!picture || !id) return;
  const replaced = deck.related(slide, "image");
  deck.write(`ppt/media/logo.${logo.kind}`, logo.bytes);
  const target = `Target="../media/logo.${logo.kind}"`;
  deck.edit(relationsOf(slide), (relations) =>
    relations.replace(/<Relationship [^>]*>/g, (entry) =>
      entry.includes(`Id="${id}"`) ? entry.replace(/Target="[^"]*"/, target) : entry,
    ),
  );
  const extension = `<Default Extension="${logo.kind}" ContentType="image/${logo.kind}"/>`;
  deck.edit(TYPES, (types) =>
    types.includes(`Extension="${logo.kind}"`) ? types : types.replace(/(<Types [^>]*>)/, `$1${extension}`),
  );
  deck.write(slide, text.replace(picture, fitted(picture, logo)));
  if (replaced !== undefined) deck.removeUnused(replaced);
}

function fitted(picture: string, { width, height }: Logo): string {
  return picture.replace(
    /<a:off x="(-?\d+)" y="(-?\d+)"\/>\s*<a:ext cx="(\d+)" cy="(\d+)"\/>/,
    (_, x: string, y: string, cx: string, cy: string) => {
      const scale = Math.min(Number(cx) / width, Number(cy) / height);
      const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
      return `<a:off x="${Number(x) + Number(cx) - w}" y="${y}"/><a:ext cx="${w}" cy="${h}"/>`;
    },
  );
}

/** A picture from its bytes; undefined when it is neither PNG nor JPEG. */
export function parseLogo(bytes: Buffer): Logo | undefined {
  if (bytes.subarray(0, 8).toString("hex") === "89504e470d0a1a0a" && bytes.length > 24)
    return { bytes, kind: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { bytes, kind: "jpeg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return undefined;
}
