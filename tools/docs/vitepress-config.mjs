import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { anchorOf, siteMenu, sitePages } = createRequire(import.meta.url)(
  "../../dist/tools/docs/site-pages.js",
);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** How the pages become a site: VitePress as it comes, with its own search, and nothing from elsewhere. */
export const config = {
  lang: "en-GB",
  title: "Bookings from git",
  description: "Booking calendars of NHSmail from specs in git",
  outDir: "../../dist/site",
  cacheDir: "../vitepress-cache",
  markdown: {
    // a page writes <organisation> and means it
    html: false,
    anchor: { slugify: anchorOf },
    // blocks that are indented look like those in fences
    config: ({ renderer: { rules } }) => {
      rules.code_block = (tokens, index, ...rest) => {
        tokens[index].info = "sh";
        return rules.fence(tokens, index, ...rest);
      };
    },
  },
  themeConfig: {
    search: { provider: "local" },
    sidebar: siteMenu(sitePages(root)),
    nav: [
      { text: "First calendar", link: "/la/first-calendar" },
      { text: "Messages", link: "/problems/" },
      { text: "Commands", link: "/commands" },
    ],
    outline: { level: [2, 3] },
    docFooter: { prev: false, next: false },
  },
};
