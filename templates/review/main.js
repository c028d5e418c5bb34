// The page: opens a story, listens to keys, mouse and touch, and saves.

import { fileOf, recordsOf } from "./corrections.js";
import { changedFields, fillFields } from "./fields.js";
import { keep, keptWork } from "./keep.js";
import { around, drawLine, isDoubtful } from "./lines.js";
import { StoryList } from "./list.js";
import { drawPreview } from "./preview.js";
import { ROLES, roleOf, roleOfKey } from "./roles.js";
import { joined, split, untouched, withFields, withRole, Work } from "./state.js";
import { made, show } from "./text.js";

const find = (id) => document.getElementById(id);
const index = JSON.parse(find("index").textContent);
const work = new Work();
const opened = new Map();
const saved = new Map();
const touched = new Set();
let base = null;
let story;
let cursor = 0;
let anchor = 0;
let shown = [0, -1];

// Stories ----------------------------------------------------------------------------------------------------------

function storyAt(at) {
  if (!opened.has(at)) {
    const told = JSON.parse(find(`story-${at}`).textContent);
    const rows = told.rows.map(([start, end, role, reason, sure, line, loose, text]) => (
      { start, end, role, reason, sure, line, loose, text }
    ));
    opened.set(at, { ...told, at, rows });
  }
  return opened.get(at);
}

const keyOf = (one) => `${one.sha} ${one.id} ${one.stamp}`;
const recordsAt = (at) => recordsOf(storyAt(at), work.of(storyAt(at)));
const unsaved = () => [...touched].filter((at) => fileOf(recordsAt(at)) !== (saved.get(at) ?? fileOf([])));

function standing(at) {
  const state = work.states.get(at);
  if (!state) return "";
  if (state.accepted) return "accepted";
  return recordsAt(at).length ? "corrected" : "";
}

function open(at, row) {
  story = storyAt(at);
  const { rows } = work.of(story);
  cursor = anchor = row ?? Math.max(0, rows.findIndex(isDoubtful));
  list.open(at);
  draw();
  find("lines-frame").scrollTop = 0;
  find("print").scrollTop = 0;
  reveal();
}

// Drawing ----------------------------------------------------------------------------------------------------------

function draw() {
  const state = work.of(story);
  cursor = Math.min(cursor, state.rows.length - 1);
  anchor = Math.min(anchor, state.rows.length - 1);
  show(find("name"), story.name, 200);
  find("sure").value = story.sure;
  find("sure-words").textContent = `${Math.round(story.sure * 100)} %`;
  find("place").textContent = `Story ${story.at + 1} of ${index.stories.length}`;
  find("accept").setAttribute("aria-pressed", String(state.accepted));
  drawNotices();
  drawLines();
  drawTold();
}

/** Everything that depends on what was done, and not on which lines are in view. */
function drawTold() {
  const state = work.of(story);
  drawPreview(find("print"), story, state, ...shown);
  find("undo").disabled = !work.done.length;
  find("redo").disabled = !work.undone.length;
  const open = unsaved().length;
  find("unsaved").textContent = open ? `${open} ${open === 1 ? "story" : "stories"} not saved` : "All is saved";
  list.draw();
}

function drawNotices() {
  const place = find("notices");
  place.replaceChildren(...story.notices.map((notice) => {
    const item = made("li");
    const text = show(made(notice.start === null ? "span" : "button", "notice"), notice.message, 300);
    if (notice.start !== null) {
      text.type = "button";
      text.addEventListener("click", () => {
        move(Math.max(0, work.of(story).rows.findIndex((row) => row.end > notice.start)));
        find("lines").focus();
      });
    }
    item.append(text);
    return item;
  }));
  place.hidden = !story.notices.length;
}

function drawLines() {
  const { rows } = work.of(story);
  shown = around(rows, cursor);
  const [first, last] = shown;
  const drawn = rows.slice(first, last + 1).map((row, nth) => drawLine(row, first + nth, rows.length));
  find("lines").replaceChildren(...drawn);
  find("before").hidden = first === 0;
  find("after").hidden = last === rows.length - 1;
  drawSelection();
}

function drawSelection() {
  const [low, high] = selection();
  for (const line of find("lines").children) {
    const at = Number(line.dataset.row);
    line.setAttribute("aria-selected", String(at >= low && at <= high));
    line.classList.toggle("cursor", at === cursor);
  }
  find("lines").setAttribute("aria-activedescendant", `line-${cursor}`);
  const row = work.of(story).rows[cursor];
  for (const button of find("roles").children) {
    button.setAttribute("aria-pressed", String(button.dataset.role === row?.role));
  }
  find("join").disabled = low === high;
  find("split").disabled = low !== high || Boolean(row?.loose);
  light(cursor);
}

/** Light up on both sides what belongs together. */
function light(at) {
  for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
  if (at === undefined) return;
  for (const element of document.querySelectorAll(`#lines [data-row="${at}"], #print [data-row="${at}"]`)) {
    element.classList.add("lit");
  }
}

function reveal() {
  find(`line-${cursor}`)?.scrollIntoView({ block: "nearest" });
  find("print").querySelector(`[data-row="${cursor}"]`)?.scrollIntoView({ block: "nearest" });
}

function tell(words) {
  find("told").textContent = words;
}

// What a person does -----------------------------------------------------------------------------------------------

function selection() {
  return [Math.min(anchor, cursor), Math.max(anchor, cursor)];
}

function move(to, extend = false) {
  const { rows } = work.of(story);
  cursor = Math.max(0, Math.min(to, rows.length - 1));
  if (!extend) anchor = cursor;
  if (cursor < shown[0] || cursor > shown[1]) {
    drawLines();
    drawPreview(find("print"), story, work.of(story), ...shown);
    light(cursor);
  } else {
    drawSelection();
  }
  reveal();
}

function change(after, what) {
  const before = work.of(story);
  if (!work.change(story, after, what)) return;
  keepStory(story.at);
  if (before.rows.length === after.rows.length) {
    after.rows.forEach((row, at) => {
      if (row !== before.rows[at]) find(`line-${at}`)?.replaceWith(drawLine(row, at, after.rows.length));
    });
  } else {
    drawLines();
  }
  drawTold();
  drawSelection();
  tell(what);
}

function keepStory(at) {
  const one = storyAt(at);
  const state = work.of(one);
  touched.add(at);
  const plain = !recordsOf(one, state).length;
  keep(base, keyOf(one), plain ? undefined : state);
}

function setRole(role) {
  const [low, high] = selection();
  const lines = low === high ? "Line" : `${high - low + 1} lines`;
  change(withRole(work.of(story), low, high, role, role === "discarded" ? "furniture" : null), `${lines}: ${roleOf(role).name}`);
}

function join() {
  const [low, high] = selection();
  if (low === high) return tell("Select several lines to join them");
  const after = joined(work.of(story), low, high);
  cursor = anchor = low;
  return change(after, `${high - low + 1} lines joined`);
}

function step(undone) {
  const done = undone ? work.undo() : work.redo();
  if (!done) return tell(undone ? "Nothing to undo" : "Nothing to do again");
  keepStory(done.at);
  if (done.at === story.at) draw();
  else open(done.at);
  reveal();
  return tell(`${undone ? "Undone" : "Done again"}: ${done.what}`);
}

function nextDoubtful() {
  const after = work.of(story).rows.findIndex((row, at) => at > cursor && isDoubtful(row));
  if (after >= 0) return move(after);
  const next = index.stories.find((one) => one.at > story.at && one.doubtful && !work.states.get(one.at)?.accepted);
  if (!next) return tell("No doubtful line behind this one");
  open(next.at);
  return tell(`Story ${next.at + 1}`);
}

function accept() {
  const state = work.of(story);
  change({ ...state, accepted: !state.accepted }, state.accepted ? "No longer accepted" : "Story accepted");
  find("accept").setAttribute("aria-pressed", String(!state.accepted));
  if (state.accepted) return;
  const next = index.stories.find((one) => one.at > story.at && !work.states.get(one.at)?.accepted);
  if (next) open(next.at);
  tell(next ? `Story accepted; story ${next.at + 1}` : "Story accepted; it was the last");
}

function turn(by) {
  const at = story.at + by;
  if (at >= 0 && at < index.stories.length) open(at);
}

function save() {
  const stories = [...touched].sort((one, other) => one - other);
  const records = stories.flatMap(recordsAt);
  if (!records.length) return tell("Nothing to save: no story was corrected or accepted");
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([fileOf(records)], { type: "application/jsonl" }));
  link.download = "corrections.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  for (const at of stories) saved.set(at, fileOf(recordsAt(at)));
  drawTold();
  return tell(`${records.length} corrections saved as corrections.jsonl`);
}

// Dialogs ----------------------------------------------------------------------------------------------------------

function editFields() {
  fillFields(find("fields-form"), story, work.of(story));
  find("fields").showModal();
}

function splitLine() {
  const row = work.of(story).rows[cursor];
  if (!row || row.loose) return tell("This line can be split only where its source is at hand");
  const text = find("split-text");
  text.value = row.text;
  text.dir = "auto";
  find("split-dialog").showModal();
  text.focus();
  return text.setSelectionRange(0, 0);
}

function finishSplit() {
  const row = work.of(story).rows[cursor];
  // A text area counts each line end as one character, whatever it is in the source.
  const typed = find("split-text").value.slice(0, find("split-text").selectionStart);
  let place = 0;
  for (const letter of typed) {
    place += letter === "\n" && row.text.startsWith("\r\n", place) ? 2 : letter.length;
  }
  const after = split(work.of(story), cursor, place);
  if (after === work.of(story)) return tell("Not split: one half would be empty");
  find("split-dialog").close();
  return change(after, "Line split");
}

// Keys, mouse, touch -----------------------------------------------------------------------------------------------

const KEYS = {
  ArrowDown: (event) => move(cursor + 1, event.shiftKey),
  ArrowUp: (event) => move(cursor - 1, event.shiftKey),
  Home: () => move(0),
  End: () => move(Infinity),
  n: nextDoubtful,
  z: () => step(true),
  y: () => step(false),
  a: accept,
  e: editFields,
  j: join,
  ".": splitLine,
  "/": () => find("search").focus(),
  "]": () => turn(1),
  "[": () => turn(-1),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]") || event.target.closest("input, textarea, select, #stories")) return;
  const letter = event.key.length === 1;
  if (letter && !find("one-key").checked) return;
  const moves = !letter && !event.target.closest("#lines");
  const act = moves ? undefined : KEYS[event.key];
  const known = act ? undefined : roleOfKey(event.key);
  if (!act && !known) return;
  event.preventDefault();
  if (act) act(event);
  else setRole(known.role);
}

function onLine(event) {
  const line = event.target.closest("[data-row]");
  if (!line) return;
  move(Number(line.dataset.row), event.shiftKey || find("several").checked);
  find("lines").focus({ preventScroll: true });
}

function listen() {
  for (const [id, act] of Object.entries({
    undo: () => step(true),
    redo: () => step(false),
    next: nextDoubtful,
    accept,
    join,
    split: splitLine,
    edit: editFields,
    save,
    "previous-story": () => turn(-1),
    "next-story": () => turn(1),
    before: () => move(shown[0] - 1),
    after: () => move(shown[1] + 1),
    "split-here": finishSplit,
  })) find(id).addEventListener("click", act);
  document.addEventListener("keydown", onKey);
  for (const pane of [find("lines"), find("print")]) {
    pane.addEventListener("click", onLine);
    pane.addEventListener("mouseover", (event) => light(event.target.closest("[data-row]")?.dataset.row));
    pane.addEventListener("mouseleave", () => light(cursor));
  }
  find("search").addEventListener("input", (event) => tell(`${list.filter(event.target.value)} stories`));
  find("fields-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const values = changedFields(event.target, story, work.of(story));
    if (!values) return;
    find("fields").close();
    if (Object.keys(values).length) change(withFields(work.of(story), story, values), "Fields edited");
  });
  find("fields-form").addEventListener("input", (event) => event.target.setCustomValidity(""));
  for (const button of document.querySelectorAll("dialog .close")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("close", () => find("lines").focus({ preventScroll: true }));
  }
  window.addEventListener("beforeunload", (event) => {
    if (unsaved().length) event.preventDefault();
  });
}

function drawLegend() {
  find("roles").replaceChildren(...ROLES.map(({ role, key, name, group }) => {
    const button = made("button", `group-${group}`);
    button.type = "button";
    button.dataset.role = role;
    button.append(made("kbd", "", key), ` ${name}`);
    button.addEventListener("click", () => {
      setRole(role);
      find("lines").focus({ preventScroll: true });
    });
    return button;
  }));
}

// Start ------------------------------------------------------------------------------------------------------------

const list = new StoryList(find("stories"), index.stories, open, standing);
drawLegend();
listen();
open(0);
find("lines").focus({ preventScroll: true });
document.documentElement.dataset.ready = Math.round(performance.now());
({ base } = await restored());

/** Take up what was kept in this browser and not saved. */
async function restored() {
  const found = await keptWork();
  let count = 0;
  for (const entry of index.stories) {
    const state = found.kept.get(entry.key);
    if (!state || work.states.has(entry.at)) continue;
    work.states.set(entry.at, { ...untouched(storyAt(entry.at)), ...state });
    touched.add(entry.at);
    count += 1;
  }
  if (count) {
    draw();
    tell(`Taken up again: ${count} ${count === 1 ? "story" : "stories"} that were corrected here before`);
  }
  if (!found.base) tell("This browser keeps nothing: save before you leave");
  document.documentElement.dataset.kept = found.base ? "yes" : "no";
  return found;
}
