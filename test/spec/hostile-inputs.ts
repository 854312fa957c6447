/** A file that someone may put among the specs, by accident or on purpose, and the problems to be told of it. */
export interface HostileInput {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** `code line:column` of each. */
  readonly expected: readonly string[];
}

const START = "kind: BookingCalendar\nserviceArea: Cardiology\nclinicName: Heart\n";
const REST = 'replyTo: a@nhs.net\nphone: "111"\nadmins:\n  - amy@nhs.net\n';
const FINE = START + REST;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

/** What `specs/leeds/calendars/x.yaml` may hold. */
export const hostileInputs: readonly HostileInput[] = [
  { name: "nothing at all", content: "", expected: ["empty-file 1:1"] },
  { name: "only a comment", content: "# later\n", expected: ["empty-file 1:1"] },
  { name: "only the mark of a document", content: "---\n", expected: ["empty-file 1:4"] },
  { name: "only text", content: "hello\n", expected: ["not-a-mapping 1:1"] },
  { name: "a list", content: "- kind: BookingCalendar\n", expected: ["not-a-mapping 1:1"] },
  { name: "two documents", content: `${FINE}---\n${FINE}`, expected: ["several-documents 8:1"] },
  { name: "a directive", content: `%YAML 1.1\n---\n${FINE}`, expected: ["yaml-directive 1:1"] },
  { name: "a tag directive", content: `%TAG ! tag:x,2000:\n---\n${FINE}`, expected: ["yaml-directive 1:1"] },
  { name: "an unknown directive", content: `%X\n---\n${FINE}`, expected: ["yaml-directive 1:1"] },
  {
    name: "a tab as indentation",
    content: `${START}admins:\n\t- amy@nhs.net\n`,
    expected: ["tab-indentation 5:1"],
  },
  {
    name: "a tab before a field",
    content: `${START}\treplyTo: a@nhs.net\n`,
    expected: ["tab-indentation 4:1"],
  },
  { name: "a duplicate field", content: `${FINE}phone: "119"\n`, expected: ["duplicate-field 8:1"] },
  {
    name: "a duplicate field in a group",
    content: `${FINE}recreate: { confirm: a, confirm: b }\n`,
    expected: ["duplicate-field 8:25"],
  },
  { name: "a merge key", content: `${FINE}<<: { a: b }\n`, expected: ["unknown-field 8:1"] },
  {
    name: "an anchor",
    content: `${START}${REST.replace("a@nhs.net", "&a a@nhs.net")}`,
    expected: ["yaml-alias 4:13"],
  },
  {
    name: "an alias",
    content: `${FINE}viewers: *people\n`,
    expected: ["yaml-alias 8:10"],
  },
  { name: "a custom tag", content: FINE.replace("Heart", "!heart Heart"), expected: ["yaml-tag 3:20"] },
  {
    name: "a tag that would run code",
    content: FINE.replace("Heart", "!!js/function 'x'"),
    expected: ["yaml-tag 3:27"],
  },
  { name: "a tag on everything", content: `!!map\n${FINE}`, expected: ["yaml-tag 2:1"] },
  { name: "__proto__", content: `${FINE}__proto__:\n  admins: x\n`, expected: ["unknown-field 8:1"] },
  { name: "constructor", content: `${FINE}constructor: { prototype: x }\n`, expected: ["unknown-field 8:1"] },
  {
    name: "toString and hasOwnProperty",
    content: `${FINE}toString: x\nhasOwnProperty: y\n`,
    expected: ["unknown-field 8:1", "unknown-field 9:1"],
  },
  { name: "a list as a field's name", content: `${FINE}? [a]\n: b\n`, expected: ["field-name-not-text 8:3"] },
  { name: "a field without a name", content: `${FINE}: b\n`, expected: ["field-name-not-text 8:1"] },
  { name: "a second colon", content: `${START}phone: a: b\n`, expected: ["colon-in-text 4:8"] },
  { name: "an open quote", content: `${START}phone: "01\n`, expected: ["unfinished-text 4:8"] },
  {
    name: "an open quote, with more of the spec below it",
    content: `${START}phone: '01\nadmins:\n  - a@nhs.net\n`,
    expected: ["unfinished-text 4:8"],
  },
  {
    name: "an open quote in a list that is closed",
    content: `${START}admins: ["a, b]\n`,
    expected: ["unfinished-text 4:10"],
  },
  { name: "an open bracket", content: `${START}admins: [a\n`, expected: ["unfinished-text 4:9"] },
  {
    name: "an open bracket, with more of the spec below it",
    content: `${START}admins: [\n  a,\n  b\nviewers: []\n`,
    expected: ["unfinished-text 4:9"],
  },
  {
    name: "open brackets in each other",
    content: `${START}admins: [[a]\n`,
    expected: ["unfinished-text 4:9"],
  },
  { name: "an open brace", content: `${START}helpdesk: {a: b\n`, expected: ["unfinished-text 4:11"] },
  { name: "an at sign without quotes", content: `${START}phone: @x\n`, expected: ["text-needs-quotes 4:8"] },
  { name: "a bad escape", content: `${START}phone: "\\q"\n`, expected: ["bad-escape 4:9"] },
  {
    name: "text that is less indented",
    content: `${START}admins:\n    - a\n  - b\n`,
    expected: ["bad-indentation 6:1"],
  },
  { name: "a NUL", content: `${FINE}# \0\n`, expected: ["control-character 8:3"] },
  { name: "an escape of a terminal", content: `${START}# \u001b[31m\n`, expected: ["control-character 4:3"] },
  {
    name: "a NUL written as an escape",
    content: FINE.replace("Heart", '"a\\0b"'),
    expected: ["control-character 3:13"],
  },
  {
    name: "half a surrogate pair",
    content: FINE.replace("Heart", '"\\ud800"'),
    expected: ["control-character 3:13"],
  },
  {
    name: "line ends of old Macs",
    content: FINE.replaceAll("\n", "\r"),
    expected: ["control-character 1:22"],
  },
  { name: "Latin-1", content: bytes(START, "# caf", [0xe9], "\n"), expected: ["not-utf8 4:6"] },
  { name: "a cut character", content: bytes("# é", [0xc3]), expected: ["not-utf8 1:4"] },
  { name: "an overlong slash", content: bytes("# ", [0xc0, 0xaf]), expected: ["not-utf8 1:3"] },
  { name: "a surrogate in UTF-8", content: bytes("# ", [0xed, 0xa0, 0x80]), expected: ["not-utf8 1:3"] },
  { name: "UTF-16", content: Buffer.from(`\ufeff${FINE}`, "utf16le"), expected: ["utf16-file 1:1"] },
  {
    name: "a right-to-left override",
    content: FINE.replace("Heart", "He\u202eart"),
    expected: ["hidden-character 3:15"],
  },
  { name: "an isolate in a comment", content: `${FINE}# \u2066x\n`, expected: ["hidden-character 8:3"] },
  {
    name: "an override written as an escape",
    content: FINE.replace("Heart", '"He\\u202eart"'),
    expected: ["hidden-character 3:13"],
  },
  {
    name: "a zero width space",
    content: FINE.replace("amy@", "amy\u200b@"),
    expected: ["hidden-character 7:8"],
  },
  {
    name: "a no-break space",
    content: FINE.replace("kind: ", "kind:\u00a0"),
    expected: ["hidden-character 1:6"],
  },
  {
    name: "a byte-order mark in the middle",
    content: `${START}\ufeff${REST}`,
    expected: ["hidden-character 4:1"],
  },
  { name: "a huge line", content: `${FINE}# ${"x".repeat(100_000)}\n`, expected: ["long-line 8:1"] },
  { name: "a huge file", content: "#\n".repeat(200_000), expected: ["file-too-large 1:1"] },
  { name: "deep brackets", content: `a:\n${" [\n".repeat(20_000)}`, expected: ["nested-too-deeply"] },
  {
    name: "deep lists",
    content: `a: ${"[".repeat(30)}${"]".repeat(30)}\n`,
    expected: ["nested-too-deeply 1:24"],
  },
  { name: "deep lists on one line", content: "- ".repeat(900), expected: ["nested-too-deeply 1:43"] },
  {
    name: "an alias bomb",
    content: `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map((k, i) => `${k}: &${k} [${`*${"abcdefg"[i]},`.repeat(9)}]`)
      .join("\n")}\n`,
    expected: ["yaml-alias"],
  },
  {
    name: "a wrong kind",
    content: FINE.replace("BookingCalendar", "BookingCalender"),
    expected: ["unknown-kind 1:7"],
  },
  {
    name: "a kind of another folder",
    content: FINE.replace("BookingCalendar", "UserPolicy"),
    expected: ["kind-in-wrong-folder 1:7"],
  },
  { name: "no kind", content: FINE.replace("kind: BookingCalendar\n", ""), expected: ["missing-kind 1:1"] },
  {
    name: "a list as kind",
    content: FINE.replace("BookingCalendar", "[BookingCalendar]"),
    expected: ["unknown-kind 1:7"],
  },
  { name: "an empty field", content: FINE.replace("Heart", ""), expected: ["empty-value 3:1"] },
  { name: "a word for a list", content: `${FINE}viewers: bob@nhs.net\n`, expected: ["wrong-type 8:10"] },
  { name: "a list for a word", content: FINE.replace("Heart", "[Heart]"), expected: ["wrong-type 3:13"] },
  { name: "a group in a list", content: `${FINE}viewers:\n  - bob: x\n`, expected: ["wrong-type 9:5"] },
  {
    name: "a name of 65 characters",
    content: FINE.replace("Heart", "H".repeat(65)),
    expected: ["value-too-long 3:13"],
  },
  {
    name: "thousands of unknown fields",
    content: `${FINE}${Array.from({ length: 9_000 }, (_, i) => `x${i}: y`).join("\n")}\n`,
    expected: ["unknown-field 8:1"],
  },
  { name: "hundreds of syntax errors", content: "a: b: c\n".repeat(300), expected: ["colon-in-text 1:4"] },
  { name: "thousands of commas", content: `a: [${",\n".repeat(50_000)}]\n`, expected: ["yaml-syntax"] },
  { name: "thousands of documents", content: "---\n".repeat(30_000), expected: ["several-documents 2:1"] },
  { name: "thousands of anchors on one thing", content: "&a\n".repeat(20_000), expected: ["yaml-syntax"] },
  { name: "a password by mistake", content: `${FINE}password: hunter2\n`, expected: ["unknown-field 8:1"] },
];

/** What looks odd and is fine. */
export const odditiesThatAreFine: readonly {
  readonly name: string;
  readonly content: string | Uint8Array;
}[] = [
  { name: "line ends of Windows", content: FINE.replaceAll("\n", "\r\n") },
  { name: "a byte-order mark", content: `\ufeff${FINE}` },
  { name: "both", content: `\ufeff${FINE.replaceAll("\n", "\r\n")}` },
  { name: "no line end at the end", content: FINE.trimEnd() },
  { name: "NO and 007 as names", content: FINE.replace("Cardiology", "NO").replace("Heart", "007") },
  { name: "a phone number without quotes", content: FINE.replace('"111"', "+44 113 496 0000") },
  {
    name: "a number that YAML would make a sum of",
    content: FINE.replace('"111"', "0113 496 0000").replace("Heart", "1e3"),
  },
  {
    name: "flow style",
    content:
      '{ kind: BookingCalendar, serviceArea: A, clinicName: B, replyTo: a@nhs.net, phone: "111", admins: [amy@nhs.net] }',
  },
  { name: "the mark of a document", content: `---\n${FINE}...\n` },
  { name: "block text", content: FINE.replace("Heart", ">-\n  Heart\n  Failure") },
  { name: "an emoji with a joiner in a comment", content: `${FINE}# 👩‍⚕️\n` },
];
