import { readFileSync } from "node:fs";
import { type RequestOptions, request } from "node:https";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import type { RunningSandbox } from "./running-sandbox";

interface Question {
  /** What it is for, as in “the sandbox refused to …”. */
  readonly what: string;
  readonly method: "GET" | "POST" | "PUT";
  /** Below the admin URL: `reset`. */
  readonly path: string;
  readonly body?: unknown;
}

const PATIENCE = 30_000;

function send(url: URL, options: RequestOptions, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function messageOf({ status, text }: { status: number; text: string }): string {
  const { error } = parsed(text) as { error?: { message?: string } };
  return error?.message ?? `${status} ${text}`;
}

/** Asks the admin side of a running sandbox, over its own CA and with its token. */
export async function askAdmin(sandbox: RunningSandbox, question: Question): Promise<unknown> {
  const { what, method, path, body } = question;
  const text = body === undefined ? "" : JSON.stringify(body);
  const options: RequestOptions = {
    method,
    ca: readFileSync(sandbox.caFile),
    // a connection kept for the next question may be cut by the other side in the very moment of asking
    agent: false,
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      authorization: `Bearer ${sandbox.adminToken}`,
      ...(text && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
    },
  };
  const url = new URL(path, `${sandbox.adminUrl.replace(/\/$/, "")}/`);
  const answer = await send(url, options, text).catch((error: Error) => {
    throw VisibleError.of(problem("sandbox-refused", { what, reason: error.message }));
  });
  if (answer.status >= 400)
    throw VisibleError.of(problem("sandbox-refused", { what, reason: messageOf(answer) }));
  return parsed(answer.text);
}
