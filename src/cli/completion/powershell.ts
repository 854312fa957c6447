import { afterOptions, type CompletedCommand, type Values } from "./tree";

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const pair = ([word, what]: readonly [string, string]): string => `@(${quoted(word)}, ${quoted(what)})`;

const pairs = (list: readonly (readonly [string, string])[]): string => `@(${list.map(pair).join(", ")},@())`;

function valuesOf(values: Values): string {
  if (values === "organisation") return "'organisation'";
  if (values === "file" || values === "anything") return "$null";
  return pairs(values.map((word) => [word, word]));
}

/** For PowerShell: `bookings completion powershell | Out-String | Invoke-Expression`. Files are what it offers by itself. */
export function powershellScript(tree: readonly CompletedCommand[]): string {
  const options = tree.map(
    ({ path, options }) => `    ${quoted(path)} = ${pairs(options.map(({ long, what }) => [long, what]))}`,
  );
  const values = tree.map(
    ({ path, parts, values }) =>
      `    ${quoted(path)} = ${parts.length > 0 ? pairs(parts) : valuesOf(values)}`,
  );
  const after = afterOptions(tree).map(([key, values]) => `    ${quoted(key)} = ${valuesOf(values)}`);
  return `# Completion of bookings for PowerShell: bookings completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName bookings, nhsmail-bookings -ScriptBlock {
  param($word, $ast, $position)
  $options = @{
${options.join("\n")}
  }
  $values = @{
${values.join("\n")}
  }
  $after = @{
${after.join("\n")}
  }
  $before = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $path = ''
  foreach ($one in $before) {
    $longer = "$path $one".Trim()
    if ($options.ContainsKey($longer)) { $path = $longer }
  }
  $key = if ($before.Count -gt 0) { "\${path}:$($before[-1])" } else { '' }
  $offered = if ($after.ContainsKey($key)) { $after[$key] } elseif ($word.StartsWith('-')) { $options[$path] } else { $values[$path] }
  if ($offered -eq 'organisation') {
    $root = if ($env:BOOKINGS_ROOT) { $env:BOOKINGS_ROOT } else { $PWD.Path }
    while ($root -and -not (Test-Path (Join-Path $root 'specs/tenant.yaml'))) { $root = Split-Path $root -Parent }
    if (-not $root) { return }
    $offered = @(Get-ChildItem (Join-Path $root 'specs/*/organisation.yaml') | ForEach-Object { , @($_.Directory.Name, $_.Directory.Name) })
  }
  foreach ($one in $offered) {
    if ($one.Count -eq 2 -and $one[0].StartsWith($word)) {
      [System.Management.Automation.CompletionResult]::new($one[0], $one[0], 'ParameterValue', $one[1])
    }
  }
}
`;
}
