import { hasIdentity, openGraph } from "../src/graph/open-graph";
import type { Problem } from "../src/problem/problem";
import { VisibleError } from "../src/problem/visible-error";

type Env = Readonly<Record<string, string | undefined>>;

/** What is wrong with the sign-in of whoever reads an organisation's calendars. Empty: it works, or that is not known. */
export async function signInProblems(env: Env, organisation: string): Promise<readonly Problem[]> {
  try {
    const identity = hasIdentity("observer", env) ? "observer" : { operatorOf: organisation };
    await openGraph({ env, identity }).claims();
    return [];
  } catch (error) {
    return error instanceof VisibleError ? error.problems : [];
  }
}
