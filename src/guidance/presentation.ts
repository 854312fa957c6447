import PizZip from "pizzip";

const SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The texts of one slide and its notes. */
export interface SlideParts {
  readonly slide: string;
  readonly notes: string | undefined;
}

/** The parts that list the slides, and the kinds of all parts. */
const MAIN = "ppt/presentation.xml";
export const TYPES = "[Content_Types].xml";

export const relationsOf = (part: string): string => part.replace(/([^/]+)$/, "_rels/$1.rels");

const attribute = (element: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? "";

/** A part's path from one that names it: `../notesSlides/notesSlide1.xml` of a slide. */
function resolvePart(from: string, target: string): string {
  return new URL(target, `part:///${from}`).pathname.slice(1);
}

/** The slides of a presentation, which can be repeated, left out and given other texts. */
export class Presentation {
  readonly #zip: PizZip;
  #added = 0;

  constructor(file: Uint8Array) {
    this.#zip = new PizZip(file);
  }

  text(part: string): string | undefined {
    return this.#zip.file(part)?.asText();
  }

  write(part: string, content: string | Uint8Array): void {
    this.#zip.file(part, content);
  }

  /** Writes what a change makes of a part. */
  edit(part: string, change: (text: string) => string): void {
    this.write(part, change(this.#read(part)));
  }

  parts(pattern: RegExp): string[] {
    return Object.keys(this.#zip.files).filter((name) => pattern.test(name));
  }

  /** Paths of the slides in their order. */
  slides(): string[] {
    const list = /<p:sldIdLst>(.*?)<\/p:sldIdLst>/s.exec(this.#read(MAIN))?.[1] ?? "";
    const targets = this.#targets(MAIN);
    return [...list.matchAll(/<p:sldId [^>]*>/g)].map(
      ([entry]) => targets.get(attribute(entry, "r:id"))?.part ?? "",
    );
  }

  /** The part that a part names by a relation of a kind, such as the notes of a slide. */
  related(part: string, kind: string): string | undefined {
    return [...this.#targets(part).values()].find(({ type }) => type.endsWith(`/${kind}`))?.part;
  }

  /** Takes a part out that no other part names any more, such as a picture that was replaced. */
  removeUnused(part: string): void {
    const name = part.split("/").at(-1) ?? "";
    const isNamed = this.parts(/\.rels$/).some((relations) => this.#read(relations).includes(`/${name}"`));
    if (!isNamed) this.#zip.remove(part);
  }

  /** Puts slides in the place of one; none takes it out. */
  replaceSlide(slide: string, copies: readonly SlideParts[]): void {
    const notes = this.related(slide, "notesSlide");
    const [first, ...more] = copies;
    let after = slide;
    for (const copy of more) after = this.#addAfter(after, slide, notes, copy);
    if (first) {
      this.write(slide, first.slide);
      if (notes && first.notes !== undefined) this.write(notes, first.notes);
    } else this.#remove(slide, notes);
  }

  /** The same contents give the same bytes: entries in order of name, without time. */
  bytes(): Buffer {
    const out = new PizZip();
    const names = Object.keys(this.#zip.files).filter((name) => !name.endsWith("/"));
    const date = new Date(1980, 0, 1);
    for (const name of [TYPES, ...names.filter((one) => one !== TYPES).sort()]) {
      const content = this.#zip.file(name)?.asUint8Array();
      if (content) out.file(name, content, { date, createFolders: false });
    }
    return out.generate({ type: "nodebuffer", compression: "DEFLATE" });
  }

  #read(part: string): string {
    return this.text(part) ?? "";
  }

  #targets(part: string): Map<string, { type: string; part: string }> {
    const entries = this.#read(relationsOf(part)).match(/<Relationship [^>]*>/g) ?? [];
    return new Map(
      entries.map((entry) => [
        attribute(entry, "Id"),
        { type: attribute(entry, "Type"), part: resolvePart(part, attribute(entry, "Target")) },
      ]),
    );
  }

  #addAfter(after: string, original: string, notes: string | undefined, copy: SlideParts): string {
    this.#added += 1;
    const slide = `ppt/slides/slide${1000 + this.#added}.xml`;
    const copied = `ppt/notesSlides/notesSlide${1000 + this.#added}.xml`;
    const renamed = (relations: string) =>
      relations
        .replaceAll(`/${notes?.split("/").at(-1) ?? "no notes"}"`, `/${copied.split("/").at(-1)}"`)
        .replaceAll(`/${original.split("/").at(-1)}"`, `/${slide.split("/").at(-1)}"`);
    this.write(slide, copy.slide);
    this.write(relationsOf(slide), renamed(this.#read(relationsOf(original))));
    this.#declare(slide, SLIDE_TYPE);
    if (notes && copy.notes !== undefined) {
      this.write(copied, copy.notes);
      this.write(relationsOf(copied), renamed(this.#read(relationsOf(notes))));
      this.#declare(copied, NOTES_TYPE);
    }
    this.#list(slide, after);
    return slide;
  }

  #declare(part: string, type: string): void {
    const entry = `<Override PartName="/${part}" ContentType="${type}"/>`;
    this.edit(TYPES, (types) => types.replace("</Types>", `${entry}</Types>`));
  }

  #list(slide: string, after: string): void {
    const id = `rId${10_000 + this.#added}`;
    const entry = `<Relationship Id="${id}" Type="${RELATIONS}/slide" Target="${slide.slice("ppt/".length)}"/>`;
    this.edit(relationsOf(MAIN), (relations) =>
      relations.replace("</Relationships>", `${entry}</Relationships>`),
    );
    const before = this.#slideEntry(after);
    this.edit(MAIN, (text) => {
      const numbers = (text.match(/<p:sldId [^>]*>/g) ?? []).map((one) => Number(attribute(one, " id")));
      return text.replace(before, `${before}<p:sldId id="${Math.max(255, ...numbers) + 1}" r:id="${id}"/>`);
    });
  }

  #slideEntry(slide: string): string {
    const [id = ""] = [...this.#targets(MAIN)].find(([, { part }]) => part === slide) ?? [];
    const entries = this.#read(MAIN).match(/<p:sldId [^>]*\/>/g) ?? [];
    return entries.find((entry) => attribute(entry, "r:id") === id) ?? "";
  }

  #remove(slide: string, notes: string | undefined): void {
    const entry = this.#slideEntry(slide);
    const id = attribute(entry, "r:id");
    this.edit(MAIN, (text) => text.replace(entry, ""));
    this.edit(relationsOf(MAIN), (relations) =>
      relations.replace(/<Relationship [^>]*>/g, (one) => (attribute(one, "Id") === id ? "" : one)),
    );
    for (const part of notes ? [slide, notes] : [slide]) {
      this.edit(TYPES, (types) =>
        types.replace(/<Override [^>]*>/g, (one) => (attribute(one, "PartName") === `/${part}` ? "" : one)),
      );
      this.#zip.remove(part);
      this.#zip.remove(relationsOf(part));
    }
  }
}
