import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file as LibreOffice opens it and saves it again, such as `csv:Text - txt - csv (StarCalc):9,34,76`. */
export function openInOffice<T>(
  file: string,
  format: string,
  read: (converted: string) => T,
  filter: readonly string[] = [],
): T {
  const folder = mkdtempSync(join(tmpdir(), "bookings-office-"));
  try {
    const words = ["--headless", "--norestore", `-env:UserInstallation=file://${folder}/profile`, ...filter];
    execFileSync("soffice", [...words, "--convert-to", format, "--outdir", join(folder, "out"), file], {
      stdio: "pipe",
    });
    const [converted = ""] = readdirSync(join(folder, "out"));
    return read(join(folder, "out", converted));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
