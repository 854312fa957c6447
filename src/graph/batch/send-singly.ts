import type { GraphAnswer, GraphCall } from "../call";

/** Four at once is what a mailbox takes; a service without batches is not to be flooded. */
const AT_ONCE = 4;

/** Sends calls one by one, as a batch would: what depends on a failed one gets 424 and is not sent. */
export async function sendSingly(
  sender: { send(call: GraphCall): Promise<GraphAnswer> },
  calls: readonly GraphCall[],
  known: (index: number) => GraphAnswer | undefined = () => undefined,
): Promise<GraphAnswer[]> {
  const running = new Map<number, Promise<GraphAnswer>>();
  const turns: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  for (const [index, call] of calls.entries()) {
    const turn = turns[index % AT_ONCE];
    const before = (call.after ?? []).map((other) => running.get(other));
    const answer = Promise.all([turn, ...before]).then(([, ...done]) => {
      const failed = done.some((one) => one === undefined || one.status < 200 || one.status > 299);
      return known(index) ?? (failed ? notSent() : sender.send(call));
    });
    running.set(index, answer);
    turns[index % AT_ONCE] = answer.catch(() => undefined);
  }
  return Promise.all(running.values());
}

function notSent(): GraphAnswer {
  return { status: 424, headers: {}, body: undefined };
}
