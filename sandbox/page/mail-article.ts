import { businesses } from "../bookings/businesses/business";
import type { Mail } from "../mail/mail";
import type { World } from "../world";
import { type Html, html } from "./html";
import { calendarPath, link } from "./link";
import { membershipOf } from "./membership-of";
import { moment } from "./moment";
import { tag } from "./tag";
import { inWords } from "./words";

interface Reader {
  readonly pageToken: string;
  /** Has the plan that accepting needs. */
  readonly mayBook: boolean;
}

const subjects = {
  membership: "You have been added to",
  booking: "New booking in",
  cancellation: "Cancelled booking in",
} as const;

function buttons(world: World, mail: Mail, { pageToken, mayBook }: Reader): Html {
  const member = membershipOf(world, mail);
  if (!member) return html`<p>You are no longer on this calendar.</p>`;
  const { membershipStatus: status, role } = member;
  const button = (word: string, text: string, tone: string) =>
    html`<button class="${tone}" name="decision" value="${word}">${text} <span class="hidden">the membership of ${mail.businessName}</span></button>`;
  return html`<p>The calendar may book you and see when you are free, once you approve. Your role is ${inWords(role)}.</p>
<p>Your answer: ${tag(inWords(status))}</p>
${!mayBook && status !== "active" && html`<p class="small">In Microsoft 365 approving needs a Bookings licence, which this person does not have. The sandbox takes the answer all the same.</p>`}
<form method="post" action="/answer">
<input type="hidden" name="token" value="${pageToken}"><input type="hidden" name="mail" value="${mail.id}">
${status !== "active" && button("approve", "Approve", "main")}
${status !== "rejectedByStaff" && button("reject", "Reject", "second")}
</form>`;
}

function booking({ service, start, end }: Mail): Html {
  return html`<p>${service || "An appointment"}, from ${moment(start ?? "")} to ${moment(end ?? "")}. Who it is for is shown on the calendar's page only.</p>`;
}

/** An e-mail as its reader sees it. */
export function mailArticle(world: World, mail: Mail, reader: Reader): Html {
  const calendar = world.store.of(businesses).get(mail.business);
  return html`<article class="mail" aria-labelledby="mail-${mail.id}">
<h3 id="mail-${mail.id}">${subjects[mail.kind]} ${mail.businessName}</h3>
<p class="small">From ${calendar ? link(calendarPath(mail.business), calendar.id) : `${mail.business} (deleted)`} to ${mail.to}, ${moment(mail.sentDateTime)}</p>
${mail.kind === "membership" ? buttons(world, mail, reader) : booking(mail)}
</article>`;
}
