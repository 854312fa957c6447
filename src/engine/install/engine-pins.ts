/** The official archive for one kind of machine. */
export interface PinnedArchive {
  readonly name: string;
  readonly sha256: string;
}

/** The versions that this product is tested with, and where they come from. */
export interface EnginePins {
  /** Built from `github.com/pulumi/pulumi/pkg/v3`: the same number as in tools/engine/cli/go.mod. */
  readonly cli: string;
  /** The newest Node language host that is published as a Go module; it works with the newer engine. */
  readonly languageHost: string;
  /** An engine on the PATH is used from this version on. */
  readonly leastCli: string;
  readonly leastGo: string;
  readonly download: {
    readonly version: string;
    /** By `platform-arch`, in Node's words. */
    readonly archives: Readonly<Record<string, PinnedArchive>>;
  };
}

/**
 * The pins. Change them together with tools/engine/ (docs/engine.md says how).
 *
 * The download has a number of its own: a checksum is worth something only if it does not come from the host that
 * serves the archive, and this is the newest release whose checksums are on record elsewhere (nixpkgs, pulumi-bin).
 */
export const enginePins: EnginePins = {
  cli: "3.258.0",
  languageHost: "3.68.0",
  leastCli: "3.200.0",
  leastGo: "1.25.11",
  download: {
    version: "3.221.0",
    archives: {
      "linux-x64": {
        name: "pulumi-v3.221.0-linux-x64.tar.gz",
        sha256: "fe736f91b4153f94f859870e34dda01e648552c25f702c8a42282acf3a5db9ad",
      },
      "linux-arm64": {
        name: "pulumi-v3.221.0-linux-arm64.tar.gz",
        sha256: "baaf077a8b851da4fd1f6434860b56fec43f877709fe5a22ed3bbd335af57a37",
      },
      "darwin-x64": {
        name: "pulumi-v3.221.0-darwin-x64.tar.gz",
        sha256: "6c275ff21c2a2790dc4ac9536be745f0fa65b9eab32e5dc896d1e4cd79fafb6b",
      },
      "darwin-arm64": {
        name: "pulumi-v3.221.0-darwin-arm64.tar.gz",
        sha256: "4d3024f24131440cacc9d04cf9a19dc673c821216fe5fec848d1ce5af0c06092",
      },
    },
  },
};
