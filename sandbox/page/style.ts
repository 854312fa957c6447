/** How the page looks. Text is never smaller than 16 pixels, and lines of controls are at least 44 high. */
export const style = `
:root { --ink: #14202b; --dim: #44525f; --line: #b9c4ce; --blue: #0b3d6b; --link: #00508f; --pale: #eef3f7; --focus: #ffd33d; }
* { box-sizing: border-box; }
html { font: 100%/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; color: var(--ink); background: #fff; }
body { margin: 0; overflow-wrap: anywhere; }
.wide { max-width: 70rem; margin-left: auto; margin-right: auto; padding-left: 1rem; padding-right: 1rem; }
a { color: var(--link); }
a:hover { text-decoration-thickness: 3px; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, main:focus-visible {
  outline: 3px solid var(--ink); outline-offset: 0; box-shadow: 0 0 0 6px var(--focus); }
main:focus-visible { outline: 0; box-shadow: none; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 0; background: var(--focus); color: var(--ink); padding: .75rem; z-index: 1; }
header { background: var(--blue); color: #fff; }
.bar { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; padding-top: 1rem; padding-bottom: .75rem; }
.bar p { margin: 0; }
.name { font-size: 1.5rem; font-weight: bold; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; margin-top: 0; margin-bottom: 0; }
header ul { padding-top: 0; padding-bottom: 0; }
header nav { background: #fff; border-bottom: 1px solid var(--line); }
header nav a { display: block; padding: .65rem 1rem .5rem; border-bottom: 4px solid transparent; }
header nav li:first-child a { margin-left: -1rem; }
header nav a[aria-current] { border-color: var(--link); color: var(--ink); font-weight: bold; text-decoration: none; }
main { padding-top: 1.5rem; padding-bottom: 3rem; min-height: 60vh; }
h1, h2, h3 { line-height: 1.25; margin: 0 0 .75rem; }
h1 { font-size: 2rem; }
h2 { font-size: 1.5rem; margin-top: 2.5rem; }
h3 { font-size: 1.1875rem; }
p { margin: 0 0 1rem; max-width: 44rem; }
code { font: 1rem/1.4 "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: .9375em; }
pre { background: var(--pale); border-left: 6px solid var(--blue); padding: 1rem; margin: 0 0 1rem; overflow-x: auto; }
.counts { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; margin: 0 0 1.5rem; padding: 0; }
.counts li { flex: 1 1 9rem; background: var(--pale); border-top: 4px solid var(--blue); padding: .75rem 1rem; }
.counts strong { display: block; font-size: 1.75rem; line-height: 1.2; }
.small { color: var(--dim); }
td .small { display: block; }
.hidden, h2 + table caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.facts { margin: 0 0 1rem; border-top: 1px solid var(--line); }
.facts div { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: 0 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
dt { font-weight: bold; }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem; }
caption { text-align: left; font-weight: bold; padding: .25rem 0 .5rem; }
th { text-align: left; background: var(--pale); border-bottom: 2px solid var(--dim); }
th, td { padding: .5rem .75rem .5rem .5rem; vertical-align: top; }
td { border-bottom: 1px solid var(--line); min-width: 8rem; }
tr.write td:first-child { box-shadow: inset 5px 0 0 #a15c00; padding-left: .9rem; }
.column { display: none; }
.tag { display: inline-block; padding: .1rem .5rem; border: 1px solid; white-space: nowrap; font-weight: bold; }
.good { color: #00491c; background: #e2f4e8; }
.wait { color: #5c3300; background: #fff1d1; }
.bad { color: #7d0d0d; background: #fde7e7; }
.plain { color: var(--ink); background: var(--pale); }
.search { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; background: var(--pale); padding: 1rem; margin: 0 0 1.5rem; }
.field { flex: 1 1 14rem; min-width: 0; }
label { display: block; font-weight: bold; margin-bottom: .25rem; }
input, select, button { font: inherit; min-height: 2.75rem; padding: .4rem .6rem; border: 2px solid var(--dim); border-radius: 0; color: var(--ink); background: #fff; max-width: 100%; }
input:not([type=hidden]), select { width: 100%; }
button { font-weight: bold; padding: .4rem 1.25rem; cursor: pointer; background: var(--blue); border-color: var(--blue); color: #fff; border-radius: 4px; }
button:hover { background: #072a4a; }
button.main { background: #00602b; border-color: #00602b; }
button.main:hover { background: #00431e; }
button.second { background: #fff; color: #7d0d0d; border-color: #7d0d0d; }
button.second:hover { background: #fde7e7; }
.mail { border: 1px solid var(--line); border-left: 6px solid var(--blue); padding: 1rem 1rem 0; margin: 0 0 1rem; max-width: 48rem; }
.mail form { display: flex; flex-wrap: wrap; gap: .75rem; padding-bottom: 1rem; }
.notice { border: 3px solid #00602b; background: #e2f4e8; padding: .75rem 1rem; font-weight: bold; }
.pages { margin: 0; padding: 0; gap: .5rem 1.5rem; }
.pages a { display: inline-block; padding: .6rem 0; }
footer { background: var(--pale); border-top: 1px solid var(--line); padding: 1.25rem 0; }
footer p { margin-top: 0; margin-bottom: 0; max-width: 70rem; }
@media (max-width: 47.99rem) {
  h1 { font-size: 1.625rem; }
  header nav a { padding-left: .5rem; padding-right: .5rem; }
  header ul.wide { padding-left: .5rem; padding-right: .5rem; }
  header nav li:first-child a { margin-left: 0; }
  .tag { white-space: normal; }
  .facts div { grid-template-columns: 1fr; }
  table, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  caption { display: block; }
  tbody tr { border: 1px solid var(--line); margin-bottom: .75rem; }
  tbody tr.write { border-left: 6px solid #a15c00; }
  tr.write td:first-child { box-shadow: none; padding-left: .5rem; }
  td { min-width: 0; display: grid; grid-template-columns: minmax(6rem, 35%) 1fr; gap: 0 .75rem; border-bottom: 1px solid var(--pale); }
  .column { display: block; font-weight: bold; }
  .value { min-width: 0; }
}
@media print { nav, .search, form, .skip { display: none; } }
`;
