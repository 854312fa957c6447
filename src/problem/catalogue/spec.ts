import { type Catalogue, didYouMean, quotedList } from "./catalogue";

type Near = { readonly near?: string | undefined };

/** Problems of reading specs: files, YAML, and the shape that the schemas ask for. */
export const specProblems = {
  "no-specs": {
    outcome: "invalid",
    sentence: () => "There is no folder “specs” with YAML files here.",
    advice: () => "Run the command in the folder that holds specs/, or name it in BOOKINGS_ROOT.",
  },
  "no-such-path": {
    outcome: "invalid",
    sentence: ({ path }: { path: string }) => `There is no spec at “${path}”.`,
    advice: () =>
      "Name a file or folder below specs/, by its path from the folder that you are in, or in full.",
  },
  "unreadable-file": {
    outcome: "invalid",
    sentence: ({ reason }: { reason: string }) => `The file cannot be read: ${reason}.`,
    advice: () => "Check that it exists and that you may read it.",
  },
  "too-many-files": {
    outcome: "invalid",
    sentence: ({ count, limit }: { count: number; limit: number }) =>
      `There are ${count} files below specs/, more than the ${limit} that are read.`,
    advice: () => "Check that nothing was copied here by mistake, such as a node_modules folder.",
  },
  "file-too-large": {
    outcome: "invalid",
    sentence: ({ size, limit }: { size: number; limit: number }) =>
      `The file has ${size} bytes, more than the ${limit} that a spec may have.`,
    advice: () => "A spec describes one thing. Split a long list of users over several policies.",
  },
  "link-in-specs": {
    outcome: "invalid",
    sentence: () => "This is a link. Links below specs/ are not followed.",
    advice: () => "Put the file or folder itself here: what is reviewed in git must be what is read.",
  },
  "specs-too-slow": {
    outcome: "invalid",
    sentence: ({ seconds }: { seconds: number }) =>
      `The files before this one took ${seconds} seconds to read, far too long for their size. This one and those after it were not read.`,
    advice: () => "Correct or remove the largest files with errors first, then check again.",
  },
  "specs-too-large": {
    outcome: "invalid",
    sentence: ({ limit }: { limit: number }) =>
      `The specs before this one are larger than ${Math.round(limit / 1024 / 1024)} MB together. This one and those after it were not read.`,
    advice: () =>
      "Check that nothing was copied here by mistake. An estate of that size belongs into several repositories.",
  },
  "not-a-regular-file": {
    outcome: "invalid",
    sentence: () => "This is not a regular file.",
    advice: () => "Remove it from specs/.",
  },
  "wrong-extension": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) =>
      `“${name}” would not be read as a spec: the names of specs end in “.yaml”.`,
    advice: ({ rename, isTaken }: { rename: string; isTaken: boolean }) =>
      isTaken
        ? `“${rename}” is there already. Compare the two, keep what is right in “${rename}”, and remove this file.`
        : `Rename it to “${rename}”.`,
  },
  "copy-of-spec": {
    outcome: "invalid",
    sentence: ({ name, original, maker }: { name: string; original: string; maker: string }) =>
      `“${name}” is a copy of “${original}” that ${maker} made.`,
    advice: ({ another, field }: { another: string; field: string }) =>
      another === ""
        ? "Remove it. Earlier versions of a spec are in git."
        : `Remove it. If it is to be another ${another}, rename the file and give it a ${field} of its own.`,
  },
  "only-copy-of-spec": {
    outcome: "invalid",
    sentence: ({ name, original, maker }: { name: string; original: string; maker: string }) =>
      `“${name}” looks like a copy of “${original}” that ${maker} made, and “${original}” is not here. It is not read.`,
    advice: ({ original }: { original: string }) =>
      `If it is the spec, rename it to “${original}”. Otherwise remove it.`,
  },
  "not-utf8": {
    outcome: "invalid",
    sentence: ({ byte, offset }: { byte: string; offset: number }) =>
      `The file is not UTF-8 text: byte ${byte} at position ${offset} does not belong there.`,
    advice: () => "Save the file again with the encoding “UTF-8”.",
  },
  "utf16-file": {
    outcome: "invalid",
    sentence: () => "The file is saved as UTF-16 (“Unicode” in Windows Notepad).",
    advice: () => "Save the file again with the encoding “UTF-8”.",
  },
  "control-character": {
    outcome: "invalid",
    sentence: ({ codePoint }: { codePoint: string }) => `There is a control character here: ${codePoint}.`,
    advice: () => "Delete it. Most editors do not show it; retype the line if necessary.",
  },
  "hidden-character": {
    outcome: "invalid",
    sentence: ({ codePoint, name }: { codePoint: string; name: string }) =>
      `There is a character here that cannot be seen: ${codePoint} (${name}).`,
    advice: () =>
      "Retype this text. Such characters come from copying, and can make a text look different from what it is.",
  },
  "long-line": {
    outcome: "invalid",
    sentence: ({ length, limit }: { length: number; limit: number }) =>
      `This line has ${length} characters, more than the ${limit} that a line may have.`,
    advice: () => "Break it up: one entry of a list on each line.",
  },
  "empty-file": {
    outcome: "invalid",
    sentence: () => "There is nothing in this file.",
    advice: () => "Copy an example from specs/, or delete the file.",
  },
  "not-a-mapping": {
    outcome: "invalid",
    sentence: ({ found }: { found: string }) =>
      `A spec is made of lines such as “kind: BookingCalendar”, but this file holds ${found}.`,
    advice: () => "Begin with the line “kind: …” and write each field on a line of its own.",
  },
  "several-documents": {
    outcome: "invalid",
    sentence: () => "A second document begins here (“---”).",
    advice: () => "Write one file for each calendar, policy or organisation.",
  },
  "yaml-directive": {
    outcome: "invalid",
    sentence: () => "Lines that begin with “%” tell YAML how to read the file, and are not allowed in specs.",
    advice: () => "Remove the line.",
  },
  "yaml-tag": {
    outcome: "invalid",
    sentence: ({ tag }: { tag: string }) => `“${tag}” is a YAML tag, and tags are not allowed in specs.`,
    advice: () => "Remove it. If the text itself begins with “!”, put it in quotes.",
  },
  "yaml-alias": {
    outcome: "invalid",
    sentence: ({ alias }: { alias: string }) =>
      `“${alias}” is a YAML anchor or alias, and they are not allowed in specs.`,
    advice: () => "Write the value in full. If the text itself begins with “&” or “*”, put it in quotes.",
  },
  "nested-too-deeply": {
    outcome: "invalid",
    sentence: ({ limit }: { limit: number }) => `The nesting here is more than ${limit} levels deep.`,
    advice: () => "No spec needs that. Check the indentation and the brackets.",
  },
  "merge-conflict": {
    outcome: "invalid",
    sentence: () =>
      "Git could not merge two changes to this file. It left both in the file, from this line on.",
    advice: () =>
      "Keep the lines that are right, and remove the others and the lines that git added (<<<<<<<, |||||||, =======, >>>>>>>).",
  },
  "typographic-quotes": {
    outcome: "invalid",
    sentence: () =>
      "This text is in typographic quotes, as word processors make them. YAML reads them as part of the text.",
    advice: ({ meant }: { meant: string }) => `Write straight quotes: ${JSON.stringify(meant)}`,
  },
  "text-cut-by-comment": {
    severity: "warning",
    sentence: ({ field, value }: { field: string; value: string; comment: string }) =>
      `“${field}” is “${value}”: a “#” after a space begins a comment, and the rest of this line is not read.`,
    advice: ({ value, comment }: { value: string; comment: string }) =>
      `If it belongs to the text, put all of it in quotes: ${JSON.stringify(`${value} ${comment}`)}. If it is a comment, give it a line of its own.`,
  },
  "tab-indentation": {
    outcome: "invalid",
    sentence: () => "This line is indented by a tab, which YAML does not allow.",
    advice: () => "Use two spaces instead.",
  },
  "bad-indentation": {
    outcome: "invalid",
    sentence: () => "The indentation of this line does not fit the lines around it.",
    advice: () => "Begin it in the same column as the other fields or entries that it belongs to.",
  },
  "colon-in-text": {
    outcome: "invalid",
    sentence: () => "There is a colon here where YAML does not expect one.",
    advice: () =>
      'Write one field on a line, and begin fields that belong together in the same column. If the colon belongs to the text, put the text in quotes: "…".',
  },
  "line-is-no-field": {
    outcome: "invalid",
    sentence: () => "This line, or the one after it, is neither a field nor an entry of a list.",
    advice: () =>
      "A field is “name: value” and an entry is “- value”, each with a space. Fields of one group and entries of one list begin in the same column.",
  },
  "text-needs-quotes": {
    outcome: "invalid",
    sentence: () => "Text cannot begin with this character unless it is in quotes.",
    advice: () => 'Put the text in quotes: "…".',
  },
  "unfinished-text": {
    outcome: "invalid",
    sentence: () => "Something that was opened here is not closed: a quote, a bracket or a brace.",
    advice: () => "Look for the missing “\"”, “'”, “]” or “}”.",
  },
  "bad-escape": {
    outcome: "invalid",
    sentence: () => "In double quotes a backslash begins an escape, and this is not one.",
    advice: () => "Use single quotes, or write the backslash twice.",
  },
  "yaml-syntax": {
    outcome: "invalid",
    sentence: () => "This cannot be read as YAML from here on.",
    advice: () =>
      "Compare the line with the examples in specs/: “field: value”, and lists as lines that begin with “- ”.",
  },
  "more-problems": {
    outcome: "invalid",
    sentence: ({ count }: { count: number }) =>
      `There ${count === 1 ? "is one more problem" : `are ${count} more problems`} in this file.`,
    advice: () => "Fix the ones above first; the others may disappear with them.",
  },
  "duplicate-field": {
    outcome: "invalid",
    sentence: ({ field }: { field: string }) => `“${field}” is written twice.`,
    advice: () => "Keep one of them. A list goes under one field, an entry on each line.",
  },
  "field-name-not-text": {
    outcome: "invalid",
    sentence: () => "The name of a field has to be a plain word.",
    advice: () => "Write “field: value”.",
  },
  "file-in-wrong-folder": {
    outcome: "invalid",
    sentence: () => "No spec is expected at this place.",
    advice: ({ belongs }: { belongs: string }) => belongs,
  },
  "missing-kind": {
    outcome: "invalid",
    sentence: () => "The file does not say what it describes: the field “kind” is missing.",
    advice: ({ expected }: { expected: string }) => `Begin it with “kind: ${expected}”.`,
  },
  "unknown-kind": {
    outcome: "invalid",
    sentence: ({ kind }: { kind: string }) => `There is no kind of spec called “${kind}”.`,
    advice: ({ near, expected }: Near & { expected: string }) =>
      near === undefined ? `In this folder it is “kind: ${expected}”.` : didYouMean(near),
  },
  "kind-in-wrong-folder": {
    outcome: "invalid",
    sentence: ({ kind, expected }: { kind: string; expected: string }) =>
      `This file says “kind: ${kind}”, but a file in this place has “kind: ${expected}”.`,
    advice: ({ belongs }: { belongs: string }) => belongs,
  },
  "missing-tenant-file": {
    outcome: "invalid",
    sentence: () => "The file with the settings of the tenant is missing: specs/tenant.yaml.",
    advice: () =>
      "Without it no address can be computed. “bookings init” writes one; docs/specs.md lists its fields.",
  },
  "missing-organisation-file": {
    outcome: "invalid",
    sentence: ({ folder }: { folder: string }) =>
      `The folder of this file is not an organisation: specs/${folder}/organisation.yaml is missing.`,
    advice: () => "Write that file first, or move this one into the folder of its organisation.",
  },
  "unknown-field": {
    outcome: "invalid",
    sentence: ({ field, owner }: { field: string; owner: string }) =>
      `There is no field “${field}” in ${owner}.`,
    advice: ({ near, known, hint }: Near & { known: readonly string[]; hint?: string | undefined }) =>
      hint ?? didYouMean(near) ?? `The fields are ${quotedList(known)}.`,
  },
  "missing-field": {
    outcome: "invalid",
    sentence: ({ field, owner }: { field: string; owner: string }) =>
      `The field “${field}” is missing in ${owner}.`,
    advice: ({ example }: { example: string }) => `For example: ${example}`,
  },
  "wrong-type": {
    outcome: "invalid",
    sentence: ({ field, expected, found }: { field: string; expected: string; found: string }) =>
      `“${field}” has to be ${expected}, but is ${found}.`,
    advice: ({ example, near }: { example: string } & Near) => didYouMean(near) ?? `For example: ${example}`,
  },
  "empty-value": {
    outcome: "invalid",
    sentence: ({ field }: { field: string }) => `There is nothing after “${field}”.`,
    advice: ({ example }: { example: string }) =>
      `Write a value, or leave the whole field out if it is not needed. For example: ${example}`,
  },
  "wrong-value": {
    outcome: "invalid",
    sentence: ({ field, value }: { field: string; value: string }) =>
      `“${value}” is not one of the values that “${field}” may have.`,
    advice: ({ near, allowed }: Near & { allowed: readonly string[] }) =>
      didYouMean(near) ?? `Write one of ${quotedList(allowed)}.`,
  },
  "wrong-form": {
    outcome: "invalid",
    sentence: ({ field, value }: { field: string; value: string }) =>
      `“${value}” does not have the form that “${field}” asks for.`,
    advice: ({ example, about }: { example: string; about: string }) => `${about}\nFor example: ${example}`,
  },
  "value-too-long": {
    outcome: "invalid",
    sentence: ({ field, length, limit }: { field: string; length: number; limit: number }) =>
      `“${field}” has ${length} characters, more than the ${limit} that it may have.`,
    advice: () => "Write it shorter.",
  },
  "too-many-entries": {
    outcome: "invalid",
    sentence: ({ field, count, limit }: { field: string; count: number; limit: number }) =>
      `“${field}” has ${count} entries, more than the ${limit} that it may have.`,
    advice: () => "Split it.",
  },
  "number-out-of-range": {
    outcome: "invalid",
    sentence: ({ field, value }: { field: string; value: number }) =>
      `${value} is outside the range of “${field}”.`,
    advice: ({ comparison, limit }: { comparison: string; limit: number }) =>
      `Write a number ${comparison} ${limit}.`,
  },
  "spec-not-editable": {
    outcome: "invalid",
    sentence: ({ what }: { what: string }) =>
      `“${what}” is written in a way that no command can change without rewriting the whole file.`,
    advice: () => "Change it in an editor. Nothing was written.",
  },
  "users-in-two-places": {
    outcome: "invalid",
    sentence: ({ usersFile }: { usersFile: string }) =>
      `The users are listed under “users” and in ${usersFile} as well.`,
    advice: () => "Keep one of the two.",
  },
  "users-file-unreadable": {
    outcome: "invalid",
    sentence: ({ path }: { path: string }) => `The users' file ${path} cannot be read.`,
    advice: ({ limit }: { limit: number }) =>
      `It must be a plain file in the same folder as the spec, of at most ${limit} bytes.`,
  },
  "users-file-heading": {
    outcome: "invalid",
    sentence: () => "The first line of the users' file is not “Email Address”.",
    advice: () => "Write “Email Address” on the first line, then one address on each line.",
  },
  "users-file-column": {
    outcome: "invalid",
    sentence: () => "This line of the users' file has more than one column.",
    advice: () => "Keep one e-mail address on each line and nothing else.",
  },
} as const satisfies Catalogue;
