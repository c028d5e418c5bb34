// The story as it will print, from its lines as they stand now.

import { collapse, made, show } from "./text.js";

const BODY = {
  paragraph: "p",
  subheading: "h3",
  list_item: "p",
  quote: "blockquote",
  pull_quote: "blockquote",
  caption: "p",
  credit: "p",
  note: "p",
  related_title: "p",
  related_summary: "p",
};
const FIELDS = {
  categories: "category",
  kicker: "kicker",
  headline: "headline",
  standfirst: "standfirst",
  byline: "byline",
  published: "timestamp",
  updated: "timestamp",
  keywords: "tag",
  slugline: "slugline",
};
const HEAD = ["categories", "kicker", "headline", "standfirst", "byline", "published", "updated"];
const TAGS = { headline: "h2" };

/** A field as it stands now: what a person gave, else newscopy's own while its lines are untouched, else their words. */
export function fieldOf(story, state, name) {
  if (name in state.fields) return state.fields[name];
  if (name === "byline" && "bylines" in state.fields) return state.fields.bylines.map((one) => one.name).join(", ");
  const role = FIELDS[name];
  const spell = (rows) => rows.filter((row) => row.role === role).map((row) => `${row.start}-${row.end}`).join();
  if (!role || spell(state.rows) === spell(story.rows)) return story.fields[name];
  const said = state.rows.filter((row) => row.role === role).map((row) => collapse(row.text));
  if (name === "categories") return said.map((one) => ({ name: one }));
  if (name === "keywords") return said;
  return (name === "headline" ? said[0] : said.join(" ")) || (name === "headline" ? story.fields.headline : null);
}

/** A field in words; empty if there is nothing in it. */
export function spelled(value) {
  if (Array.isArray(value)) return value.map((one) => one.name ?? one).join(", ");
  return value ?? "";
}

/** Fill `place` with the story; what a line has become carries its number as data-row. */
export function drawPreview(place, story, state, first, last) {
  const parts = [];
  for (const name of HEAD) {
    const text = spelled(fieldOf(story, state, name));
    if (!text) continue;
    const part = show(made(TAGS[name] ?? "p", `print-${name}`), name === "updated" ? `Updated ${text}` : text);
    const row = state.rows.findIndex((one) => one.role === FIELDS[name]);
    if (row >= 0) part.dataset.row = row;
    parts.push(part);
  }
  let headlines = 0;
  state.rows.forEach((row, at) => {
    if (row.role === "headline") headlines += 1;
    const again = row.role === "headline" && headlines > 1;
    const alone = row.role === "dateline";
    if (at < first || at > last || !(row.role in BODY || again || alone)) return;
    const tag = again ? "h3" : (BODY[row.role] ?? "p");
    const part = show(made(tag, `print-${again ? "subheading" : row.role}`), collapse(row.text));
    part.dataset.row = at;
    parts.push(part);
  });
  const keywords = spelled(fieldOf(story, state, "keywords"));
  if (keywords) parts.push(show(made("p", "print-keywords"), `Tags: ${keywords}`));
  place.dir = story.direction;
  if (story.language) place.lang = story.language;
  place.replaceChildren(...parts);
  for (const part of parts) part.dir = "auto";
}
