// The file of corrections, as docs/corrections.md describes it.

const VERSION = 1;
const TEXT = 60;

/** What a person has said of a story that newscopy had not: objects, a line each. */
export function recordsOf(story, state) {
  const common = { source: story.sha, id: story.id, name: story.name };
  const records = [];
  const untouched = new Set(story.rows);
  for (const row of state.rows) {
    if (untouched.has(row)) continue;
    const own = story.rows.find((one) => one.end > row.start);
    const same = own.start === row.start && own.end === row.end && own.role === row.role;
    if (same && (row.role !== "discarded" || own.reason === row.reason)) continue;
    const record = { ...common, start: row.start, end: row.end, old: own.role, role: row.role };
    if (row.role === "discarded") record.reason = row.reason ?? "furniture";
    records.push({ ...record, confidence: own.sure, text: [...row.text.slice(0, 2 * TEXT)].slice(0, TEXT).join("") });
  }
  for (const [field, value] of Object.entries(state.fields)) {
    records.push({ ...common, field, old: story.fields[field] ?? null, value });
  }
  if (state.accepted) records.push({ ...common, accepted: true });
  return records;
}

/** The records as the text of a file. */
export function fileOf(records) {
  const head = { newscopy: "corrections", version: VERSION, count: records.length };
  return [head, ...records].map((record) => `${JSON.stringify(record)}\n`).join("");
}
