import type { GraphAnswer, GraphCall } from "../call";

/** Four at once is what a mailbox takes; a service without batches is not to be flooded. */
const AT_ONCE = 4;

/** Sends calls one by one, four at once. */
export async function sendSingly(
  sender: { send(call: GraphCall): Promise<GraphAnswer> },
  calls: readonly GraphCall[],
  known: (index: number) => GraphAnswer | undefined = () => undefined,
): Promise<GraphAnswer[]> {
  const turns: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  const answers = calls.map((call, index) => {
    const answer = Promise.resolve(turns[index % AT_ONCE]).then(() => known(index) ?? sender.send(call));
    turns[index % AT_ONCE] = answer.catch(() => undefined);
    return answer;
  });
  return Promise.all(answers);
}
