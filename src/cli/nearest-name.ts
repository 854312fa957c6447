import { near } from "../spec/near";

/** Shorter parts of names are in too many of them. */
const SHORTEST_PART = 3;

/**
 * The name that someone probably meant: the only one with the text in it, else one that is a typing mistake away. None
 * is better than a far one: calendars are deleted by name.
 */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const [text = ""] = wanted.toLowerCase().split("@");
  const holding = names.filter((name) => name.toLowerCase().includes(text));
  return text.length >= SHORTEST_PART && holding.length === 1 ? holding[0] : near(text, names);
}
