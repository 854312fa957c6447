import type { Operation } from "../../graph/operation";
import { findUser } from "./find-user";
import { presentUser, userContext, userSelection } from "./present-user";

/** GET /users/{id or principal name} */
export const getUser: Operation = {
  name: "user.get",
  method: "GET",
  path: "/users/{user}",
  workload: "directory",
  run: (call) => {
    const user = findUser(call, call.param("user"));
    const context = call.context(`${userContext(call)}/$entity`);
    return { status: 200, body: { "@odata.context": context, ...presentUser(user, userSelection(call)) } };
  },
};
