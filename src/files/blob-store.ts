import type { TokenCredential } from "@azure/identity";

type Env = Readonly<Record<string, string | undefined>>;

/** A container of Azure Blob Storage, or a folder of one. Names are relative to it. */
export interface BlobStore {
  get(name: string): Promise<Buffer | undefined>;
  /** The names that begin so, in order. */
  list(prefix: string): Promise<string[]>;
  /** Writes a blob that is not there yet; says whether it was there. */
  putNew(name: string, content: Buffer): Promise<"written" | "there">;
  put(name: string, content: Buffer): Promise<void>;
  /**
   * Appends at the end of a blob, and makes it first where the end is 0. `moved`: its end is elsewhere, and nothing was
   * appended; `full`: it takes no more appends.
   */
  append(name: string, content: Buffer, end: number): Promise<"appended" | "moved" | "full">;
  remove(name: string): Promise<void>;
}

/** Whether a place is a container of Azure Blob Storage. */
export const isBlobUrl = (url: string | undefined): url is string => url?.startsWith("azblob://") ?? false;

/** The parts of `azblob://container/folder?storage_account=account`, by the rules that Pulumi's engine reads it with. */
function blobPlace(
  place: string,
  env: Env,
): {
  readonly service: string;
  readonly account: string;
  readonly container: string;
  readonly prefix: string;
} {
  const url = new URL(place);
  const told = (parameter: string, variable: string): string =>
    url.searchParams.get(parameter) ?? env[variable] ?? "";
  const account = told("storage_account", "AZURE_STORAGE_ACCOUNT");
  if (account === "")
    throw new Error(
      "no storage account is named: add ?storage_account=… to the URL or set AZURE_STORAGE_ACCOUNT",
    );
  const domain = told("domain", "AZURE_STORAGE_DOMAIN") || "blob.core.windows.net";
  const protocol = told("protocol", "AZURE_STORAGE_PROTOCOL") || "https";
  const isLocal =
    told("localemu", "AZURE_STORAGE_IS_LOCAL_EMULATOR") === "true" ||
    /^(127\.0\.0\.1|localhost)/.test(domain);
  const service = isLocal ? `${protocol}://${domain}/${account}` : `${protocol}://${account}.${domain}`;
  const folder = url.pathname.replace(/^\/+|\/+$/g, "");
  const prefix = (url.searchParams.get("prefix") ?? "") + (folder === "" ? "" : `${folder}/`);
  return { service, account, container: url.hostname, prefix };
}

/** Signs in as Pulumi's engine does: by key, by SAS token, or as the identity that Azure's libraries find. */
async function openContainer(place: string, env: Env) {
  const { service, account, container, prefix } = blobPlace(place, env);
  const { ContainerClient, StorageSharedKeyCredential } = await import("@azure/storage-blob");
  const url = `${service}/${container}`;
  const [key, sas] = [env["AZURE_STORAGE_KEY"], env["AZURE_STORAGE_SAS_TOKEN"]];
  if (key)
    return { container: new ContainerClient(url, new StorageSharedKeyCredential(account, key)), prefix };
  if (sas) return { container: new ContainerClient(`${url}?${sas.replace(/^\?/, "")}`), prefix };
  const { DefaultAzureCredential } = await import("@azure/identity");
  // one for the process: each would sign in by itself, and a run may open a container for each organisation
  credential ??= new DefaultAzureCredential();
  return { container: new ContainerClient(url, credential), prefix };
}

let credential: TokenCredential | undefined;

/** What Azure answered in words of its own, such as `BlobNotFound`. */
const answerOf = (error: unknown) =>
  (error instanceof Error ? error : {}) as { readonly statusCode?: unknown; readonly code?: unknown };

/** Opens a container. Nothing is asked of it before it is used. */
export function openBlobStore(place: string, env: Env): BlobStore {
  let opened: ReturnType<typeof openContainer> | undefined;
  const blob = async (name: string) => {
    opened ??= openContainer(place, env);
    const { container, prefix } = await opened;
    return { container, prefix, name: prefix + name };
  };
  return {
    get: async (name) => {
      const { container, name: whole } = await blob(name);
      try {
        return await container.getBlobClient(whole).downloadToBuffer();
      } catch (error) {
        const { statusCode, code } = answerOf(error);
        if (statusCode === 404 && code !== "ContainerNotFound") return undefined;
        throw error;
      }
    },
    list: async (start) => {
      const { container, prefix, name } = await blob(start);
      const names: string[] = [];
      for await (const one of container.listBlobsFlat({ prefix: name }))
        names.push(one.name.slice(prefix.length));
      return names.sort();
    },
    putNew: async (name, content) => {
      const { container, name: whole } = await blob(name);
      try {
        const conditions = { ifNoneMatch: "*" };
        await container.getBlockBlobClient(whole).upload(content, content.length, { conditions });
        return "written";
      } catch (error) {
        const { statusCode, code } = answerOf(error);
        if (code === "BlobAlreadyExists" || statusCode === 412) return "there";
        throw error;
      }
    },
    put: async (name, content) => {
      const { container, name: whole } = await blob(name);
      await container.getBlockBlobClient(whole).upload(content, content.length);
    },
    append: async (name, content, end) => {
      const { container, name: whole } = await blob(name);
      const client = container.getAppendBlobClient(whole);
      try {
        if (end === 0) await client.createIfNotExists();
        await client.appendBlock(content, content.length, { conditions: { appendPosition: end } });
        return "appended";
      } catch (error) {
        const { statusCode, code } = answerOf(error);
        if (code === "BlockCountExceedsLimit") return "full";
        if (statusCode === 412 || code === "AppendPositionConditionNotMet") return "moved";
        throw error;
      }
    },
    remove: async (name) => {
      const { container, name: whole } = await blob(name);
      await container.getBlobClient(whole).deleteIfExists();
    },
  };
}
