// The lines of the source, each with what it was taken for and how sure newscopy is.

import { roleOf } from "./roles.js";
import { made, show } from "./text.js";

export const DOUBTFUL = 0.8;
export const WINDOW = 200;

/** True for a line that a person should look at. */
export function isDoubtful(row) {
  return !row.byHand && row.sure < DOUBTFUL;
}

/** The numbers of the first and last line to be drawn around one; a long story is never drawn whole. */
export function around(rows, at) {
  const first = Math.max(0, Math.min(at - WINDOW / 2, rows.length - WINDOW));
  return [first, Math.min(rows.length, first + WINDOW) - 1];
}

/** The element of a line. */
export function drawLine(row, at, count) {
  const known = roleOf(row.role);
  const element = made("li", `line group-${known.group}`);
  element.id = `line-${at}`;
  element.dataset.row = at;
  element.setAttribute("role", "option");
  element.setAttribute("aria-posinset", at + 1);
  element.setAttribute("aria-setsize", count);
  element.setAttribute("aria-selected", "false");
  element.classList.toggle("doubtful", isDoubtful(row));
  element.classList.toggle("by-hand", Boolean(row.byHand));
  const chip = made("span", "chip", row.role === "discarded" ? "Discarded" : known.name);
  const text = show(made("span", "said"), row.text);
  text.dir = "auto";
  element.append(made("span", "number", row.line ?? ""), chip, text, drawSure(row));
  return element;
}

function drawSure(row) {
  const percent = Math.round(row.sure * 100);
  const words = row.byHand ? "by hand" : `${percent} %${isDoubtful(row) ? " doubtful" : ""}`;
  const sure = made("span", "sure", words);
  const bar = made("span", "bar");
  bar.setAttribute("aria-hidden", "true");
  bar.style.setProperty("--sure", `${row.byHand ? 100 : percent}%`);
  sure.append(bar);
  const why = row.byHand ? "" : row.reason;
  if (why) sure.append(made("span", "why", why));
  return sure;
}
