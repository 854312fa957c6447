import type { Context } from "../../context";
import { askAdmin } from "../../sandbox/ask-admin";
import { needSandbox } from "../../sandbox/running-sandbox";
import type { Verb } from "../../verb";

interface Decision {
  /** Also the path of the admin endpoint. */
  readonly word: "approve" | "reject";
  /** As in “Amy Shah (…) is now a member of …”. */
  readonly told: string;
}

interface Changed {
  readonly changed: readonly { readonly business: string; readonly address: string }[];
}

async function decide(
  { word, told }: Decision,
  address: string | undefined,
  business: string | undefined,
  context: Context,
): Promise<void> {
  const answer = await askAdmin(needSandbox(context.io), {
    what: word,
    method: "POST",
    path: word,
    body: { ...(address && { address }), ...(business && { business }) },
  });
  // Our own sandbox answers, through a connection that only it could open.
  const { changed } = answer as Changed;
  for (const one of changed) context.say(`${one.address} ${told} ${one.business}`);
  if (changed.length === 0) context.say("No one was pending.");
}

/** `bookings sandbox approve` and `reject`: the buttons in Microsoft's e-mail, pressed on a person's behalf. */
export function decisionVerb(decision: Decision): Verb {
  return {
    declare(command, context) {
      command
        .argument("[person]", "address of one person (default: everybody who is pending)")
        .option("--calendar <address>", "only for this calendar")
        .examples([
          [`bookings sandbox ${decision.word}`, "for everybody who is pending"],
          [`bookings sandbox ${decision.word} amy.shah@nhs.net`, "for one person"],
        ])
        .action((person: string | undefined, options: { calendar?: string }) =>
          decide(decision, person, options.calendar, context),
        );
    },
  };
}
