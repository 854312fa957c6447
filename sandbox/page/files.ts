import { icon } from "./icon";
import type { PageRoute } from "./page-route";
import { style } from "./style";

function file(path: string, type: string, content: string): PageRoute {
  return { method: "GET", path, run: () => ({ status: 200, type, file: content }) };
}

/** What the documents load; nothing comes from anywhere else. */
export const files: readonly PageRoute[] = [
  file("/page/style.css", "text/css; charset=utf-8", style),
  file("/page/icon.svg", "image/svg+xml", icon),
];
