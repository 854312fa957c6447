import type { Mail } from "../mail/mail";
import type { World } from "../world";
import { type Html, html } from "./html";
import { membershipOf } from "./membership-of";

const done: Readonly<Record<string, string>> = {
  active: "You approved the membership of",
  rejectedByStaff: "You rejected the membership of",
};

/** What the button that was just pressed has done; as the membership is now, so that no link can claim what is not so. */
export function notice(world: World, mail: Mail | undefined): Html | undefined {
  if (!mail) return undefined;
  const words = done[membershipOf(world, mail)?.membershipStatus ?? ""];
  return words === undefined
    ? undefined
    : html`<p class="notice" role="status">${words} ${mail.businessName}.</p>`;
}
