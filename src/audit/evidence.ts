import { changes, leavers, people, policies } from "./access-tables";
import { drift } from "./drift-table";
import type { Step } from "./revision";
import { Applied, appliedAt, approvedBy, day, type Sources, type Table } from "./sources";

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
  const rows = organisations.flatMap(({ organisation, calendars: all }) => {
    const own = done.filter(
      (review) => review.organisation === organisation.stack && review.finished !== undefined,
    );
    const last = own.at(-1);
    const exceptions = organisation.limitOverrides.filter(({ expires }) => expires >= day(at.at)).length;
    return all.map(({ address, status, members, replyTo, spec }) => {
      const roles = Object.values(members);
      return [
        organisation.stack,
        address,
        status,
        String(roles.filter((role) => role === "admin").length),
        String(roles.filter((role) => role === "viewer").length),
        replyTo,
        String(exceptions + (spec.exceptions ?? []).filter(({ expires }) => expires >= day(at.at)).length),
        last?.finished ?? "never",
        last?.next ?? "",
        reading?.account(address.toLowerCase()) ?? "not read",
      ];
    });
  });
  return {
    name: "calendars",
    title: "Calendars",
    about:
      "Each calendar is a mailbox with an enabled account in Entra ID that has no licence and no password that is known to anyone: it is listed by checks for accounts without multi-factor authentication. Its address is the account’s sign-in name. Exceptions are its own and those of its organisation that have not expired.",
    columns: [
      "Organisation",
      "Calendar",
      "Status",
      "Admins",
      "Viewers",
      "Reply address",
      "Exceptions",
      "Last review",
      "Next review",
      "Account",
    ],
    rows,
  };
}

function deletions({ history }: Sources, applied: Applied): Table {
  return {
    name: "deletions",
    title: "Deletions",
    about:
      "What was asked to be deleted, why, who asked, and when that was done. A backup holds no patients’ data.",
    columns: [
      "Organisation",
      "Calendar or policy",
      "Reason",
      "Confirmed as",
      "Requested by",
      "Requested",
      "Approved by",
      "Applied",
      "Backup",
      "Commit",
    ],
    rows: history.deletions.map((deletion) => {
      const line = applied.deletion(deletion);
      const { organisation, thing, reason, confirm, asked } = deletion;
      const backup = line?.backup?.split(/[\\/]/).at(-1) ?? "";
      return [
        organisation,
        thing,
        reason,
        confirm,
        asked.author,
        asked.at,
        approvedBy(line),
        appliedAt(line),
        backup,
        asked.commit.slice(0, 12),
      ];
    }),
  };
}

/** Each organisation has a line in its own journal: one that gave the calendar, one that took it over. */
function handovers({ journal }: Sources): Table {
  const passed = journal.filter(
    ({ what, outcome }) =>
      (what === "hand-over" || what === "take-over") && (outcome === "done" || outcome === "partly"),
  );
  return {
    name: "handovers",
    title: "Hand-overs",
    about:
      "Calendars that passed from one organisation to another, with a row for what each of the two did. A calendar that was given and has no second row is still to be taken over.",
    columns: [
      "Organisation",
      "Calendar",
      "What",
      "Other organisation",
      "Reason",
      "Approved by",
      "Applied",
      "Commit",
    ],
    rows: passed.map((line) => [
      line.organisation,
      line.calendar ?? "",
      line.what === "hand-over" ? "handed over" : "taken over",
      line.other ?? "",
      line.reason ?? "",
      approvedBy(line),
      appliedAt(line),
      line.run.commit?.slice(0, 12) ?? "",
    ]),
  };
}

function exceptions({ history, at }: Sources): Table {
  const stateOf = (expires: string, until: Step | undefined): string => {
    if (until) return `taken out on ${day(until.at)}`;
    return expires < day(at.at) ? "expired" : "in force";
  };
  return {
    name: "exceptions",
    title: "Exceptions",
    about:
      "Permissions to exceed a limit of one run, and problems of adopted calendars that are accepted for a while: each with a reason, an owner, a last day, and who asked for it by which commit. The owner of a limit’s permission is whoever asked for it.",
    columns: [
      "Organisation",
      "Calendar",
      "Limit or problem",
      "Number",
      "Person",
      "Reason",
      "Owner",
      "Last day",
      "State",
      "Since",
      "Requested by",
      "Commit",
    ],
    rows: history.permissions.map(
      ({ organisation, calendar, what, number, about, reason, owner, expires, since, until }) => [
        ...[organisation, calendar, what, number, about, reason, owner, expires],
        ...[stateOf(expires, until), day(since.at), since.author, since.commit.slice(0, 12)],
      ],
    ),
  };
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
  return {
    name: "reviews",
    title: "Access reviews",
    about: "What was decided on each person at each review, who decided, and when the next one is due.",
    columns: [
      "Organisation",
      "Started",
      "Finished",
      "Reviewer",
      "Next",
      "Calendar",
      "Person",
      "Role",
      "Decision",
    ],
    rows: all.flatMap(({ organisation, started, finished = "", reviewer = "", next = "", decisions }) =>
      decisions.map(({ calendar, person, role, decision = "" }) => [
        organisation,
        started,
        finished,
        reviewer,
        next,
        calendar,
        person,
        role,
        decision,
      ]),
    ),
  };
}
