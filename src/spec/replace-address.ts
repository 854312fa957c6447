import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { parseDocument } from "./parse-document";

/** Lists of people; the first that names somebody decides, so admins come first. */
const LISTS = ["admins", "viewers", "users"] as const;

const isAddress = (node: unknown, address: string): node is Scalar =>
  isScalar(node) && String(node.value).toLowerCase() === address.toLowerCase();

const seqOf = (map: YAMLMap, key: string): YAMLSeq | undefined => {
  const value = map.get(key, true);
  return isSeq(value) ? value : undefined;
};

interface Plan {
  /** Nodes whose text becomes the new address. */
  readonly renamed: readonly Scalar[];
  /** Entries that would name the new person a second time, with the list they stand in. */
  readonly dropped: readonly { readonly list: string; readonly item: Node }[];
}

/** What becomes of each mention: one stays, in the list that gives most, and it is the new person's own if they have one. */
function planOf(map: YAMLMap, from: string, to: string): Plan {
  const mentions = LISTS.flatMap((list) =>
    (seqOf(map, list)?.items ?? []).flatMap((item) =>
      isAddress(item, from) || isAddress(item, to) ? [{ list, item }] : [],
    ),
  );
  const concerned = mentions.some(({ item }) => isAddress(item, from)) ? mentions : [];
  const strongest = concerned.filter(({ list }) => list === concerned[0]?.list);
  const kept = strongest.find(({ item }) => isAddress(item, to)) ?? strongest[0];
  const reply = map.get("replyTo", true);
  const renamed = [kept?.item, reply].filter((node) => isAddress(node, from));
  return { renamed, dropped: concerned.filter((one) => one !== kept) };
}

/** A piece of the text and what takes its place. */
type Splice = readonly [start: number, end: number, text: string];

function renaming({ range, type }: Scalar, to: string): Splice | undefined {
  const quote = type === "QUOTE_DOUBLE" ? '"' : type === "QUOTE_SINGLE" ? "'" : "";
  return range ? [range[0], range[1], quote + to + quote] : undefined;
}

/** The whole line of an entry that has one to itself and is not the last of its list. */
function dropping(text: string, map: YAMLMap, { list, item }: Plan["dropped"][number]): Splice | undefined {
  const start = text.lastIndexOf("\n", (item.range?.[0] ?? 0) - 1) + 1;
  const end = text.indexOf("\n", item.range?.[1] ?? 0) + 1 || text.length;
  const isAlone = /^\s*-\s+\S+\s*(#.*)?$/.test(text.slice(start, end).trimEnd());
  return isAlone && (seqOf(map, list)?.items.length ?? 0) > 1 ? [start, end, ""] : undefined;
}

/** Every byte that is not about the two stays as it is; undefined where that cannot be done. */
function spliced(text: string, map: YAMLMap, { renamed, dropped }: Plan, to: string): string | undefined {
  const splices = [
    ...renamed.map((node) => renaming(node, to)),
    ...dropped.map((one) => dropping(text, map, one)),
  ];
  if (splices.includes(undefined)) return undefined;
  return splices
    .flatMap((splice) => (splice ? [splice] : []))
    .sort(([one], [other]) => other - one)
    .reduce((result, [start, end, put]) => result.slice(0, start) + put + result.slice(end), text);
}

/**
 * A spec in which one person takes another's place, in the lists of people and as reply address; comments are kept.
 * Somebody who would be on it twice is on it once, as admin if either was. A deleted calendar's spec is locked.
 */
export function replaceAddress(text: string, from: string, to: string): string {
  const document = parseDocument(text);
  const { contents } = document;
  if (!isMap(contents)) return text;
  const map = contents as YAMLMap;
  if (String(map.get("status") ?? "active") === "deleted") return text;
  const plan = planOf(map, from, to);
  const inPlace = spliced(text, map, plan, to);
  if (inPlace !== undefined) return inPlace;
  const { renamed, dropped } = plan;
  for (const node of renamed) node.value = to;
  for (const { list, item } of dropped) {
    const seq = seqOf(map, list);
    if (!seq) continue;
    seq.items = seq.items.filter((one) => one !== item);
    if (seq.items.length === 0) map.delete(list);
  }
  return document.toString({ lineWidth: 0 });
}
