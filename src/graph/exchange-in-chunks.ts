import type { GraphAnswer, GraphCall } from "./call";

/**
 * More calls than a batch takes, or has room for, go one batch after another, so that dependencies between batches hold as
 * well. `exchange` answers at least the first of the calls, and the others are handed over again.
 */
export async function exchangeInChunks(
  calls: readonly GraphCall[],
  size: number,
  exchange: (chunk: readonly GraphCall[]) => Promise<GraphAnswer[]>,
): Promise<GraphAnswer[]> {
  const answers: GraphAnswer[] = [];
  while (answers.length < calls.length) {
    const start = answers.length;
    const chunk = calls.slice(start, start + size);
    const sent = chunk.flatMap((call, i) =>
      dependsOnFailed(call, start, answers) ? [] : [{ call, position: start + i }],
    );
    const results = sent.length > 0 ? await exchange(sent.map((one) => renumbered(one.call, sent))) : [];
    const end = sent[results.length]?.position ?? start + chunk.length;
    for (let position = start; position < end; position += 1) {
      const at = sent.findIndex((one) => one.position === position);
      answers.push(results[at] ?? { status: 424, headers: {}, body: undefined });
    }
  }
  return answers;
}

function dependsOnFailed(call: GraphCall, start: number, answers: readonly GraphAnswer[]): boolean {
  return (call.after ?? []).some((index) => index < start && !isSuccess(answers[index]));
}

/** Status 0, no answer at all, is none either. */
function isSuccess(answer: GraphAnswer | undefined): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

/** Keeps the dependencies inside the chunk; those on an earlier one are fulfilled by its success. */
function renumbered(call: GraphCall, sent: readonly { position: number }[]): GraphCall {
  const { after, ...rest } = call;
  const inside = (after ?? []).flatMap((index) => {
    const at = sent.findIndex((one) => one.position === index);
    return at < 0 ? [] : [at];
  });
  return inside.length > 0 ? { ...rest, after: inside } : rest;
}
