/** Who a deck of guidance is for. */
export const audiences = ["la", "user", "patient"] as const;
export type Audience = (typeof audiences)[number];

/** A question of the NHSmail guide, answered for this way of working. */
export interface Question {
  /** In the guide's own words, for those who look for them. */
  readonly asked: string;
  readonly question: string;
  readonly answer: string;
  readonly audiences: readonly Audience[];
}

/** The questions of the guide, each with its answer: the decks and docs/questions.md are made from this list. */
export const questions: readonly Question[] = [
  {
    asked: "Can users who are being forwarded meetings be cloaked?",
    question: "Does a patient see the address of a clinician who receives a forwarded meeting?",
    answer:
      "No. Patients join as guests by their link, and see no e-mail address or contact details of staff, whether someone was booked from the start or had the invitation forwarded later.",
    audiences: ["la", "user"],
  },
  {
    asked: "How will the service email be used, and will patients see this?",
    question: "What is the reply address for, and do patients see it?",
    answer:
      "It is the practice’s own mailbox, often a shared one. Patients do not see it; when they reply to the calendar’s e-mail, their reply arrives there. So someone has to read it.",
    audiences: ["la", "user"],
  },
  {
    asked: "What is the difference between Office 365 (O365) and Exchange Online?",
    question: "What is the difference between Office 365 and Exchange Online?",
    answer:
      "Office 365 is Microsoft’s set of products, such as Teams, SharePoint and Bookings. Exchange Online is where the mailbox and its calendar are. Only with a mailbox there does someone’s calendar match Teams and Bookings, so it is needed to be on a booking calendar.",
    audiences: ["la", "user"],
  },
  {
    asked: "Can Bookings app users be part of more than one Bookings calendars?",
    question: "Can someone be on more than one calendar?",
    answer:
      "Yes, on as many as needed. In the Bookings app, select the calendar’s name at the top to switch to another.",
    audiences: ["la", "user"],
  },
  {
    asked: "Who to contact if users require support for Microsoft Bookings?",
    question: "Who helps with Microsoft Bookings?",
    answer:
      "First the local IT support team. If it cannot help, it raises an incident with the NHSmail helpdesk where the NHSmail Portal is concerned, and with Microsoft where Teams or Bookings is.",
    audiences: ["la", "user"],
  },
  {
    asked:
      "Can users be added to a Bookings calendar even if they have not been enabled by a Local Admin to use Microsoft Bookings?",
    question: "Can someone be added who does not have Bookings enabled?",
    answer:
      "Yes, if their mailbox is in Exchange Online. They get the e-mail to confirm, but the app does not open until a user policy enables Bookings for them. The preview warns of it and names the policy; users ask local IT support.",
    audiences: ["la", "user"],
  },
  {
    asked: "What happens when a user is deleted from a calendar?",
    question: "What happens when someone is removed from a calendar?",
    answer:
      "They can no longer open that calendar or be booked from it. Their other calendars stay, and so does Bookings in their user policy, even if this was their last calendar.",
    audiences: ["la", "user"],
  },
];

/** Limits of Microsoft's service and of this product, as docs/questions.md has them. */
export const knownLimits: readonly string[] = [
  "The Bookings web app cannot create or edit calendars and booking pages; it offers its export only.",
  "A calendar has 100 users at most. Microsoft sets that limit.",
  "Organisation, service area and clinic of a calendar cannot be changed, because its address is made from them.",
  "People whose mailbox is not in Exchange Online, shared mailboxes, rooms and equipment cannot be users of a calendar.",
  "Each person has to confirm their membership; it cannot be done for them.",
  "Cancelled appointments and patients who did not come are not in activity reports: Microsoft Graph has no status for them.",
  "A deleted calendar cannot be brought back, and its address is not used again.",
];

/** The page for the documentation, made by `npm run generate`. */
export function questionsPage(): string {
  return [
    "# Questions and known limits",
    "",
    "Every question of the NHSmail guide, answered for calendars that are run from git; below each heading stands how the guide asks it. The decks of",
    "[guidance](guidance.md) have them too. This page is made from `src/guidance/questions.ts` by `npm run generate`.",
    "",
    ...questions.flatMap(({ asked, question, answer }) => [
      `## ${question}`,
      "",
      `*${asked}*`,
      "",
      answer,
      "",
    ]),
    "## What are the known limits?",
    "",
    ...knownLimits.map((limit) => `- ${limit}`),
    "",
  ].join("\n");
}
