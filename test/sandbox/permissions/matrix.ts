import type { TestClient } from "../support/client";

const unknownId = "00000000-0000-0000-0000-000000000000";

/** One call of the matrix, at something that does not exist wherever that is possible: only the permission decides. */
export interface MatrixCall {
  readonly method: string;
  readonly url: string;
}

/** `GET /users/{none}` as method and address. */
export function matrixCall(call: string): MatrixCall {
  const [method = "", path = ""] = call.split(" ");
  const key = path.startsWith("/solutions") ? "nowhere@nhs.net" : unknownId;
  return {
    method,
    url: path.replace("{none}", key).replaceAll("{none}", unknownId).replaceAll("{amy}", "amy@nhs.net"),
  };
}

/** Which of those calls were refused for want of a permission: 403 in the words of the workload. */
export async function refusals(
  client: TestClient,
  token: string,
  calls: readonly MatrixCall[],
): Promise<boolean[]> {
  const answers = new Map<string, { status: number; body?: { error?: { code: string } } }>();
  for (let at = 0; at < calls.length; at += 20) {
    const requests = calls.slice(at, at + 20).map(({ method, url }, n) => ({
      id: String(at + n),
      method,
      url,
      headers: { "Content-Type": "application/json", ConsistencyLevel: "eventual" },
      ...(method === "POST" || method === "PATCH" ? { body: {} } : {}),
    }));
    const { body } = await client.call(token, "POST", "/$batch", { requests });
    for (const response of body.responses) answers.set(response.id, response);
  }
  return calls.map((_, n) => {
    const answer = answers.get(String(n));
    const code = answer?.body?.error?.code ?? "";
    return answer?.status === 403 && /^(ErrorAccessDenied|Authorization_RequestDenied)$/.test(code);
  });
}
