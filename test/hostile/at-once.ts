import { storeOperator } from "../../src/graph/identity/acquire-token";
import { appendLine } from "../../src/records/journal";

/** What one of several processes does over and over to a file that they share. */
const WORK: Readonly<Record<string, (file: string, name: string, turn: number) => Promise<void>>> = {
  journal: (file, name, turn) =>
    appendLine(
      file,
      { schema: 1, at: "2026-11-23T04:30:00.000Z", calendar: `${name}-${turn}` },
      turn % 5 === 0,
    ),
  identities: (file, name, turn) =>
    storeOperator(file, name, {
      kind: "refresh-token",
      address: `svc.${name}@nhs.net`,
      clientId: "c",
      refreshToken: `token-${turn}`,
    }),
};

/** How often each does it. */
export const TURNS = 12;

async function main([what = "", file = "", name = ""]: readonly string[]): Promise<void> {
  for (let turn = 1; turn <= TURNS; turn += 1) await WORK[what]?.(file, name, turn);
}

if (require.main === module) void main(process.argv.slice(2));
