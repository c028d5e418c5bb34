// The list of stories, of which only what is in view is drawn: all its entries are of one height.

import { made, show } from "./text.js";

const MARGIN = 5;

export class StoryList {
  /** entries: {at, headline, name, sure, doubtful}; `pick(at)` is called when one is chosen. */
  constructor(frame, entries, pick, standing) {
    this.frame = frame;
    this.all = this.entries = entries;
    this.standing = standing;
    this.current = 0;
    this.bed = frame.appendChild(made("ul", "bed"));
    frame.addEventListener("scroll", () => this.draw(), { passive: true });
    window.addEventListener("resize", () => this.draw());
    this.bed.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) pick(Number(button.dataset.story));
    });
    // Entries that are not drawn cannot be reached by the tab key: arrows lead there.
    this.bed.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const place = this.entries.findIndex((entry) => entry.at === Number(event.target.dataset.story));
      const next = this.entries[place + step];
      if (!step || !next) return;
      event.preventDefault();
      event.stopPropagation();
      this.reveal(next.at);
      this.bed.querySelector(`[data-story="${next.at}"]`)?.focus();
    });
  }

  /** Only the stories whose headline or name holds the words. */
  filter(words) {
    const wanted = words.toLocaleLowerCase();
    this.entries = this.all.filter((entry) => `${entry.headline} ${entry.name}`.toLocaleLowerCase().includes(wanted));
    this.frame.scrollTop = 0;
    this.draw();
    return this.entries.length;
  }

  /** Show that a story is open, and bring it into view. */
  open(at) {
    this.current = at;
    this.reveal(at);
  }

  reveal(at) {
    const place = this.entries.findIndex((entry) => entry.at === at);
    const height = this.#height();
    if (place >= 0) {
      const top = place * height;
      if (top < this.frame.scrollTop) this.frame.scrollTop = top;
      const bottom = top + height - this.frame.clientHeight;
      if (bottom > this.frame.scrollTop) this.frame.scrollTop = bottom;
    }
    this.draw();
  }

  draw() {
    const height = this.#height();
    const focused = document.activeElement?.dataset?.story;
    const first = Math.max(0, Math.floor(this.frame.scrollTop / height) - MARGIN);
    const last = Math.min(this.entries.length, Math.ceil((this.frame.scrollTop + this.frame.clientHeight) / height) + MARGIN);
    this.bed.style.height = `${this.entries.length * height}px`;
    this.bed.replaceChildren(...this.entries.slice(first, last).map((entry, nth) => this.#entry(entry, (first + nth) * height)));
    if (focused !== undefined) this.bed.querySelector(`[data-story="${focused}"]`)?.focus({ preventScroll: true });
  }

  #height() {
    return 4 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  #entry(entry, top) {
    const item = made("li");
    item.style.top = `${top}px`;
    const button = item.appendChild(made("button", "story"));
    button.type = "button";
    button.dataset.story = entry.at;
    if (entry.at === this.current) button.setAttribute("aria-current", "true");
    const title = show(button.appendChild(made("span", "title")), entry.headline, 120);
    title.dir = "auto";
    const standing = this.standing(entry.at);
    const facts = `${Math.round(entry.sure * 100)} % sure, ${entry.doubtful} doubtful${standing ? ` – ${standing}` : ""}`;
    button.append(made("span", "facts", facts));
    return item;
  }
}
