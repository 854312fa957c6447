import type { IdentityFacts, OrganisationFacts } from "../../doctor/facts";
import type { Identities, Identity } from "../../graph/identity/identities";
import type { IdentityName } from "../../graph/open-graph";

/** An identity of the file, and how the client is asked for it. */
export interface ConfiguredIdentity
  extends Pick<IdentityFacts, "name" | "kind" | "organisation" | "address"> {
  readonly identity: Identity;
  readonly ask: IdentityName;
}

/** The identities to look at: with organisations named, theirs and what serves all; else every one of the file. */
export function configuredIdentities(
  { observer, directoryOperator, directoryOperators, calendarOperators }: Identities,
  organisations: readonly OrganisationFacts[],
): ConfiguredIdentity[] {
  const named = organisations.some(({ isNamed }) => isNamed);
  const isMeant = (stack: string): boolean => !named || organisations.some((one) => one.stack === stack);
  const meant = <T>(entries: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(entries).filter(([stack]) => isMeant(stack));
  return [
    ...(observer
      ? [{ name: "observer", kind: "observer", identity: observer, ask: "observer" } as const]
      : []),
    ...(directoryOperator
      ? [
          {
            name: "directoryOperator",
            kind: "directory",
            identity: directoryOperator,
            ask: "directoryOperator",
          } as const,
        ]
      : []),
    ...meant(directoryOperators).map(([stack, identity]): ConfiguredIdentity => {
      const ask = { directoryOperatorOf: stack };
      return { name: `directoryOperators.${stack}`, kind: "directory", organisation: stack, identity, ask };
    }),
    ...meant(calendarOperators).map(([stack, identity]): ConfiguredIdentity => {
      const address = identity.address.toLowerCase();
      const name = `calendarOperators.${stack}`;
      return { name, kind: "calendar", organisation: stack, address, identity, ask: { operatorOf: stack } };
    }),
  ];
}
