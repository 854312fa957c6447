import { randomUUID } from "node:crypto";
import { type Decision, decideMembership } from "../bookings/staff";
import type { ServedWorld } from "../graph/serve";
import type { StaffMember } from "../records/business";
import { type Mail, mails } from "../records/mail";
import { type PageRoute, problemPage } from "./layout";
import { membershipOf, personPath } from "./parts";

function isDecision(word: string | null): word is Decision {
  return word === "approve" || word === "reject";
}

/** Whoever follows the log sees why a membership changed. */
function record(world: ServedWorld, mail: Mail, { id }: StaffMember, decision: Decision): void {
  const requestId = randomUUID();
  world.log.record({
    time: world.clock.now(),
    who: mail.to,
    appId: "portal",
    kind: "portal",
    via: "mail",
    method: "POST",
    path: `/solutions/bookingBusinesses/${mail.business}/staffMembers/${id}`,
    operation: `membership.${decision}`,
    status: 200,
    effect: "write",
    requestId,
    clientRequestId: requestId,
    milliseconds: 0,
  });
}

/** POST /answer { mail, decision }: a button in a membership e-mail. */
export const answerMail: PageRoute = {
  method: "POST",
  path: "/answer",
  run: ({ world }, { form }) => {
    const decision = form.get("decision");
    const mail = world.store.of(mails).get(form.get("mail") ?? "");
    if (mail?.kind !== "membership") return undefined;
    if (!isDecision(decision))
      return problemPage(400, "No answer", "The answer is neither approve nor reject.");
    const member = membershipOf(world, mail);
    if (!member) return problemPage(409, "Too late", "This person is no longer on that calendar.");
    world.store.transaction(() => {
      decideMembership(world, member, decision);
      record(world, mail, member, decision);
    });
    return { status: 303, location: `${personPath(mail.to)}?answered=${mail.id}` };
  },
};
