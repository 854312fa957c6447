import { InputError } from "../base/input";
import { users } from "../records/user";
import type { AdminRoute } from "./tenant-routes";

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** PUT /admin/addresses { user, mail, aliases? }: what happens in Exchange when someone marries, leaves, or gets an address that was another's. */
export const addressRoutes: readonly AdminRoute[] = [
  {
    method: "PUT",
    path: "addresses",
    run: ({ world }, { body }) => {
      const { user: wanted, mail, aliases } = body;
      const collection = world.store.of(users);
      const [user] = collection.by("userPrincipalName", String(wanted).toLowerCase());
      if (!user) throw new InputError(`There is no user ${String(wanted)}.`);
      if (typeof mail !== "string") throw new InputError("Say the new primary address as mail.");
      const proxyAddresses = [`SMTP:${mail}`, ...texts(aliases).map((one) => `smtp:${one}`)];
      collection.put({ ...user, mail, userPrincipalName: mail, proxyAddresses });
      return { user: user.id, mail, aliases: texts(aliases) };
    },
  },
];
