// Who may import whom. The arrows of docs/how-it-works.md as rules: each says why, and what to do instead.
// `npm run check arrows` shows violations; test/architecture/ plants one for every rule and sees it caught.

const ours = "^(src|providers|stacks|sandbox|bench|tools|test)/";
// Tests, benches and tools look at everything from outside, and nothing of the product depends on them.
const outside = "^(test|bench|tools)/";

/** A folder may import itself and these, and nothing else of ours. */
function onlyImports(folder, allowed, comment) {
  return {
    name: `${folder.replace("src/", "").replace("/", "-")}-arrows`,
    comment,
    severity: "error",
    from: { path: `^${folder}/` },
    to: { path: ours, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
  };
}

/** The sandbox's floors, lowest first: each may import the floors named and itself. Its root joins them. */
const sandboxFloors = {
  base: [[], "JSON, time and text, whatever is emulated: what knows Graph goes to a floor above."],
  store: [["base"], "The store keeps collections of anything: say what is kept in sandbox/records."],
  model: [
    [],
    "The model is generated from Graph's metadata and knows no requests: reading them is for sandbox/odata.",
  ],
  odata: [
    ["base", "store", "model"],
    "OData is the same for every workload: what only one needs goes into its folder.",
  ],
  records: [
    ["base", "store"],
    "A record is what the tenant holds: operations on it go to sandbox/directory or sandbox/bookings.",
  ],
  licensing: [
    ["base", "store", "records"],
    "Licences follow from records alone: operations that show or change them go to sandbox/directory.",
  ],
  directory: [
    ["base", "store", "model", "odata", "records", "licensing"],
    "The directory does not know Bookings: what both need of a record goes to sandbox/records.",
  ],
  bookings: [
    ["base", "store", "odata", "records", "licensing"],
    "Bookings does not know the directory's operations: what both need of a record goes to sandbox/records.",
  ],
  identity: [
    ["base", "store", "odata", "records"],
    "Entra ID signs people and applications in and knows no operations: what they may do is for sandbox/directory.",
  ],
  seed: [
    ["base", "store", "model", "odata", "records", "licensing", "bookings", "identity"],
    "A seed fills a tenant that no one serves yet: what concerns requests goes to sandbox/graph.",
  ],
  graph: [
    ["base", "store", "model", "odata", "directory", "identity", "seed"],
    "Routing, limits and faults are the same for every operation: operations are given to it by sandbox/operations.ts.",
  ],
  admin: [
    ["base", "store", "odata", "records", "licensing", "bookings", "identity", "seed", "graph"],
    "The operator's endpoint works on the tenant: sockets and bodies are for sandbox/server.",
  ],
  page: [
    ["base", "store", "records", "licensing", "bookings", "identity", "graph"],
    "The page shows the tenant: sockets and bodies are for sandbox/server.",
  ],
  server: [
    ["base", "odata", "identity", "graph", "admin", "page"],
    "The server carries requests to whoever answers them: an operation belongs to its workload's folder.",
  ],
};

module.exports = {
  forbidden: [
    onlyImports(
      "src/files",
      ["src/problem"],
      "Files are written and locked here whatever is in them: pass the text in.",
    ),
    onlyImports(
      "src/problem",
      [],
      "A problem is data and words, the ground that all else stands on: pass values in.",
    ),
    onlyImports(
      "src/spec",
      ["src/problem"],
      "A spec is what stands in a file, before it means anything. Meaning (names, addresses, roles) goes to src/model.",
    ),
    onlyImports(
      "src/model",
      ["src/problem", "src/spec"],
      "The model is what the specs ask for, whatever the tenant looks like. Comparing goes to src/plan, rules to src/rules.",
    ),
    onlyImports(
      "src/plan",
      ["src/problem", "src/model"],
      "A comparison gets both sides as values. Whoever reads the tenant or the state passes in what was read.",
    ),
    onlyImports(
      "src/drift",
      ["src/problem", "src/model", "src/plan"],
      "Drift detection compares three sides as values. What the tenant and the state hold is read by src/cli and passed in.",
    ),
    onlyImports(
      "src/adopt",
      [
        "src/problem",
        "src/spec",
        "src/model",
        "src/rules",
        "src/plan",
        "src/drift",
        "src/graph",
        "src/preflight",
        "src/tenant",
      ],
      "Adoption makes specs of what the tenant shows. Writing files and state is done by src/cli and the engine.",
    ),
    onlyImports(
      "src/doctor",
      ["src/problem"],
      "The doctor judges what was looked at. Looking (files, network, sign-ins) is done by src/cli and passed in.",
    ),
    onlyImports(
      "src/rules",
      ["src/problem", "src/spec", "src/model", "src/plan"],
      "A rule judges values. What it must know of the directory is looked up by src/preflight and passed in.",
    ),
    onlyImports(
      "src/graph",
      ["src/files", "src/problem"],
      "The Graph client knows HTTP, not specs. Give it Graph's own words; translate in providers or src/preflight.",
    ),
    onlyImports(
      "src/activity",
      ["src/files", "src/problem", "src/graph", "src/tenant"],
      "Activity is read from Graph and turned into rows and totals. Files, arguments and progress are for src/cli.",
    ),
    onlyImports(
      "src/audit",
      ["src/files", "src/problem", "src/spec", "src/model", "src/records"],
      "Evidence is made from values: specs, revisions, journal, what was read of the tenant. Reading them is for src/cli.",
    ),
    onlyImports(
      "src/guidance",
      ["src/problem", "src/model"],
      "Slides are made from values and a template. Reading and writing files is for src/cli.",
    ),
    onlyImports(
      "src/tenant",
      ["src/problem", "src/model", "src/graph"],
      "What the tenant holds is read here, whoever asks. Comparing it with specs or state is for those who ask.",
    ),
    onlyImports(
      "src/records",
      ["src/files", "src/problem"],
      "Backups and the journal keep what they are given. What happened is told by providers and src/cli, in values.",
    ),
    onlyImports(
      "src/preflight",
      ["src/problem", "src/spec", "src/model", "src/rules", "src/plan", "src/graph", "src/tenant"],
      "Preflight runs before Pulumi, and under plain Pulumi too: it must not know who started it nor how the run goes on.",
    ),
    onlyImports(
      "src/review",
      ["src/problem", "src/spec", "src/model", "src/rules", "src/plan", "src/preflight"],
      "A change of specs is judged from two sides that were read. Reading git and the disk is for src/cli.",
    ),
    onlyImports(
      "src/engine",
      ["src/problem", "src/files", "src/spec", "src/model", "src/plan", "src/preflight"],
      "Driving Pulumi gives facts. The program and the handlers are arguments, joined with it by src/cli/engine.ts. How they are shown is for src/report; arguments and streams are for src/cli.",
    ),
    onlyImports(
      "src/report",
      [
        "src/files",
        "src/problem",
        "src/spec",
        "src/model",
        "src/rules",
        "src/plan",
        "src/drift",
        "src/doctor",
        "src/preflight",
        "src/records",
        "src/activity",
        "src/engine",
      ],
      "A renderer turns values into text. Reading the tenant for it is for src/cli to arrange.",
    ),
    onlyImports(
      "providers",
      ["src/problem", "src/model", "src/plan", "src/records", "src/graph", "src/tenant"],
      "A handler brings one thing in the tenant to what was asked. Specs and other calendars are no business of its.",
    ),
    onlyImports(
      "stacks",
      [
        "src/problem",
        "src/spec",
        "src/model",
        "src/rules",
        "src/plan",
        "src/preflight",
        "src/records",
        "src/graph",
        "src/tenant",
        "providers",
      ],
      "The program of plain Pulumi must not depend on our command line: both must give the same result.",
    ),
    {
      name: "nothing-imports-cli",
      comment:
        "Only the command line knows everything, so nothing may know it: move what is shared below it.",
      severity: "error",
      from: { path: ours, pathNot: ["^src/cli/", outside] },
      to: { path: "^src/cli/" },
    },
    {
      name: "one-composition-root",
      comment:
        "Programs and handlers stand above src and are handed to it, by src/cli/engine.ts. What both need is model.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "^(providers|stacks)/" },
    },
    {
      name: "people-are-looked-up-in-one-place",
      comment:
        "Who an address belongs to, and whether they may be on a calendar, has one answer: ask src/tenant/people.ts.",
      severity: "error",
      from: { path: "^(src|providers|stacks)/", pathNot: "^src/(tenant|graph)/" },
      to: { path: "^src/graph/resources/(users|resolve-users)[.]" },
    },
    {
      name: "calendars-are-looked-at-in-one-place",
      comment:
        "Whether a calendar is there, and whose it is, has one answer: ask src/tenant/calendars.ts; for lists of them, src/tenant/list-calendars.ts.",
      severity: "error",
      from: { path: "^(src|providers|stacks)/", pathNot: "^src/(tenant|graph)/" },
      to: { path: "^src/graph/resources/business-looks[.]" },
    },
    {
      name: "pulumi-internals",
      comment:
        "What leans on Pulumi's insides is in src/engine/internals, each piece with a test that says when they change.",
      severity: "error",
      from: { path: "^(src|providers|stacks|sandbox)/", pathNot: "^src/engine/internals/" },
      to: {
        path: "node_modules/@pulumi/pulumi/",
        pathNot: "^node_modules/@pulumi/pulumi/index[.]",
      },
    },
    {
      name: "sandbox-stands-alone",
      comment:
        "The sandbox would share our mistakes if it shared our code. Write it again there, from Graph's metadata.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: ours, pathNot: "^sandbox/" },
    },
    ...Object.entries(sandboxFloors).map(([floor, [allowed, comment]]) =>
      onlyImports(
        `sandbox/${floor}`,
        allowed.map((name) => `sandbox/${name}`),
        comment,
      ),
    ),
    {
      name: "sandbox-is-a-process",
      comment:
        "The product meets the sandbox over HTTPS, as it meets Graph. Only `bookings sandbox` may start it; the types of what it tells may be named.",
      severity: "error",
      from: { path: ours, pathNot: ["^sandbox/", "^src/cli/verbs/sandbox", outside] },
      to: { path: "^sandbox/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "resource-without-handler",
      comment:
        "A resource only declares. An import of its handler would put the handler, by value, into the state.",
      severity: "error",
      from: { path: "^providers/[^/]+/resource" },
      to: { path: "^providers/[^/]+/handler" },
    },
    {
      name: "handler-without-pulumi",
      comment:
        "A handler is tested without an engine. Give the resource (resource.ts) whatever needs Pulumi's types.",
      severity: "error",
      from: { path: "^providers/[^/]+/handler" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "pulumi-has-its-place",
      comment:
        "Pulumi is known to resources, programs and src/engine/internals. Elsewhere, work on values of our own.",
      severity: "error",
      from: { path: "^(src|sandbox)/", pathNot: "^src/engine/internals/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "graph-has-its-place",
      comment:
        "Everything said to Graph goes through src/graph, which knows the identities, limits and retries. Storage is not Graph: src/files/blob-store.ts signs in as the engine does.",
      severity: "error",
      from: { path: "^(src|providers|stacks)/", pathNot: "^src/(graph/|files/blob-store[.]ts$)" },
      to: {
        path: "node_modules/(@microsoft/microsoft-graph-client|@azure/identity|@azure/msal-node|undici)/",
      },
    },
    {
      name: "pure-core",
      comment:
        "The core gives the same answer for the same values. Clock, files, network are arguments, from src/cli.",
      severity: "error",
      from: { path: "^src/(problem|rules|plan|drift|doctor|review)/" },
      to: {
        dependencyTypes: ["core"],
        path: "^(fs|fs/promises|child_process|http|https|http2|net|tls|dns|os|process)$",
      },
    },
    {
      name: "product-without-outside",
      comment: "Tests, benches and tools are not part of the product: move what it needs into src/.",
      severity: "error",
      from: { path: "^(src|providers|stacks|sandbox)/" },
      to: { path: outside },
    },
    {
      name: "no-development-packages",
      comment:
        "An installation without development packages must run: move the package to `dependencies`, with a because.",
      severity: "error",
      from: { path: "^(src|providers|stacks|sandbox)/" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/@types/",
      },
    },
    {
      name: "no-circles",
      comment: "Files that need each other are one thing in two places: move what both need into a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-missing",
      comment: "The import leads nowhere: a typing error, or a package that package.json does not name.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // What a test run left that was broken off is no one's code.
    exclude: { path: "^(dist|test/\\.work)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".cjs", ".js", ".json", ".d.ts"],
    },
  },
};
