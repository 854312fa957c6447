import { ServerClock } from "../../src/graph/http/server-clock";
import { AuthorityNetwork } from "../../src/graph/identity/authority-network";
import { hideSecret } from "../../src/problem/hide-tokens";
import { redact } from "../../src/problem/redact";
import type { HostileCase, HostileClass } from "./hostile-class";

const OWN = "https://login.example";
const SECRET = "s3cret~Value.of-ours";

const PLACES = [
  "http://login.example/token",
  "https://evil.example/token",
  "https://login.example.evil.example/token",
  "https://login.example:8443/token",
  "https://login.example@evil.example/token",
  "https://LOGIN.EXAMPLE.evil/token",
  "ftp://login.example/token",
  "https://127.0.0.1/token",
  "https://[::1]/token",
] as const;

const BODIES = ["", "<html>", "[]", "7", "null", "{", '"x"', "[".repeat(1000), `"${"x".repeat(2_000_000)}"`];
const STATUSES = [200, 302, 400, 401, 403, 404, 429, 500, 503];

function network(answer: () => Response, asked: string[] = []): AuthorityNetwork {
  const fetch = async (url: string) => {
    asked.push(url);
    return answer();
  };
  return new AuthorityNetwork({
    fetch,
    sleep: async () => undefined,
    clock: new ServerClock(),
    budgetMs: 100,
  });
}

async function elsewhere(place: string): Promise<string | undefined> {
  const asked: string[] = [];
  const own = network(() => new Response("{}"), asked);
  await own.sendGetRequestAsync(`${OWN}/configuration`);
  await own.sendPostRequestAsync(place, { body: `refresh_token=${SECRET}` }).catch(() => undefined);
  return asked.length === 1 ? undefined : `a secret was sent to ${asked[1]}`;
}

/** Nothing that is no JSON object passes for an answer, and why not holds no secret. */
async function answered(status: number, body: string): Promise<string | undefined> {
  hideSecret(SECRET);
  try {
    await network(() => new Response(body, { status })).sendPostRequestAsync(`${OWN}/token`, { body: "" });
    return "it passed for an answer";
  } catch (error) {
    const text = redact(error instanceof Error ? error.message : String(error));
    if (text.includes(SECRET)) return "the message holds a secret";
    return text.length > 400 ? "the message is endless" : undefined;
  }
}

export const hostileAuthority: HostileClass = {
  name: "hostile sign-ins",
  invariant:
    "no secret leaves for another place than the authority's own, and none is shown; what is no answer is none",
  *cases(): Generator<HostileCase> {
    for (const place of PLACES) yield { name: `endpoint ${place}`, run: () => elsewhere(place) };
    for (const status of STATUSES)
      for (const body of BODIES)
        yield { name: `${status} ${body.slice(0, 12)}`, run: () => answered(status, body) };
    for (const status of [500, 503])
      yield {
        name: `${status} that echoes a secret`,
        run: () => answered(status, JSON.stringify({ error_description: `invalid secret ${SECRET}` })),
      };
  },
};
