import { isDeepStrictEqual } from "node:util";
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { BookingCalendarSpec } from "./generated/booking-calendar-spec";
import { parseDocument } from "./parse-document";
import { replaceInUsersFile } from "./users-file";

type ScalarValue = string | boolean;
/** What a field may be set to. */
type SpecValue = ScalarValue | readonly string[] | Readonly<Record<string, ScalarValue>>;

/** One change of a spec's top-level fields, or of a key below one. Entries of lists are found whatever their capitals. */
export type SpecEdit =
  | { readonly set: string; readonly to: SpecValue }
  | { readonly remove: string }
  /** One key of a block, such as “adopted”; without a value it goes. */
  | { readonly put: string; readonly key: string; readonly to?: ScalarValue }
  | { readonly add: string; readonly entry: string }
  | { readonly drop: string; readonly entry: string }
  | { readonly rename: string; readonly entry: string; readonly to: string };

/**
 * The text with the edits, and every other byte as it was: comments and their alignment, order, quotes, lists in one line,
 * ends of lines. Throws where an edit cannot be made in this way.
 */
export function editSpec(text: string, edits: readonly SpecEdit[]): string {
  return edits.reduce(editOnce, text);
}

function editOnce(text: string, edit: SpecEdit): string {
  const after = new Editor(text).apply(edit);
  const [before, now] = [specValue(text), specValue(after)];
  if (before === undefined || !isDeepStrictEqual(now, expected(before, edit)))
    throw notEditable(Object.values(edit)[0] as string);
  return after;
}

const notEditable = (what: string): VisibleError => VisibleError.of(problem("spec-not-editable", { what }));

/** What a text says; undefined where it is not YAML, or has aliases that lead nowhere. */
function specValue(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS() as unknown;
  } catch {
    return undefined;
  }
}

const isSame = (one: unknown, other: string): boolean => String(one).toLowerCase() === other.toLowerCase();

/** What the spec must say after the edit, by itself and without its text. */
function expected(before: unknown, edit: SpecEdit): unknown {
  const fields = new Map(Object.entries((before ?? {}) as Record<string, unknown>));
  const listOf = (name: string) => [...((fields.get(name) || []) as unknown[])];
  if ("set" in edit) fields.set(edit.set, asText(edit.to));
  else if ("remove" in edit) fields.delete(edit.remove);
  else if ("put" in edit) {
    const { [edit.key]: _before, ...others } = (fields.get(edit.put) ?? {}) as Record<string, unknown>;
    fields.set(edit.put, { ...others, ...(edit.to !== undefined && { [edit.key]: String(edit.to) }) });
  } else if ("add" in edit) fields.set(edit.add, [...listOf(edit.add), edit.entry]);
  else if ("drop" in edit) {
    const list = listOf(edit.drop);
    const at = list.findLastIndex((one) => isSame(one, edit.entry));
    const rest = list.filter((_one, index) => index !== at);
    if (rest.length > 0) fields.set(edit.drop, rest);
    else fields.delete(edit.drop);
  } else {
    const list = listOf(edit.rename);
    const at = list.findIndex((one) => isSame(one, edit.entry));
    fields.set(edit.rename, list.with(at, edit.to));
  }
  return Object.fromEntries(fields);
}

function asText(value: SpecValue): unknown {
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return [...value];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}

/** One text and the places of its fields. Each method gives the text with one change. */
class Editor {
  readonly #text: string;
  readonly #eol: string;
  readonly #map: YAMLMap;

  constructor(text: string) {
    this.#text = text;
    // a review must show what changed, and not every line
    this.#eol = text.includes("\r\n") ? "\r\n" : "\n";
    const { contents } = parseDocument(text);
    if (!isMap(contents) || contents.flow) throw notEditable("kind");
    this.#map = contents as YAMLMap;
  }

  apply(edit: SpecEdit): string {
    if ("set" in edit) return this.#set(edit.set, edit.to);
    if ("remove" in edit) return this.#remove(edit.remove);
    if ("put" in edit) return this.#put(edit.put, edit.key, edit.to);
    if ("add" in edit) return this.#add(edit.add, edit.entry);
    if ("drop" in edit) return this.#drop(edit.drop, edit.entry);
    const item = this.#items(edit.rename).find((one) => isSame(one.value, edit.entry));
    return item ? this.#rewrite(item, edit.to, this.#list(edit.rename)?.flow) : this.#text;
  }

  #pair(field: string): Pair<Scalar, Node | null> | undefined {
    return this.#map.items.find(({ key }) => isScalar(key) && key.value === field) as
      | Pair<Scalar, Node | null>
      | undefined;
  }

  #list(field: string): YAMLSeq | undefined {
    const value = this.#pair(field)?.value;
    return isSeq(value) ? value : undefined;
  }

  #items(field: string): Scalar[] {
    return (this.#list(field)?.items ?? []).filter(isScalar);
  }

  #set(field: string, to: SpecValue): string {
    const pair = this.#pair(field);
    if (pair && typeof to !== "object" && isScalar(pair.value) && pair.value.source !== "")
      return this.#rewrite(pair.value, to);
    const lines = this.#lines(field, to);
    if (pair) return this.#splice(this.#lineStart(start(pair.key)), this.#lineEnd(contentEnd(pair)), lines);
    return this.#insertAfter(this.#predecessor(field), lines);
  }

  /** The field after which a new one belongs: the last of those that usually stand before it. */
  #predecessor(field: string): Pair | undefined {
    const at = FIELDS.indexOf(field);
    const before = at < 0 ? FIELDS : FIELDS.slice(0, at);
    const isBefore = ({ key }: Pair): boolean => isScalar(key) && before.includes(String(key.value));
    return this.#map.items.findLast(isBefore) ?? this.#map.items.at(-1);
  }

  #remove(field: string): string {
    const pair = this.#pair(field);
    if (!pair) return this.#text;
    const from = this.#lineStart(start(pair.key));
    const to = this.#lineEnd(contentEnd(pair));
    // comments on lines of their own may be about more than what goes
    const kept = this.#text
      .slice(from, to)
      .split(/(?<=\n)/)
      .filter((line) => /^\s*#/.test(line))
      .map((line) => line.trimStart());
    return this.#splice(from, to, kept.join(""));
  }

  #put(field: string, key: string, to: ScalarValue | undefined): string {
    const map = this.#pair(field)?.value;
    const items = isMap(map) ? (map.items as Pair<Scalar, Node | null>[]) : [];
    const at = items.findIndex((one) => one.key.value === key);
    const [item, last] = [items[at], items.at(-1)];
    if (!last) return to === undefined ? this.#text : this.#set(field, { [key]: to });
    const isFlow = (map as YAMLMap).flow === true;
    if (item && to !== undefined)
      return isScalar(item.value) ? this.#rewrite(item.value, to, isFlow) : this.#text;
    if (item) return this.#dropFrom(items, at, isFlow);
    if (to === undefined) return this.#text;
    return this.#addBehind(last, `${key}: ${writtenAs(to, undefined, isFlow)}`, isFlow);
  }

  /** Another key or entry behind the last one: in its line, or in a line of its own. */
  #addBehind(last: Pair | Node, written: string, isFlow: boolean): string {
    const [from, to] = [start(last), contentEnd(last)];
    if (isFlow) return this.#splice(to, to, `, ${written}`);
    const lead = this.#text.slice(this.#lineStart(from), from);
    return this.#insertAt(this.#lineEnd(to), `${lead}${written}${this.#eol}`);
  }

  /** Without one of several keys or entries: its lines, or in one line it and the comma before or behind it. */
  #dropFrom(items: readonly (Pair | Node)[], at: number, isFlow: boolean): string {
    const [previous, item, next] = [items[at - 1], items[at], items[at + 1]];
    if (!item) return this.#text;
    const [from, to] = [start(item), contentEnd(item)];
    if (!isFlow) return this.#splice(this.#lineStart(from), this.#lineEnd(to), "");
    return previous
      ? this.#splice(contentEnd(previous), to, "")
      : this.#splice(from, next ? start(next) : to, "");
  }

  #add(field: string, entry: string): string {
    const list = this.#list(field);
    const last = this.#items(field).at(-1);
    const isFlow = list?.flow === true;
    if (last) return this.#addBehind(last, writtenAs(entry, last.type, isFlow), isFlow);
    if (!isFlow) return this.#set(field, [entry]);
    return this.#splice(start(list), end(list), `[${writtenAs(entry, undefined, true)}]`);
  }

  #drop(field: string, entry: string): string {
    const items = this.#items(field);
    const at = items.findLastIndex((one) => isSame(one.value, entry));
    if (at >= 0 && items.length === 1) return this.#remove(field);
    return this.#dropFrom(items, at, this.#list(field)?.flow === true);
  }

  /** Another value in the same quotes. A comment that is aligned with those of lines beside it stays so. */
  #rewrite(node: Scalar, to: ScalarValue, isFlow = false): string {
    const written = writtenAs(to, node.type, isFlow);
    const rest = /^( +)(?=#)/.exec(this.#text.slice(end(node)))?.[1]?.length ?? 0;
    const column = end(node) + rest - this.#lineStart(end(node));
    const isAligned =
      rest > 0 && this.#neighbours(end(node)).some((line) => line.indexOf(" #") + 1 === column);
    const width = isAligned ? Math.max(1, end(node) - start(node) + rest - written.length) : rest;
    return this.#splice(start(node), end(node) + rest, written + " ".repeat(width));
  }

  #neighbours(offset: number): string[] {
    const from = this.#lineStart(offset);
    const before = this.#text.slice(this.#lineStart(Math.max(0, from - 1)), from);
    const to = this.#lineEnd(offset);
    return [before, this.#text.slice(to, this.#lineEnd(to))];
  }

  #lines(field: string, to: SpecValue): string {
    if (typeof to !== "object") return `${field}: ${writtenAs(to)}${this.#eol}`;
    const lines = Array.isArray(to)
      ? to.map((one: string) => `  - ${writtenAs(one)}`)
      : Object.entries(to).map(([key, one]) => `  ${key}: ${writtenAs(one)}`);
    return [`${field}:`, ...lines, ""].join(this.#eol);
  }

  #insertAfter(pair: Pair | undefined, lines: string): string {
    return this.#insertAt(pair ? this.#lineEnd(contentEnd(pair)) : this.#text.length, lines);
  }

  #insertAt(offset: number, lines: string): string {
    const isOpen = offset > 0 && this.#text[offset - 1] !== "\n";
    return this.#splice(offset, offset, (isOpen ? this.#eol : "") + lines);
  }

  #splice(from: number, to: number, put: string): string {
    return this.#text.slice(0, from) + put + this.#text.slice(to);
  }

  #lineStart(offset: number): number {
    return this.#text.lastIndexOf("\n", offset - 1) + 1;
  }

  #lineEnd(offset: number): number {
    return this.#text.indexOf("\n", offset) + 1 || this.#text.length;
  }
}

/** The order in which fields usually stand; what is set again goes to its place. */
const FIELDS: readonly string[] = [
  "kind",
  "shortName",
  "name",
  "directoryName",
  "operator",
  "serviceArea",
  "clinicName",
  "replyTo",
  "phone",
  "baseLicence",
  "applications",
  "adopt",
  "adopted",
  "admins",
  "viewers",
  "users",
  "recreate",
  "exceptions",
  "status",
  "deletion",
];

const start = (item: Pair | Node): number => ((isPair(item) ? item.key : item) as Node).range?.[0] ?? 0;
const end = (node: Node): number => node.range?.[1] ?? 0;

/** Where the last character of a field or an entry stands, without comments and blank lines that follow. */
function contentEnd(item: Pair | Node): number {
  if (!isPair(item)) return end(item);
  const { key, value } = item;
  const last = isMap(value) || isSeq(value) ? value.items.at(-1) : undefined;
  if (last && !(value as YAMLSeq).flow) return contentEnd(last as Pair | Node);
  const node = (value ?? key) as Node;
  const isBlock = isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
  return Math.max(end(key as Node), end(node) - (isBlock ? 1 : 0));
}

// what another reader of YAML would take for a number, a date, a yes or nothing is quoted
const OTHERWISE_READ = /^([-+.\d][-+.,:\d_\s]*|0[xo].*|true|false|yes|no|on|off|null|~|y|n)$/i;
const PLAIN = /^[\p{L}\p{N}/(][^\n"\\]*$/u;

/** A value as it is written: in the quotes that stood there, or in none where none are needed. */
function writtenAs(value: ScalarValue, type?: string, isFlow = false): string {
  if (typeof value === "boolean") return String(value);
  if (type === Scalar.QUOTE_SINGLE) return `'${value.replaceAll("'", "''")}'`;
  const isPlain =
    PLAIN.test(value) &&
    !OTHERWISE_READ.test(value) &&
    !/: |:$| #|\s$/.test(value) &&
    !(isFlow && /[,[\]{}]/.test(value));
  return isPlain && type !== Scalar.QUOTE_DOUBLE ? value : JSON.stringify(value);
}

/** Lists of people; the first that names someone decides, so admins come first. */
const LISTS = ["admins", "viewers", "users"] as const;

/** The same for whatever a file is: a spec, or the table with the users of a policy. */
export function replacePerson(file: string, text: string, from: string, to: string): string {
  return file.endsWith(".csv") ? replaceInUsersFile(text, from, to) : replaceAddress(text, from, to);
}

/**
 * A spec in which one person replaces another, in the lists of people and as reply address. Someone who would be on it
 * twice is on it once, as admin if either was. A deleted calendar's spec is locked.
 */
export function replaceAddress(text: string, from: string, to: string): string {
  const value = parseDocument(text).toJS() as unknown;
  const isSpec = typeof value === "object" && value !== null && !Array.isArray(value);
  return isSpec ? editSpec(text, editsOf(value as Record<string, unknown>, from, to)) : text;
}

function editsOf(spec: Readonly<Record<string, unknown>>, from: string, to: string): SpecEdit[] {
  if (spec["status"] === "deleted") return [];
  const isReply = String(spec["replyTo"]).toLowerCase() === from.toLowerCase();
  return [...listEdits(spec, from, to), ...(isReply ? [{ set: "replyTo", to }] : [])];
}

/** One mention stays, in the list that gives most, and it is the new person's own if they have one there. */
function listEdits(spec: Readonly<Record<string, unknown>>, from: string, to: string): SpecEdit[] {
  const [old, successor] = [from.toLowerCase(), to.toLowerCase()];
  const mentions = LISTS.flatMap((list) =>
    entries(spec[list]).flatMap((one) => (one === old || one === successor ? [{ list, entry: one }] : [])),
  );
  if (!mentions.some(({ entry }) => entry === old)) return [];
  const strongest = mentions.filter(({ list }) => list === mentions[0]?.list);
  const kept = strongest.find(({ entry }) => entry === successor) ?? strongest[0];
  const dropped = mentions.filter((one) => one !== kept);
  return [
    ...dropped.map(({ list, entry }) => ({ drop: list, entry })),
    ...(kept?.entry === old ? [{ rename: kept.list, entry: old, to }] : []),
  ];
}

const entries = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((one) => String(one).toLowerCase()) : [];

/** A calendar's spec as its tombstone: no users, the confirmation, and every comment that is not about a person. */
export function tombstoneText(
  text: string,
  { confirm, reason, withFutureAppointments }: NonNullable<BookingCalendarSpec["deletion"]>,
): string {
  return editSpec(text, [
    { set: "status", to: "deleted" },
    { set: "deletion", to: { confirm, reason, ...(withFutureAppointments && { withFutureAppointments }) } },
    { remove: "admins" },
    { remove: "viewers" },
    { remove: "recreate" },
  ]);
}
