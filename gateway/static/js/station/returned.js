// Scans on which the server decided otherwise than this station had shown: listed until somebody has seen them.
import { element, icon } from "./people.js";
import { dismiss, returnedScans } from "./store.js";

const ICONS = { duplicate: "exclamation-triangle-fill", conflict: "question-octagon-fill", refused: "x-octagon-fill" };

export class Returned {
  /** `frame` is the section with the list; `roster` knows names, `clock` writes times. */
  constructor(frame, { conference, roster, clock }) {
    Object.assign(this, { frame, conference, roster, clock, list: frame.querySelector("ol") });
    this.list.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-seen]");
      if (!button) return;
      await dismiss(button.dataset.seen);
      this.show();
    });
  }

  /** Draws the list anew from what is kept. */
  async show() {
    const all = await returnedScans().catch(() => []);
    const kept = all.filter((each) => each.conference === this.conference);
    kept.sort((one, other) => other.scanned_at.localeCompare(one.scanned_at));
    this.frame.hidden = kept.length === 0;
    this.frame.querySelector("[data-count]").textContent = kept.length;
    this.list.replaceChildren(...kept.map((each) => this.line(each)));
  }

  line(each) {
    const spoken = this.list.dataset;
    const person = this.roster?.people.get(each.delegate_id);
    const line = element("li", `recent-line recent-${each.outcome}`);
    const words = element("span", "returned-words");
    const change = spoken.change.replace("{shown}", spoken[each.shown] ?? each.shown).replace("{decided}", spoken[each.outcome] ?? each.outcome);
    words.append(
      element("span", "recent-name", person?.full_name ?? spoken.unnamed),
      element("span", "recent-about", [change, this.clock(each.scanned_at), this.roster?.gateName(each.gate) ?? each.gate].join(" · ")),
      element("span", "recent-about", this.why(each)),
    );
    const button = element("button", "btn btn-tool", spoken.seen);
    button.type = "button";
    button.dataset.seen = each.id;
    line.append(icon(ICONS[each.outcome] ?? "info-circle-fill"), words, button);
    return line;
  }

  why({ first, problem }) {
    if (first) {
      const words = this.list.dataset.first.replace("{time}", this.clock(first.scanned_at));
      return words.replace("{gate}", this.roster?.gateName(first.gate) ?? first.gate).replace("{by}", first.by);
    }
    return [problem?.title, problem?.detail].filter(Boolean).join(". ");
  }
}
