/** A file of a made-up project that breaks one rule: where it is, what it imports, and the rule that must catch it. */
export interface PlantedViolation {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

/** For every rule of .dependency-cruiser.cjs, what somebody might well write one day. */
export const plantedViolations: readonly PlantedViolation[] = [
  { rule: "files-arrows", file: "src/files/lock.ts", imports: "../spec/document" },
  { rule: "problem-arrows", file: "src/problem/place.ts", imports: "../spec/document" },
  { rule: "spec-arrows", file: "src/spec/schema.ts", imports: "../model/role" },
  { rule: "model-arrows", file: "src/model/estate.ts", imports: "../plan/compare" },
  { rule: "plan-arrows", file: "src/plan/locks.ts", imports: "../graph/client" },
  { rule: "drift-arrows", file: "src/drift/look.ts", imports: "../graph/client" },
  { rule: "doctor-arrows", file: "src/doctor/look.ts", imports: "../graph/client" },
  { rule: "activity-arrows", file: "src/activity/rows.ts", imports: "../cli/io" },
  { rule: "rules-arrows", file: "src/rules/unknown-user.ts", imports: "../graph/users" },
  { rule: "graph-arrows", file: "src/graph/bookings.ts", imports: "../model/calendar" },
  { rule: "records-arrows", file: "src/records/journal.ts", imports: "../graph/client" },
  { rule: "preflight-arrows", file: "src/preflight/eligibility.ts", imports: "../report/table" },
  { rule: "engine-arrows", file: "src/engine/run.ts", imports: "../report/progress" },
  { rule: "report-arrows", file: "src/report/status.ts", imports: "../graph/status" },
  { rule: "providers-arrows", file: "providers/calendar/read.ts", imports: "../../src/spec/reader" },
  { rule: "stacks-arrows", file: "stacks/organisation.ts", imports: "../src/engine/workspace" },
  { rule: "nothing-imports-cli", file: "src/report/colours.ts", imports: "../cli/streams" },
  { rule: "sandbox-stands-alone", file: "sandbox/naming.ts", imports: "../src/model/naming" },
  { rule: "sandbox-base-arrows", file: "sandbox/base/clock.ts", imports: "../store/store" },
  { rule: "sandbox-store-arrows", file: "sandbox/store/collection.ts", imports: "../records/user" },
  { rule: "sandbox-model-arrows", file: "sandbox/model/type-of.ts", imports: "../odata/call" },
  { rule: "sandbox-odata-arrows", file: "sandbox/odata/page.ts", imports: "../records/user" },
  { rule: "sandbox-records-arrows", file: "sandbox/records/business.ts", imports: "../odata/call" },
  { rule: "sandbox-licensing-arrows", file: "sandbox/licensing/licences.ts", imports: "../directory/users" },
  { rule: "sandbox-directory-arrows", file: "sandbox/directory/units.ts", imports: "../bookings/staff" },
  { rule: "sandbox-bookings-arrows", file: "sandbox/bookings/services.ts", imports: "../directory/users" },
  { rule: "sandbox-identity-arrows", file: "sandbox/identity/grants.ts", imports: "../directory/users" },
  { rule: "sandbox-seed-arrows", file: "sandbox/seed/apply-seed.ts", imports: "../graph/serve" },
  { rule: "sandbox-graph-arrows", file: "sandbox/graph/router.ts", imports: "../bookings/staff" },
  { rule: "sandbox-conformance-arrows", file: "sandbox/conformance/checker.ts", imports: "../graph/serve" },
  { rule: "sandbox-admin-arrows", file: "sandbox/admin/snapshot.ts", imports: "../server/listen" },
  { rule: "sandbox-page-arrows", file: "sandbox/page/layout.ts", imports: "../server/listen" },
  { rule: "sandbox-server-arrows", file: "sandbox/server/handler.ts", imports: "../bookings/staff" },
  { rule: "sandbox-is-a-process", file: "src/engine/local.ts", imports: "../../sandbox/server" },
  { rule: "resource-without-handler", file: "providers/calendar/resource.ts", imports: "./handler" },
  { rule: "handler-without-pulumi", file: "providers/policy/handler.ts", imports: "@pulumi/pulumi" },
  { rule: "pulumi-has-its-place", file: "src/plan/outputs.ts", imports: "@pulumi/pulumi" },
  { rule: "graph-has-its-place", file: "src/preflight/token.ts", imports: "@azure/identity" },
  { rule: "pure-core", file: "src/plan/clock.ts", imports: "node:fs" },
  { rule: "product-without-outside", file: "src/spec/example.ts", imports: "../../test/fixture" },
  { rule: "no-development-packages", file: "src/cli/compare.ts", imports: "chai" },
  { rule: "no-circles", file: "src/model/egg.ts", imports: "./hen" },
  { rule: "no-missing", file: "src/model/typing-error.ts", imports: "./adress" },
];
