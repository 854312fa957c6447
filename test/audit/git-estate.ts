import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { SpecsFolder } from "../support/specs-folder";

/** A root folder in a clone of its own, whose commits have the times and authors that a test gives. */
export class GitEstate extends SpecsFolder {
  constructor(files: Readonly<Record<string, string>>) {
    super(files);
    this.git(["init", "-q", "-b", "main"]);
  }

  git(words: readonly string[], env: Readonly<Record<string, string>> = {}): string {
    return execFileSync("git", ["-C", this.root, ...words], {
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", ...env },
    }).trim();
  }

  /** Commits everything as it stands, and returns the commit. */
  commit(subject: string, at: string, author = "Lee Admin <lee.admin@nhs.net>"): string {
    this.git(["add", "-A"]);
    const [, name = "", email = ""] = /^(.*) <(.*)>$/.exec(author) ?? [];
    this.git(["commit", "-q", "-m", subject], {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: at,
    });
    return this.git(["rev-parse", "HEAD"]);
  }

  take(path: string): void {
    rmSync(join(this.root, path));
  }
}
