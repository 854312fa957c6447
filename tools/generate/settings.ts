/** A variable of the environment that people or pipelines may set. */
export interface Setting {
  readonly name: `BOOKINGS_${string}`;
  readonly what: string;
  /** What holds where it is not set. */
  readonly usual: string;
}

/** Settings by who they are for. docs/settings.md is made from this table. */
export const settings: Readonly<Record<string, readonly Setting[]>> = {
  "Every command": [
    {
      name: "BOOKINGS_ROOT",
      what: "The folder with `specs/tenant.yaml`.",
      usual: "The nearest one above the current folder.",
    },
    {
      name: "BOOKINGS_ORGANISATIONS",
      what: "Short names of the organisations that commands are about when none is named, such as `leeds york`.",
      usual: "All folders of `specs/`.",
    },
  ],
  "The tenant": [
    {
      name: "BOOKINGS_TENANT_ID",
      what: "The tenant's id, the same as `tenantId` in `specs/tenant.yaml`.",
      usual: "None: needed for a real tenant.",
    },
    {
      name: "BOOKINGS_IDENTITIES",
      what: "Path of the identities file, readable by its owner only.",
      usual: "The sandbox's own file while it runs.",
    },
    {
      name: "BOOKINGS_GRAPH_URL",
      what: "Where Microsoft Graph is.",
      usual: "The sandbox that runs in the folder, else `https://graph.microsoft.com/v1.0`.",
    },
    {
      name: "BOOKINGS_AUTHORITY_HOST",
      what: "Where the sign-in is.",
      usual: "`https://login.microsoftonline.com`, or the sandbox's.",
    },
    {
      name: "BOOKINGS_CREATION_WAIT",
      what: "How many seconds a run looks for a calendar whose creation had no clear answer.",
      usual: "`120`",
    },
  ],
  Records: [
    {
      name: "BOOKINGS_JOURNAL",
      what: "Folder or container (`azblob://…`) of the journal of what was done.",
      usual: "`.bookings/journal`",
    },
    {
      name: "BOOKINGS_FINDINGS",
      what: "Folder or container (`azblob://…`) where `bookings drift` records for auditors what it found and when it was no longer there.",
      usual: "`.bookings/findings`",
    },
    {
      name: "BOOKINGS_BACKUPS",
      what: "Folder or container (`azblob://…`) of the backups of deleted calendars.",
      usual: "`.bookings/backups`",
    },
  ],
  Pipelines: [
    {
      name: "BOOKINGS_APPROVED_BY",
      what: "Who approved the change: git does not know it, the journal keeps it.",
      usual: "None: the evidence says that it was not recorded.",
    },
    {
      name: "BOOKINGS_COMMIT",
      what: "Commit of the specs, for the journal, where neither git nor the pipeline says it.",
      usual: "What the pipeline or git says.",
    },
    {
      name: "BOOKINGS_CHANGE",
      what: "Where the change was proposed, for the journal: the address of its pull request.",
      usual: "What the pipeline says, where it runs for one.",
    },
    {
      name: "BOOKINGS_RUN",
      what: "A name for the run in the journal.",
      usual: "A new id for each run.",
    },
    {
      name: "BOOKINGS_COMMENT_AUTHOR",
      what: "Login of the account whose comment `bookings comment --post` renews.",
      usual: "The workflow's own account.",
    },
  ],
  "Pulumi's engine": [
    {
      name: "BOOKINGS_PULUMI",
      what: "The `pulumi` to use.",
      usual: "The one of the right version that is found, else one that is downloaded or built.",
    },
    {
      name: "BOOKINGS_ENGINE_CACHE",
      what: "Folder in which engines are kept.",
      usual: "`nhsmail-bookings/engine` in the cache of the home folder.",
    },
    {
      name: "BOOKINGS_ENGINE_DOWNLOAD",
      what: "Another address for the engine's archives, or `off`.",
      usual: "Pulumi's own.",
    },
  ],
};
