import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";

/** How an endpoint is asked. */
export interface Asking {
  readonly method: string;
  readonly agent: Agent;
  readonly token: string;
  readonly body?: object;
}

/**
 * Connections to a sandbox, kept for the next question, but well below the ten seconds after which the sandbox closes them: the
 * one that is asked in the very moment of closing answers with a reset, as when the machine is busy for a second.
 */
export const sandboxAgent = (caFile: string): Agent =>
  new Agent({ ca: readFileSync(caFile), keepAlive: true, timeout: 2000 });

/** Sends one request with a JSON body, and hands over status and text of the answer. */
export function askJson(
  url: string,
  { method, agent, token, body }: Asking,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const sent = request(url, { method, agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}
