// Keeps slugs plain, remembers which entry had which slug, and guards entries that are pinned.
import { Rejection, listeners, serve } from "./hookline.mjs";

const manifest = {
  id: "slug-policy",
  version: "1.0.0",
  name: "Slug policy",
  storage: { slugs: { indexes: ["entry"] } },
  events: [{ name: "slug-changed", schema: { type: "object", required: ["entry", "slug"] } }],
  hooks: {
    "plugin:activate": {},
    "content:beforeSave": { priority: 40, timeout: 2000 },
    "content:beforeDelete": { timeout: 2000 },
    "content:afterSave": {},
    track_event: { match: { name: ["slug-changed"] } },
    cron: {},
  },
};

/** "Ærø  & Übermut" becomes "aero-ubermut". */
function plain(slug) {
  const latin = slug.replaceAll("ß", "ss").replaceAll(/æ/gi, "ae").replaceAll(/ø/gi, "o");
  return latin.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

const handlers = {
  // A filter: the value replaces the content; a Rejection cancels the save.
  "content:beforeSave"({ content }) {
    if (!content.slug) return undefined;
    const slug = plain(content.slug);
    if (!slug) throw new Rejection("A slug needs a letter or a digit");
    return { ...content, slug };
  },

  // A gate: false blocks.
  async "content:beforeDelete"({ collection, id }, ctx) {
    const pin = await ctx.api("GET", `/kv/${encodeURIComponent(`pinned:${collection}/${id}`)}`);
    return pin?.value !== true;
  },

  ...listeners({
    async "plugin:activate"(_event, ctx) {
      await ctx.api("PUT", "/cron/weekly-count", { schedule: "0 3 * * 1" });
    },

    // After hooks come at least once: under the slug's own key, a repetition changes nothing.
    async "content:afterSave"({ content, collection }, ctx) {
      const path = `/storage/slugs/${encodeURIComponent(`${collection}:${content.slug}`)}`;
      const entry = `${collection}/${content.id}`;
      if (await ctx.api("GET", path)) return;
      await ctx.api("PUT", path, { entry });
      await ctx.api("POST", "/events", { name: "slug-changed", properties: { entry, slug: content.slug } });
    },

    async track_event({ properties }, ctx) {
      await ctx.api("POST", "/log", { level: "info", message: `${properties.entry} is now ${properties.slug}` });
    },

    async cron({ name }, ctx) {
      const { count } = await ctx.api("POST", "/storage/slugs/count", {});
      await ctx.api("POST", "/log", { level: "info", message: `${name}: ${count} slugs` });
    },
  }),
};

serve(manifest, handlers);
