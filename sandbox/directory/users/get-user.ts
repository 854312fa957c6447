import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import type { Reply } from "../../graph/reply";
import { graphFaults } from "../../odata/faults-of-graph";
import { findUser } from "./find-user";
import { presentUser, userContext, userSelection } from "./present-user";

function show(call: Call, key: string): Reply {
  const user = findUser(call, key);
  const context = call.context(`${userContext(call)}/$entity`);
  return {
    status: 200,
    body: { "@odata.context": context, ...presentUser(call, user, userSelection(call)) },
  };
}

/** GET /users/{id or principal name} */
export const getUser: Operation = {
  name: "user.get",
  method: "GET",
  path: "/users/{user}",
  workload: "directory",
  run: (call) => show(call, call.param("user")),
};

/** GET /me */
export const getMe: Operation = {
  name: "me.get",
  method: "GET",
  path: "/me",
  workload: "directory",
  run: (call) => {
    if (call.caller.kind === "delegated") return show(call, call.caller.objectId);
    throw graphFaults.badRequest("/me request is only valid with delegated authentication flow.");
  },
};
