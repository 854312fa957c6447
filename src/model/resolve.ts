import type { SpecDocument } from "../spec/spec-document";
import type { SpecKind } from "../spec/spec-kind";
import type { Estate, OrganisationModel } from "./estate";
import type { Organisation } from "./organisation";
import { resolveCalendar } from "./resolve-calendar";
import { resolveOrganisation } from "./resolve-organisation";
import { resolvePolicy } from "./resolve-policy";
import { resolveTenant } from "./resolve-tenant";

interface Collected {
  readonly organisation: Organisation;
  readonly calendars: OrganisationModel["calendars"][number][];
  readonly policies: OrganisationModel["policies"][number][];
}

/**
 * Makes the model of specs: what they ask for, as far as they could be understood. Nothing without the tenant's file,
 * since no address can be computed; specs in a folder without an organisation are left out.
 */
export function resolve(documents: readonly SpecDocument[]): Estate | undefined {
  const tenantDocument = documents.find((document) => isKind(document, "Tenant"));
  if (!tenantDocument) return undefined;
  const tenant = resolveTenant(tenantDocument);
  const models = new Map<string, Collected>();
  for (const document of documents) {
    if (!isKind(document, "Organisation")) continue;
    models.set(document.folder, { organisation: resolveOrganisation(document), calendars: [], policies: [] });
  }
  for (const document of documents) {
    const model = models.get(document.folder);
    if (model) collect(document, model, tenant.domain);
  }
  return { tenant, organisations: [...models.values()].map(sorted).sort(byStack) };
}

function collect(document: SpecDocument, model: Collected, domain: string): void {
  const home = { shortName: model.organisation.shortName, domain };
  if (document.kind === "BookingCalendar") model.calendars.push(resolveCalendar(document, home));
  if (document.kind === "UserPolicy") model.policies.push(resolvePolicy(document, home));
}

function isKind<K extends SpecKind>(
  document: SpecDocument,
  kind: K,
): document is Extract<SpecDocument, { kind: K }> {
  return document.kind === kind;
}

function sorted({ organisation, calendars, policies }: Collected): OrganisationModel {
  return { organisation, calendars: calendars.sort(byName), policies: policies.sort(byName) };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function byStack(a: OrganisationModel, b: OrganisationModel): number {
  return byName({ name: a.organisation.stack }, { name: b.organisation.stack });
}
