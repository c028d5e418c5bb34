// The dialog in which fields are edited; what stands in the source stays there.

import { fieldOf, spelled } from "./preview.js";

const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const LISTS = ["bylines", "categories", "keywords"];

/** Put the values of the story into the form. */
export function fillFields(form, story, state) {
  for (const input of form.querySelectorAll("[name]")) {
    const value = fieldOf(story, state, input.name);
    input.value = LISTS.includes(input.name) ? (value ?? []).map((one) => one.name ?? one).join("\n") : spelled(value);
    input.setCustomValidity("");
  }
}

/** The values that were changed in the form, in the form that the Story has them; nothing if one does not fit. */
export function changedFields(form, story, state) {
  const values = {};
  let fits = true;
  for (const input of form.querySelectorAll("[name]")) {
    const before = fieldOf(story, state, input.name);
    const problem = wrong(input);
    input.setCustomValidity(problem);
    fits &&= !problem;
    const value = valueOf(input, before);
    if (spelled(value) !== spelled(before)) values[input.name] = value;
  }
  if (!fits) form.reportValidity();
  return fits ? values : undefined;
}

function wrong(input) {
  const text = input.value.trim();
  if (input.name === "headline" && !text) return "A story has a headline.";
  if (["published", "updated"].includes(input.name) && text && !DATE.test(text)) {
    return "A date looks like 2024, 2024-05, 2024-05-03 or 2024-05-03T17:47+02:00.";
  }
  if (input.name === "language" && text && !LANGUAGE.test(text)) return "A language looks like en or pt-BR.";
  return "";
}

function valueOf(input, before) {
  const text = input.value.trim();
  if (!LISTS.includes(input.name)) return input.name === "standfirst" ? text || null : text.replace(/\s+/g, " ") || null;
  const names = text.split("\n").map((name) => name.trim()).filter(Boolean);
  if (input.name === "keywords") return names;
  const known = new Map((before ?? []).map((one) => [one.name, one]));
  return names.map((name) => known.get(name) ?? { name });
}
