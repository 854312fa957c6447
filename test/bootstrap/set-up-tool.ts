import path from "node:path";
import { pathToFileURL } from "node:url";

/** Loads one of the plain JavaScript tools, which the compiler does not see, as the type that the test expects. */
export async function setUpTool<T>(name: string): Promise<T> {
  const file = path.resolve(__dirname, "../../../tools", name);
  return (await import(pathToFileURL(file).href)) as T;
}
