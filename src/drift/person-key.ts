import type { Directory } from "./tenant-facts";

/** One person however their address is written: the directory's id, or the address where the directory does not tell. */
export type PersonKey = (address: string) => string;

/** Tells people apart by the directory. */
export function personKey(directory: Directory): PersonKey {
  return (address) => {
    const text = address.toLowerCase();
    return directory.what === "read" ? (directory.people.get(text)?.id ?? text) : text;
  };
}
