/** All words of the installation of the engine. */
export const installWords = {
  notOnPath: "there is no pulumi on the PATH",
  pathUnfit: (pulumi: string, reason: string) =>
    `the pulumi on the PATH (${pulumi}) cannot be used: ${reason}`,
  namedUnfit: (pulumi: string, reason: string) =>
    `BOOKINGS_PULUMI names ${pulumi}, which cannot be used: ${reason}`,
  noAnswer: "it does not answer `pulumi version`",
  tooOld: (version: string, least: string) => `it is ${version}, and ${least} or newer is needed`,
  tooNew: (version: string, below: string) =>
    `it is ${version}, and this product knows versions below ${below}`,
  noLanguageHost: "its Node language host (pulumi-language-nodejs) is neither beside it nor on the PATH",
  downloadOff: "downloading is switched off (BOOKINGS_ENGINE_DOWNLOAD=off)",
  noArchive: (machine: string) => `there is no official download for this kind of machine (${machine})`,
  downloadFailed: (reason: string) => `the official download did not work: ${reason}`,
  noGo: (least: string) => `it cannot be built here: Go ${least} or newer is not installed`,
  oldGo: (version: string, least: string) =>
    `it cannot be built here: Go is ${version}, and ${least} or newer is needed`,
  buildFailed: (reason: string) => `building it did not work: ${reason}`,

  downloading: (version: string, host: string) =>
    `Downloading Pulumi's engine ${version} from ${host}, once per machine.`,
  building: (version: string, languageHost: string, because: readonly string[], cores: number) =>
    [
      `Building Pulumi's engine ${version} and its Node language host ${languageHost} from their published Go modules, because:`,
      ...because.map((reason) => `  - ${reason}`),
      `It takes about ${counted(Math.max(1, Math.round(CORE_MINUTES / cores)), "minute")} on ${counted(cores, "core")}, plus the download of the modules (about 400 MB).`,
      "Every clone on this machine uses the same build: it is made once.",
      "Ctrl-C is safe at any point: Go keeps what is compiled so far, and the next run goes on from there.",
    ].join("\n"),
  part: (name: string, number: number, of: number) => `  ${number} of ${of}: ${name}`,
  stillBuilding: (seconds: number, packages: number) =>
    `  ${duration(seconds)} so far, ${packages} packages downloaded or compiled`,
  waiting: (holder: string) => `The engine is being installed already, by ${holder}: waiting for it.`,
  ready: (version: string, bin: string) => `The engine ${version} is ready: ${bin}`,

  unreachable: (host: string, reason: string) => `${host} cannot be reached (${reason})`,
  refused: (url: string, status: number) => `${url} answered ${status}`,
  wrongChecksum: (name: string, want: string, have: string) =>
    `${name} is not the file it should be: its SHA-256 is ${have}, expected ${want}`,
  notUnpacked: (name: string) => `${name} could not be unpacked (is \`tar\` installed?)`,
  goFailed: (program: string, lastLines: string) => `go build of ${program} failed:\n${lastLines}`,
  incomplete: (bin: string) => `${bin} does not hold a working engine`,

  none: (because: readonly string[], leastCli: string, leastGo: string) =>
    [
      "Pulumi's engine is needed and could not be had:",
      ...because.map((reason) => `  - ${reason}`),
      "Any one of these helps:",
      `  - install Pulumi ${leastCli} or newer (https://www.pulumi.com/docs/install/) so that \`pulumi\` is on the PATH;`,
      `  - install Go ${leastGo} or newer (https://go.dev/dl/), which builds the engine from the Go module proxy;`,
      "  - or copy an engine folder from another machine and name its program: BOOKINGS_PULUMI=/path/to/pulumi.",
    ].join("\n"),
};

/** What a build takes in all, measured: 530 seconds of a processor. */
const CORE_MINUTES = 9;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** `75` → `1 min 15 s`. */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
