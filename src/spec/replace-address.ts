import { editSpec, type SpecEdit } from "./edit-spec";
import { parseDocument } from "./parse-document";
import { replaceInUsersFile } from "./users-file";

/** Lists of people; the first that names somebody decides, so admins come first. */
const LISTS = ["admins", "viewers", "users"] as const;

/** The same for whatever a file is: a spec, or the table with the users of a policy. */
export function replacePerson(file: string, text: string, from: string, to: string): string {
  return file.endsWith(".csv") ? replaceInUsersFile(text, from, to) : replaceAddress(text, from, to);
}

/**
 * A spec in which one person replaces another, in the lists of people and as reply address. Somebody who would be on it
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
