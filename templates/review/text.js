// Text as it is shown: always as text, never as markup, and with nothing hidden in it.

const CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
export const SHOWN = 2000;

/** White space made single blanks, as a printed line has it. */
export function collapse(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** Unicode characters before a place in a JavaScript string: the offsets of a Story count these. */
export function pointsBefore(text, place) {
  let count = 0;
  for (const _ of text.slice(0, place)) count += 1;
  return count;
}

/** Fill an element with text: long ones cut, characters that turn the direction of others spelled out. */
export function show(element, text, limit = SHOWN) {
  const head = text.length > limit ? text.slice(0, limit) : text;
  element.replaceChildren();
  let at = 0;
  for (const match of head.matchAll(CONTROLS)) {
    element.append(head.slice(at, match.index), spellOut(match[0]));
    at = match.index + 1;
  }
  element.append(head.slice(at));
  if (head !== text) {
    const more = document.createElement("span");
    more.className = "more";
    more.textContent = ` … and ${(text.length - limit).toLocaleString("en")} more characters`;
    element.append(more);
  }
  return element;
}

/** An element with a class and a text. */
export function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function spellOut(control) {
  const code = control.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return made("span", "control", `[U+${code}]`);
}
