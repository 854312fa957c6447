import type { JournalLine } from "../records/journal";
import { closedDrift } from "./closed-drift";
import type { Access, Step } from "./history";
import { Applied, type Sources, type Table } from "./sources";

const NOT_RECORDED = "not recorded";
const day = (at: string): string => at.slice(0, 10);
const hours = (from: string, to: string): string =>
  ((Date.parse(to) - Date.parse(from)) / 3_600_000).toFixed(1);
const days = (from: string, to: string): string =>
  ((Date.parse(to) - Date.parse(from)) / 86_400_000).toFixed(1);

const appliedAt = (line: JournalLine | undefined): string => line?.at ?? NOT_RECORDED;
const approvedBy = (line: JournalLine | undefined): string => line?.run.approvedBy ?? NOT_RECORDED;

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
    exceptions(sources),
    drift(sources),
    identities(sources),
    reviews(sources),
  ];
}

const ACCESS = [
  "Organisation",
  "Calendar",
  "Person",
  "Role",
  "Since",
  "Until",
  "Since commit",
  "Requested by",
  "Approved by",
  "Applied",
];

const accessRow = (
  { organisation, thing, person, role, since, until }: Access,
  applied: Applied,
): string[] => {
  const line = applied.find(thing, since, person);
  return [
    organisation,
    thing,
    person,
    role,
    day(since.at),
    until ? day(until.at) : "",
    since.commit.slice(0, 12),
    since.author,
    approvedBy(line),
    appliedAt(line),
  ];
};

function people({ history, reading }: Sources, applied: Applied): Table {
  const rows = history.accesses
    .filter(({ kind }) => kind === "calendar")
    .map((access) => [
      ...accessRow(access, applied),
      access.until ? "" : (reading?.live(access.thing.toLowerCase(), access.person) ?? "not read"),
      access.until ? "" : (reading?.person(access.person) ?? "not read"),
    ]);
  return {
    name: "people",
    title: "People on calendars",
    about:
      "Who was on which calendar, from when to when, by which commit. “Live” is what the tenant said when it was read; “not recorded” means that the journal has no line of it.",
    columns: [...ACCESS, "Live", "Account"],
    rows,
  };
}

function policies({ history, reading }: Sources, applied: Applied): Table {
  const rows = history.accesses
    .filter(({ kind }) => kind === "policy")
    .map((access) => [
      ...accessRow(access, applied),
      access.until ? "" : (reading?.person(access.person) ?? "not read"),
    ]);
  return {
    name: "policies",
    title: "People in user policies",
    about: "Who had Bookings enabled, from when to when.",
    columns: [...ACCESS.map((column) => (column === "Calendar" ? "Policy" : column)), "Account"],
    rows,
  };
}

function calendars({ organisations, reviews: done, reading, at }: Sources): Table {
  const rows = organisations.flatMap(({ organisation, calendars: all }) => {
    const own = done.filter(
      (review) => review.organisation === organisation.stack && review.finished !== undefined,
    );
    const last = own.at(-1);
    const exceptions = organisation.limitOverrides.filter(({ expires }) => expires >= day(at.at)).length;
    return all.map(({ address, status, members, replyTo }) => {
      const roles = Object.values(members);
      return [
        organisation.stack,
        address,
        status,
        String(roles.filter((role) => role === "admin").length),
        String(roles.filter((role) => role === "viewer").length),
        replyTo,
        String(exceptions),
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
      "Each calendar is a mailbox with an enabled account in Entra ID that has no licence and no password that is known to anyone: it is listed by checks for accounts without multi-factor authentication. Its address is the account’s sign-in name. Exceptions are those of its organisation that have not expired.",
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

function changes({ history }: Sources, applied: Applied): Table {
  const one = (access: Access, step: Step, what: string): string[] => {
    const line = applied.find(access.thing, step, access.person);
    const asRow = [access.organisation, access.thing, what, access.person, access.role];
    const times = [step.writtenAt, step.at, appliedAt(line), line ? hours(step.writtenAt, line.at) : ""];
    return [...asRow, step.author, approvedBy(line), ...times, step.commit.slice(0, 12), step.subject];
  };
  const rows = history.accesses.flatMap((access) => [
    one(access, access.since, "added"),
    ...(access.until ? [one(access, access.until, "removed")] : []),
  ]);
  const merged = 8;
  return {
    name: "changes",
    title: "Changes of access",
    about:
      "Every change of who has access: requested, merged and applied, and the hours from the request until it was applied.",
    columns: [
      "Organisation",
      "Calendar or policy",
      "What",
      "Person",
      "Role",
      "Requested by",
      "Approved by",
      "Requested",
      "Merged",
      "Applied",
      "Hours",
      "Commit",
      "Subject",
    ],
    rows: rows.sort((a, b) => ((a[merged] ?? "") < (b[merged] ?? "") ? 1 : -1)),
  };
}

function leavers({ history, reading }: Sources, applied: Applied): Table {
  const gone = (person: string): string => reading?.person(person) ?? "not read";
  const removed = history.accesses.flatMap((access) => {
    const { until } = access;
    if (!until) return [];
    const line = applied.find(access.thing, until, access.person);
    const taken = line ? days(until.writtenAt, line.at) : "";
    return [
      [
        access.organisation,
        access.thing,
        access.person,
        gone(access.person),
        day(until.writtenAt),
        appliedAt(line),
        taken,
      ],
    ];
  });
  const left = history.accesses
    .filter(({ until, person }) => !until && ["disabled", "not in the directory"].includes(gone(person)))
    .map(({ organisation, thing, person }) => [
      organisation,
      thing,
      person,
      gone(person),
      "",
      "still on it",
      "",
    ]);
  return {
    name: "leavers",
    title: "Leavers and removals",
    about:
      "People whose account is disabled or no longer in the directory and who are still on a calendar, if the tenant was read; and everyone who was removed, with the days from the request until it was applied. When someone left the organisation is not known here.",
    columns: [
      "Organisation",
      "Calendar or policy",
      "Person",
      "Account",
      "Removal requested",
      "Removed",
      "Days",
    ],
    rows: [...left, ...removed],
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

function exceptions({ organisations, at }: Sources): Table {
  return {
    name: "exceptions",
    title: "Exceptions",
    about: "Permissions to exceed a limit of one run, each with a reason and a last day.",
    columns: ["Organisation", "Limit", "Number", "Reason", "Last day", "State"],
    rows: organisations.flatMap(({ organisation }) =>
      organisation.limitOverrides.map(({ limit, number, reason, expires }) => [
        organisation.stack,
        limit,
        String(number),
        reason,
        expires,
        expires < day(at.at) ? "expired" : "in force",
      ]),
    ),
  };
}

function drift({ reading, journal, history }: Sources): Table {
  const open = (reading?.drift ?? []).map(({ organisation, thing, code, what }) => [
    ...[organisation, thing, "open", reading?.at ?? ""],
    ...[code, what, ""],
  ]);
  const closed = closedDrift(journal, history).map(({ organisation, thing, what, at, run }) => [
    ...[organisation, thing, "put back", at],
    ...["", what, run],
  ]);
  const unread = reading ? "" : " The tenant was not read, so nothing is known of what is open.";
  return {
    name: "drift",
    title: "Changes outside git",
    about: `What specs and tenant did not agree on when the tenant was read (open), and what runs changed although the specs had not (put back). Of a field the second is known only where the organisation's specs were the same as at the run before.${unread}`,
    columns: ["Organisation", "Calendar or policy", "State", "Found or put back", "Code", "What", "Run"],
    rows: [...open, ...closed],
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
