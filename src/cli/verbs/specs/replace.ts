import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { replacePerson } from "../../../spec/edit-spec";
import type { Context } from "../../context";
import { editsOf, tellAndClose } from "../../edit-specs";
import { ORGANISATIONS, type Verb, WRITE } from "../../verb";

const ADDRESS = /^[^\s@"'#:,[\]{}]+@[^\s@"'#:,[\]{}]+\.[^\s@"'#:,[\]{}]+$/;

interface Wish {
  readonly from: string;
  readonly to: string;
  readonly named: readonly string[];
  readonly write: boolean;
}

/** Whether it can be an address at all: it is written into a spec. */
export function assertAddress(text: string): void {
  if (!ADDRESS.test(text)) refuse(problem("no-address", { text }));
}

function replace(wish: Wish, context: Context): void {
  const { from, to, named, write } = wish;
  for (const address of [from, to]) assertAddress(address);
  const edits = editsOf(context.root, context.organisations(named), (text, file) =>
    replacePerson(file, text, from, to.toLowerCase()),
  );
  if (edits.length === 0) refuse(problem("person-in-no-spec", { address: from }));
  tellAndClose(context, edits, write);
}

/** `bookings replace`: replace one person by another in the specs. Touches nothing but them. */
export const replaceVerb: Verb = {
  declare(command, context) {
    command
      .argument("<old>", "address of the old person")
      .argument("<new>", "address of the new person")
      .argument(...ORGANISATIONS)
      .option(...WRITE)
      .examples([
        ["bookings replace amy.shah@nhs.net dan.okafor@nhs.net", "show it, in all specs"],
        ["bookings replace amy.shah@nhs.net dan.okafor@nhs.net leeds --write", "do it, in one organisation"],
      ])
      .action((from: string, to: string, named: string[], options: { write?: boolean }) =>
        replace({ from, to, named, write: options.write ?? false }, context),
      );
  },
};
