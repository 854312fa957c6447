import type { Who } from "./chain";
import type { ContractGraph, Outcome } from "./contract-graph";

/** Gives the token of a caller; `undefined` for no one. */
export type TokenOf = (who: Who) => Promise<string | undefined>;

const most = 6;

function parsed(text: string, type: string): unknown {
  if (text === "") return undefined;
  return /json/.test(type) ? JSON.parse(text) : text;
}

async function once(url: string, init: RequestInit): Promise<Outcome> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: parsed(text, headers["content-type"] ?? "") };
}

/** Graph at an address. Waits when it is told to: the contract is not about throttling. */
export function graphOverHttps(
  url: string,
  tokenOf: TokenOf,
  about: Pick<ContractGraph, "callers" | "variables" | "isReal">,
): ContractGraph {
  return {
    ...about,
    async send(who, { method, path, headers, text }) {
      const token = await tokenOf(who);
      const all = token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` };
      const init = { method, headers: all, ...(text === undefined ? {} : { body: text }) };
      let outcome = await once(`${url}${path}`, init);
      for (let tries = 1; outcome.status === 429 && tries < most; tries += 1) {
        const seconds = Number(outcome.headers["retry-after"] ?? 2 ** tries);
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        outcome = await once(`${url}${path}`, init);
      }
      return outcome;
    },
  };
}
