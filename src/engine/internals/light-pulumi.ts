import { createRequire, Module } from "node:module";

/**
 * What Pulumi's library loads in order to write closures into the state, which we never do (decision 0040): the compiler, and
 * what reads package.json.
 */
const RARELY_USED = [
  "typescript",
  // what the library brings for those who have no TypeScript
  "@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js",
  "normalize-package-data",
];

const ofPulumi = createRequire(require.resolve("@pulumi/pulumi"));

/** An empty module in the place of a package that loads the package as soon as anything of it is used. */
function whenUsed(file: string): Module {
  const placeholder = new Module(file);
  const load = (): object => {
    if (require.cache[file] === placeholder) delete require.cache[file];
    return ofPulumi(file) as object;
  };
  placeholder.exports = new Proxy(() => undefined, {
    get: (_, name) => {
      // the loader's own question, whether this is an ES module, uses nothing of it
      if (name === "__esModule") return true;
      const real = load();
      return name === "default" ? (Reflect.get(real, name) ?? real) : Reflect.get(real, name);
    },
    has: (_, name) => Reflect.has(load(), name),
    apply: (_, self, args) => Reflect.apply(load() as () => unknown, self, args),
  });
  placeholder.loaded = true;
  return placeholder;
}

function fileOf(name: string): string | undefined {
  try {
    return ofPulumi.resolve(name);
  } catch {
    return undefined;
  }
}

// Takes effect when it is imported, which is to be before @pulumi/pulumi.
for (const name of RARELY_USED) {
  const file = fileOf(name);
  if (file !== undefined) require.cache[file] ??= whenUsed(file);
}
