// What a person has done so far: a state a story, never changed but replaced, so that each step can be undone.

import { pointsBefore } from "./text.js";

/** A story as newscopy read it. */
export function untouched(story) {
  return { rows: story.rows, fields: {}, accepted: false };
}

/** The state with another role for the rows `first` to `last`, both included. */
export function withRole(state, first, last, role, reason = null) {
  const rows = state.rows.map((row, at) => (at < first || at > last ? row : { ...row, role, reason, byHand: true }));
  return { ...state, rows };
}

/** The state with the rows `first` to `last` as one, which has the role of the first. */
export function joined(state, first, last) {
  const parts = state.rows.slice(first, last + 1);
  const one = {
    ...parts[0],
    end: parts.at(-1).end,
    text: parts.map((row) => row.text).join("\n"),
    loose: parts.some((row) => row.loose),
    byHand: true,
  };
  return { ...state, rows: [...state.rows.slice(0, first), one, ...state.rows.slice(last + 1)] };
}

/** The state with a row cut in two before the character at `place`; the same state if one half would be blank. */
export function split(state, at, place) {
  const row = state.rows[at];
  const halves = [row.text.slice(0, place), row.text.slice(place)];
  if (row.loose || halves.some((half) => !half.trim())) return state;
  const [head, tail] = halves;
  const first = { ...row, end: row.start + pointsBefore(head, head.trimEnd().length), text: head.trimEnd(), byHand: true };
  const blanks = tail.length - tail.trimStart().length;
  const start = row.start + pointsBefore(row.text, place + blanks);
  const second = { ...row, start, text: tail.trimStart(), byHand: true };
  return { ...state, rows: [...state.rows.slice(0, at), first, second, ...state.rows.slice(at + 1)] };
}

/** The state with other values in some fields; a value that is the story's own is no correction. */
export function withFields(state, story, values) {
  const fields = { ...state.fields };
  for (const [name, value] of Object.entries(values)) {
    if (JSON.stringify(value) === JSON.stringify(story.fields[name])) delete fields[name];
    else fields[name] = value;
  }
  return { ...state, fields };
}

/** The states of all stories, with the way back and forth. */
export class Work {
  constructor() {
    this.states = new Map();
    this.done = [];
    this.undone = [];
  }

  of(story) {
    return this.states.get(story.at) ?? untouched(story);
  }

  change(story, after, what) {
    const before = this.of(story);
    if (before === after) return false;
    this.done.push({ at: story.at, before, after, what });
    this.undone = [];
    this.states.set(story.at, after);
    return true;
  }

  /** The step that was undone, or nothing. */
  undo() {
    return this.#step(this.done, this.undone, "before");
  }

  redo() {
    return this.#step(this.undone, this.done, "after");
  }

  #step(from, to, which) {
    const step = from.pop();
    if (!step) return undefined;
    to.push(step);
    this.states.set(step.at, step[which]);
    return step;
  }
}
