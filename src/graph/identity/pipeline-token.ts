import { isRecord } from "../wire";

type Env = Readonly<Record<string, string | undefined>>;

/** What Entra ID wants to be named in a token that a pipeline signs in with. */
const AUDIENCE = "api://AzureADTokenExchange";
const TIMEOUT_MS = 30_000;

/**
 * A fresh token of the pipeline that this runs in. GitHub's live for minutes, so one is fetched for each sign-in: a run of
 * an hour would outlive a file. GitHub gives them to jobs with `id-token: write`; Azure Pipelines to steps that pass
 * SYSTEM_ACCESSTOKEN on and name a service connection.
 */
export async function pipelineToken(serviceConnection: string | undefined, env: Env): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: gitHub, SYSTEM_OIDCREQUESTURI: azure } = env;
  if (gitHub) {
    const url = new URL(gitHub);
    url.searchParams.set("audience", AUDIENCE);
    return ask(url, "GET", env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"], "value");
  }
  if (azure) {
    if (!serviceConnection)
      throw new Error("the identity names no serviceConnection, which Azure Pipelines asks for");
    const url = new URL(azure);
    url.searchParams.set("api-version", "7.1");
    url.searchParams.set("serviceConnectionId", serviceConnection);
    return ask(url, "POST", env["SYSTEM_ACCESSTOKEN"], "oidcToken");
  }
  throw new Error(
    "the pipeline gives no token: the job lacks id-token: write (GitHub), or this is no pipeline of GitHub or Azure DevOps",
  );
}

async function ask(url: URL, method: string, bearer: string | undefined, key: string): Promise<string> {
  if (!bearer) throw new Error("the step does not pass on the token that asks for the pipeline's token");
  if (url.protocol !== "https:" && url.hostname !== "127.0.0.1")
    throw new Error(`${url.host} is not asked without https`);
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { method, headers, signal, redirect: "error" });
  const body: unknown = response.ok ? await response.json() : undefined;
  const token = isRecord(body) ? body[key] : undefined;
  if (typeof token !== "string" || token === "")
    throw new Error(`${url.host} answered ${response.status} and gave no token of the pipeline`);
  return token;
}
