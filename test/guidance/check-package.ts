import { posix } from "node:path";
import PizZip from "pizzip";

const attribute = (element: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1];

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** The kind of a relation: `slideLayout` of `http://…/relationships/slideLayout`. */
const kindOf = ({ type }: Relation): string => type.split("/").at(-1) ?? "";

const repeated = (all: readonly string[]): string[] => all.filter((one, at) => all.indexOf(one) !== at);

const relationsFile = (part: string): string =>
  posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`);

/** A presentation as a package of parts that name each other (ECMA-376, part 2), for what PowerPoint would repair. */
class Package {
  readonly #zip: PizZip;
  readonly parts: readonly string[];

  constructor(bytes: Uint8Array) {
    this.#zip = new PizZip(bytes);
    this.parts = Object.keys(this.#zip.files).filter((name) => !name.endsWith("/"));
  }

  text(part: string): string {
    return this.#zip.file(part)?.asText() ?? "";
  }

  /** Of a part, or of the whole package where the part is the empty word. */
  relations(part: string): Relation[] {
    const file = relationsFile(part);
    return (this.text(file).match(/<Relationship\s[^>]*>/g) ?? [])
      .filter((entry) => attribute(entry, "TargetMode") !== "External")
      .map((entry) => ({
        id: attribute(entry, "Id") ?? "",
        type: attribute(entry, "Type") ?? "",
        target: posix.join("/", posix.dirname(part), attribute(entry, "Target") ?? "").slice(1),
      }));
  }

  of(part: string, kind: string): string[] {
    return this.relations(part)
      .filter((one) => kindOf(one) === kind)
      .map(({ target }) => target);
  }

  reached(): Set<string> {
    const found = new Set<string>();
    const open = [""];
    for (let part = open.pop(); part !== undefined; part = open.pop())
      for (const { target } of this.relations(part))
        if (!found.has(target)) {
          found.add(target);
          open.push(target);
        }
    return found;
  }
}

function wrongTypes(pack: Package): string[] {
  const types = pack.text("[Content_Types].xml");
  const named = (types.match(/<Override\s[^>]*>/g) ?? []).map((one) => attribute(one, "PartName") ?? "");
  const endings = (types.match(/<Default\s[^>]*>/g) ?? []).map((one) =>
    (attribute(one, "Extension") ?? "").toLowerCase(),
  );
  const content = pack.parts.filter((part) => part !== "[Content_Types].xml");
  return [
    ...content
      .filter((part) => !named.includes(`/${part}`) && !endings.includes(part.split(".").at(-1) ?? ""))
      .map((part) => `${part} has no content type`),
    ...content
      .filter((part) => /^ppt\/(slides|notesSlides|slideLayouts|slideMasters)\/[^/]+$/.test(part))
      .filter((part) => !named.includes(`/${part}`))
      .map((part) => `${part} is plain XML`),
    ...named
      .filter((name) => !content.includes(name.slice(1)))
      .map((name) => `${name} has a type and is not there`),
    ...repeated([...named, ...endings]).map((name) => `${name} has two types`),
  ];
}

function wrongRelations(pack: Package): string[] {
  const content = pack.parts.filter((part) => !/\.rels$|^\[/.test(part));
  const reached = pack.reached();
  return [
    ...content.filter((part) => !reached.has(part)).map((part) => `no part leads to ${part}`),
    ...content.flatMap((part) => {
      const relations = pack.relations(part);
      const ids = relations.map(({ id }) => id);
      const used = /\.xml$/.test(part)
        ? [...pack.text(part).matchAll(/\sr:(?:id|embed|link|pict)="([^"]+)"/g)].map(([, id = ""]) => id)
        : [];
      const external = pack.text(relationsFile(part));
      return [
        ...relations
          .filter(({ target }) => !pack.parts.includes(target))
          .map(({ target }) => `${part} leads to ${target}, which is not there`),
        ...repeated(ids).map((id) => `${part} has two relations ${id}`),
        ...used
          .filter((id) => !ids.includes(id) && !external.includes(`Id="${id}"`))
          .map((id) => `${part} uses ${id}, which is no relation of it`),
      ];
    }),
  ];
}

function wrongIds(pack: Package): string[] {
  const main = pack.text("ppt/presentation.xml");
  const idsOf = (text: string, element: string): string[] =>
    [...text.matchAll(new RegExp(`<p:${element}\\s[^>]*>`, "g"))].map(([one]) => attribute(one, "id") ?? "");
  const slides = idsOf(main, "sldId");
  const masters = [
    ...idsOf(main, "sldMasterId"),
    ...pack.parts
      .filter((part) => /^ppt\/slideMasters\/[^/]+\.xml$/.test(part))
      .flatMap((part) => idsOf(pack.text(part), "sldLayoutId")),
  ];
  return [
    ...slides
      .filter((id) => !(Number(id) >= 256 && Number(id) < 2 ** 31))
      .map((id) => `${id} is no slide's id`),
    ...masters.filter((id) => !(Number(id) >= 2 ** 31)).map((id) => `${id} is no id of a master or layout`),
    ...repeated(slides).map((id) => `two slides have the id ${id}`),
    ...repeated(masters).map((id) => `two masters or layouts have the id ${id}`),
    ...pack.parts
      .filter((part) => /^ppt\/(slides|notesSlides|slideLayouts)\/[^/]+\.xml$/.test(part))
      .flatMap((part) =>
        repeated(idsOf(pack.text(part), "cNvPr")).map((id) => `${part} has two shapes ${id}`),
      ),
  ];
}

function wrongLayouts(pack: Package): string[] {
  const inFolder = (name: string): string[] =>
    pack.parts.filter((part) => new RegExp(`^ppt/${name}/[^/]+\\.xml$`).test(part));
  const one = (part: string, kind: string): string[] => {
    const { length } = pack.of(part, kind);
    return length === 1 ? [] : [`${part} has ${length} of ${kind}`];
  };
  return [
    ...inFolder("slides").flatMap((part) => [
      ...one(part, "slideLayout"),
      ...one(part, "notesSlide"),
      ...pack
        .of(part, "notesSlide")
        .filter((notes) => pack.of(notes, "slide")[0] !== part)
        .map((notes) => `${notes} belongs to another slide than ${part}`),
    ]),
    ...inFolder("notesSlides").flatMap((part) => one(part, "notesMaster")),
    ...inFolder("slideLayouts").flatMap((part) => one(part, "slideMaster")),
    ...inFolder("slideMasters").flatMap((part) => {
      const listed = (pack.text(part).match(/<p:sldLayoutId\s[^>]*>/g) ?? []).length;
      return [
        ...one(part, "theme"),
        ...(listed === pack.of(part, "slideLayout").length ? [] : [`${part} does not list all its layouts`]),
      ];
    }),
  ];
}

/** Everything in a presentation that PowerPoint would have to repair, in words. */
export function faultsOf(bytes: Uint8Array): string[] {
  const pack = new Package(bytes);
  return [...wrongTypes(pack), ...wrongRelations(pack), ...wrongIds(pack), ...wrongLayouts(pack)];
}
