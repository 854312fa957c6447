import type { Answer, ReachFacts } from "../../doctor/facts";
import type { GraphEnvironment } from "../../graph/environment";
import { reach } from "../../graph/http/reach";
import type { Io } from "../io";

/** Who answers at Graph's address and at the sign-in's, and with what time. */
export function lookAtNetwork(io: Io, environment: GraphEnvironment): Promise<ReachFacts[]> {
  const { graphUrl, authorityHost, tenantId } = environment;
  const configuration = `${authorityHost}/${tenantId || "common"}/v2.0/.well-known/openid-configuration`;
  return Promise.all([
    ask(io, { what: "the sign-in", variable: "BOOKINGS_AUTHORITY_HOST", url: authorityHost }, configuration),
    ask(io, { what: "Microsoft Graph", variable: "BOOKINGS_GRAPH_URL", url: graphUrl }, graphUrl),
  ]);
}

async function ask(io: Io, place: Omit<ReachFacts, "answer">, url: string): Promise<ReachFacts> {
  const before = io.now().getTime();
  const found = await reach(url, io.signal);
  if (!found.reached) return { ...place, answer: found };
  // the answer was written somewhere between asking and hearing
  const heard = (before + io.now().getTime()) / 2;
  const answer: Answer = {
    reached: true,
    status: found.status,
    ...(found.date === undefined ? {} : { clockAheadMs: heard - found.date }),
  };
  return { ...place, answer };
}
