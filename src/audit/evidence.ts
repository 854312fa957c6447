import { changes, leavers, people, policies } from "./access-tables";
import { drift } from "./drift-table";
import type { Permission } from "./permissions";
import { Applied, appliedAt, approvedBy, day, type Sources, type Table, tableOf } from "./sources";

/** All tables, in the order of the items. */
export function evidence(sources: Sources): Table[] {
  const applied = new Applied(sources.journal);
  return [
    people(sources, applied),
    calendars(sources),
    changes(sources, applied),
    leavers(sources, applied),
    policies(sources, applied),
    deletions(sources, applied),
    handovers(sources),
    exceptions(sources),
    drift(sources),
    identities(sources),
    reviews(sources),
  ];
}

function calendars({ organisations, reviews: done, reading, at }: Sources): Table {
  const isInForce = ({ expires }: { readonly expires: string }): boolean => expires >= day(at.at);
  const all = organisations.flatMap(({ organisation, calendars: own }) => {
    const finished = done.filter((one) => one.organisation === organisation.stack && one.finished);
    return own.map((calendar) => ({ organisation, calendar, last: finished.at(-1) }));
  });
  const count = ({ calendar: { members } }: (typeof all)[number], role: string): string =>
    String(Object.values(members).filter((one) => one === role).length);
  const about = {
    name: "calendars",
    title: "Calendars",
    about:
      "Each calendar is a mailbox with an enabled account in Entra ID that has no licence and no password that is known to anyone: it is listed by checks for accounts without multi-factor authentication. Its address is the account’s sign-in name. Exceptions are its own and those of its organisation that have not expired.",
  };
  return tableOf(about, all, {
    Organisation: ({ organisation }) => organisation.stack,
    Calendar: ({ calendar }) => calendar.address,
    Status: ({ calendar }) => calendar.status,
    Admins: (one) => count(one, "admin"),
    Viewers: (one) => count(one, "viewer"),
    "Reply address": ({ calendar }) => calendar.replyTo,
    Exceptions: ({ organisation, calendar }) =>
      String([...organisation.limitOverrides, ...(calendar.spec.exceptions ?? [])].filter(isInForce).length),
    "Last review": ({ last }) => last?.finished ?? "never",
    "Next review": ({ last }) => last?.next ?? "",
    Account: ({ calendar }) => reading?.account(calendar.address.toLowerCase()) ?? "not read",
  });
}

function deletions({ history }: Sources, applied: Applied): Table {
  const about = {
    name: "deletions",
    title: "Deletions",
    about:
      "What was asked to be deleted, why, who asked, and when that was done. A backup holds no patients’ data.",
  };
  const all = history.deletions.map((one) => ({ ...one, line: applied.deletion(one) }));
  return tableOf(about, all, {
    Organisation: ({ organisation }) => organisation,
    "Calendar or policy": ({ thing }) => thing,
    Reason: ({ reason }) => reason,
    "Confirmed as": ({ confirm }) => confirm,
    "Requested by": ({ asked }) => asked.author,
    Requested: ({ asked }) => asked.at,
    "Approved by": ({ line }) => approvedBy(line),
    Applied: ({ line }) => appliedAt(line),
    Backup: ({ line }) => line?.backup?.split(/[\\/]/).at(-1) ?? "",
    Commit: ({ asked }) => asked.commit.slice(0, 12),
  });
}

/** Each organisation has a line in its own journal: one that gave the calendar, one that took it over. */
function handovers({ journal }: Sources): Table {
  const passed = journal.filter(
    ({ what, outcome }) =>
      (what === "hand-over" || what === "take-over") && (outcome === "done" || outcome === "partly"),
  );
  const about = {
    name: "handovers",
    title: "Hand-overs",
    about:
      "Calendars that passed from one organisation to another, with a row for what each of the two did. A calendar that was given and has no second row is still to be taken over.",
  };
  return tableOf(about, passed, {
    Organisation: ({ organisation }) => organisation,
    Calendar: ({ calendar = "" }) => calendar,
    What: ({ what }) => (what === "hand-over" ? "handed over" : "taken over"),
    "Other organisation": ({ other = "" }) => other,
    Reason: ({ reason = "" }) => reason,
    "Approved by": approvedBy,
    Applied: appliedAt,
    Commit: ({ run }) => run.commit?.slice(0, 12) ?? "",
  });
}

function exceptions({ history, at }: Sources): Table {
  const stateOf = ({ expires, until }: Permission): string => {
    if (until) return `taken out on ${day(until.at)}`;
    return expires < day(at.at) ? "expired" : "in force";
  };
  const about = {
    name: "exceptions",
    title: "Exceptions",
    about:
      "Permissions to exceed a limit of one run, and problems of adopted calendars that are accepted for a while: each with a reason, an owner, a last day, and who asked for it by which commit. The owner of a limit’s permission is whoever asked for it.",
  };
  return tableOf(about, history.permissions, {
    Organisation: ({ organisation }) => organisation,
    Calendar: ({ calendar }) => calendar,
    "Limit or problem": ({ what }) => what,
    Number: ({ number }) => number,
    Person: ({ about: person }) => person,
    Reason: ({ reason }) => reason,
    Owner: ({ owner }) => owner,
    "Last day": ({ expires }) => expires,
    State: stateOf,
    Since: ({ since }) => day(since.at),
    "Requested by": ({ since }) => since.author,
    Commit: ({ since }) => since.commit.slice(0, 12),
  });
}

function identities({ tenant, organisations, owners }: Sources): Table {
  const jobs = (one: { githubEnvironment?: string; azureServiceConnection?: string }): string =>
    [
      ...(one.githubEnvironment ? [`GitHub environment ${one.githubEnvironment}`] : []),
      ...(one.azureServiceConnection ? [`Azure DevOps connection ${one.azureServiceConnection}`] : []),
    ].join("; ") || "no one";
  return {
    name: "identities",
    title: "Who may approve and run",
    about:
      "The accounts that read and change the tenant, whose jobs may use them, what each may do; and who approves changes of which files.",
    columns: ["Organisation", "Identity", "May", "Used by"],
    rows: [
      ...(tenant
        ? [
            [
              "",
              "Observer",
              "Read calendars, people and licences of the whole tenant; change nothing",
              jobs(tenant.observer),
            ],
          ]
        : []),
      ...organisations.flatMap(({ organisation }) => [
        [
          organisation.stack,
          organisation.operator ?? "no calendar operator",
          "Create, change and delete this organisation’s calendars",
          jobs(organisation.pipelines),
        ],
        [
          organisation.stack,
          "Directory operator",
          "Change groups and licences in this organisation’s administrative unit",
          jobs(organisation.pipelines),
        ],
      ]),
      ...owners.map(({ path, owners: who }) => [
        "",
        `Approver of ${path}`,
        "Approve changes of these files",
        who,
      ]),
    ],
  };
}

function reviews({ reviews: all }: Sources): Table {
  const about = {
    name: "reviews",
    title: "Access reviews",
    about: "What was decided on each person at each review, who decided, and when the next one is due.",
  };
  const decided = all.flatMap(({ decisions, ...review }) => decisions.map((one) => ({ ...review, ...one })));
  return tableOf(about, decided, {
    Organisation: ({ organisation }) => organisation,
    Started: ({ started }) => started,
    Finished: ({ finished = "" }) => finished,
    Reviewer: ({ reviewer = "" }) => reviewer,
    Next: ({ next = "" }) => next,
    Calendar: ({ calendar }) => calendar,
    Person: ({ person }) => person,
    Role: ({ role }) => role,
    Decision: ({ decision = "" }) => decision,
  });
}
