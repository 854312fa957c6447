import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { PRODUCT } from "../../playground/product";
import type { Story } from "./story";
import { storySchema } from "./story-schema";

/** Stories live beside the test sources, not beside what is compiled from them. */
export const STORIES = join(PRODUCT, "test", "scenarios");

const validate = new Ajv({ allErrors: true, strict: false }).compile<Omit<Story, "name" | "folder">>(
  storySchema,
);

function readStory(name: string): Story {
  const folder = join(STORIES, name);
  const input: unknown = parse(readFileSync(join(folder, "story.yaml"), "utf8"));
  if (!validate(input)) {
    const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    throw new Error(`${name}/story.yaml is no story: ${errors.join("; ")}`);
  }
  return { name, folder, ...input };
}

/** Every folder with a story.yaml, or those named. */
export function readStories(names: readonly string[] = []): Story[] {
  const all = readdirSync(STORIES).filter((name) => existsSync(join(STORIES, name, "story.yaml")));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no story ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  return all.filter((name) => names.length === 0 || names.includes(name)).map(readStory);
}
