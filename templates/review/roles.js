// What a line can be, in the words of a newsroom, each with the key that says so.

export const ROLES = [
  { role: "headline", key: "h", name: "Headline", group: "head" },
  { role: "kicker", key: "k", name: "Kicker", group: "head" },
  { role: "standfirst", key: "s", name: "Standfirst", group: "head" },
  { role: "byline", key: "b", name: "Byline", group: "facts" },
  { role: "timestamp", key: "d", name: "Date", group: "facts" },
  { role: "category", key: "c", name: "Category", group: "facts" },
  { role: "dateline", key: "o", name: "Dateline (place)", group: "facts" },
  { role: "slugline", key: "g", name: "Slugline", group: "facts" },
  { role: "tag", key: "t", name: "Tag", group: "facts" },
  { role: "paragraph", key: "p", name: "Paragraph", group: "copy" },
  { role: "subheading", key: "u", name: "Subheading", group: "copy" },
  { role: "list_item", key: "l", name: "List item", group: "copy" },
  { role: "quote", key: "q", name: "Quote", group: "copy" },
  { role: "pull_quote", key: "w", name: "Pull quote", group: "copy" },
  { role: "caption", key: "i", name: "Caption", group: "copy" },
  { role: "credit", key: "f", name: "Photo credit", group: "copy" },
  { role: "note", key: "v", name: "Editor’s note", group: "copy" },
  { role: "related_title", key: "r", name: "Related story", group: "related" },
  { role: "related_summary", key: "m", name: "Related summary", group: "related" },
  { role: "discarded", key: "x", name: "Discard", group: "gone" },
];

const BY_ROLE = new Map(ROLES.map((one) => [one.role, one]));
const BY_KEY = new Map(ROLES.map((one) => [one.key, one]));

export const roleOf = (role) => BY_ROLE.get(role);
export const roleOfKey = (key) => BY_KEY.get(key);
