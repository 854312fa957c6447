import { isRecord } from "../src/graph/wire";
import { hasEnded } from "../src/model/calendar-record";
import type { Records } from "../src/records/open-records";
import type { UserPolicyHandler } from "./user-policy/handler";

/** What the engine asks of a handler before it decides whether there is anything to do. */
type Differ = Pick<UserPolicyHandler, "diff">;

/** How journals name the things of a kind. */
type NameField = "address" | "displayName";

/**
 * Handlers for plain Pulumi, where no one but they can settle what a run that died had begun: over such a thing the engine is
 * told that there is something to do, and so asks for an update while it holds the stack. That looks, and notes what was done.
 */
export function settlingHandler<H extends Differ>(
  handler: H,
  { records, field, tell }: { records: Records; field: NameField; tell: (text: string) => void },
): H {
  return {
    ...handler,
    diff: async (id, olds, news) => {
      const answer = await handler.diff(id, olds, news);
      const name = answer.changes ? undefined : openName(records, field, olds, news);
      if (name === undefined) return answer;
      tell(
        `${name}: a run began to change it, and how that ended is not on record. An up looks at what was done and records it.`,
      );
      return { ...answer, changes: true };
    },
  };
}

function openName(records: Records, field: NameField, olds: unknown, news: unknown): string | undefined {
  if (!isRecord(olds) || !isRecord(news)) return undefined;
  const { live } = olds;
  // what has ended is never touched again, and its end was noted before the state knew of it
  if (isRecord(live) && hasEnded(live["status"])) return undefined;
  const [organisation, name] = [news["organisation"], news[field]];
  if (typeof organisation !== "string" || typeof name !== "string") return undefined;
  return records.diedOver(organisation, name) ? name : undefined;
}
