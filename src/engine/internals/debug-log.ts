import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePrivateFolder } from "../../files/private-folder";

const INSTEAD = `Where this file is, Pulumi would make a folder and log every value of every run into it: people's addresses among them,
for seven days, encrypted with the state's passphrase, which is empty by default. It took a third of the engine's time.
For a debug log, take this file away, or run: pulumi preview --logtostderr -v=9
`;

/**
 * Keeps the engine from logging every value of every run to the disk, which no setting of Pulumi does: a file stands where it
 * would make its folder. Logs that are there already are no one's to delete but their owner's.
 */
export function withoutDebugLog(pulumiHome: string): void {
  makePrivateFolder(pulumiHome);
  try {
    writeFileSync(join(pulumiHome, "logs"), INSTEAD, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST" && code !== "EISDIR") throw error;
  }
}
