import type { GraphAnswer, GraphCall } from "../call";
import { chunked } from "../wire";
import { BATCH_SIZE } from "./batch-wire";

/**
 * Sends calls that wait for each other in batches without order: first those that wait for nothing, then those that waited for
 * them. What fills several batches goes in all of them at once. What depends on a failed one gets 424 and is not sent. `send` answers
 * at least the first of what it is given.
 */
export async function sendInWaves(
  calls: readonly GraphCall[],
  send: (batch: readonly GraphCall[]) => Promise<GraphAnswer[]>,
): Promise<GraphAnswer[]> {
  const answers: GraphAnswer[] = [];
  while (calls.some((_, index) => answers[index] === undefined)) {
    failDependants(calls, answers);
    const wave = ready(calls, answers);
    const sendPart = async (part: typeof wave): Promise<void> => {
      const got = await send(part.map(({ call }) => call));
      for (const [at, answer] of got.entries()) {
        const index = part[at]?.index;
        if (index !== undefined) answers[index] = answer;
      }
    };
    await Promise.all(chunked(wave, BATCH_SIZE).map(sendPart));
  }
  return answers;
}

/** In the order of the calls, so that what depends on a dependant fails too. */
function failDependants(calls: readonly GraphCall[], answers: GraphAnswer[]): void {
  for (const [index, { after = [] }] of calls.entries()) {
    if (answers[index] === undefined && after.some((other) => hasFailed(answers[other])))
      answers[index] = { status: 424, headers: {}, body: undefined };
  }
}

/** The calls that have no answer yet, while all that they wait for have one. */
function ready(
  calls: readonly GraphCall[],
  answers: readonly GraphAnswer[],
): { readonly index: number; readonly call: GraphCall }[] {
  return calls.flatMap(({ after = [], ...call }, index) =>
    answers[index] === undefined && after.every((other) => answers[other] !== undefined)
      ? [{ index, call }]
      : [],
  );
}

function hasFailed(answer: GraphAnswer | undefined): boolean {
  return answer !== undefined && (answer.status < 200 || answer.status > 299);
}
