/** What the system's codes mean to someone who is no engineer. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is a file and not a folder",
  EISDIR: "it is a folder",
  EACCES: "this account may not read it",
  EPERM: "this account may not read it",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open on this machine",
  ENFILE: "too many files are open on this machine",
  EIO: "the disk does not answer",
  EROFS: "the disk is read only",
  ENOSPC: "the disk is full",
  EDQUOT: "this account has used up its share of the disk",
  EFBIG: "this account may not write files of that size",
};

/** What some of them mean where something was to be written. */
const WRITING: Readonly<Record<string, string>> = {
  ...WORDS,
  ENOENT: "its folder does not exist",
  EISDIR: "a folder has that name",
  EACCES: "this account may not write there",
  EPERM: "this account may not write there",
};

/** Why something could not be read or written, where the system says it by a code; otherwise nothing. */
export function systemWords(error: unknown, doing: "read" | "write" = "read"): string | undefined {
  // Others have codes too; only the system's come with a number.
  if (!(error instanceof Error) || !("code" in error) || !("errno" in error)) return undefined;
  const code = String(error.code);
  return (doing === "write" ? WRITING : WORDS)[code] ?? `the system says ${code}`;
}
