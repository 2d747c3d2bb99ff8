// Whether the server can be reached, and what is new since it was last asked.
const EVERY = 15000;
const LOST_EVERY = 4000;
const PATIENCE = 8000;

export class Link {
  /**
   * `roster` is null where none can be kept. `waiting()`: scans to report. `changed(up)`: reached or lost.
   * `synced()`: news was taken in. `refusedUs(ended)`: the server does not know us any more.
   */
  constructor({ address, roster, waiting, changed, synced, refusedUs }) {
    Object.assign(this, { address, roster, waiting, changed, synced, refusedUs });
    this.up = navigator.onLine;
    this.syncing = false;
  }

  begin() {
    addEventListener("online", () => this.sync());
    addEventListener("offline", () => this.contact(false));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.sync(); });
    return this.sync();
  }

  contact(there) {
    if (there === this.up) return;
    this.up = there;
    this.changed(there);
    if (there) this.sync();
    else this.again();
  }

  async sync() {
    if (this.syncing) return;
    this.syncing = true;
    clearTimeout(this.timer);
    try {
      await this.hear(await fetch(this.question(), { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) }));
    } catch {
      this.contact(false);
    }
    this.syncing = false;
    this.again();
  }

  again() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sync(), this.up ? EVERY : LOST_EVERY);
  }

  question() {
    const query = new URLSearchParams({ waiting: this.waiting() });
    if (!this.roster) query.set("roster", "no");
    else if (this.roster.cursor) query.set("since", this.roster.cursor);
    return `${this.address}?${query}`;
  }

  async hear(answer) {
    if ([401, 403].includes(answer.status)) {
      const problem = await answer.json().catch(() => ({}));
      this.refusedUs(String(problem.type).endsWith("station-ended"));
      return;
    }
    if (answer.ok) {
      const { roster, csrf } = await answer.json();
      // A page that came from this device has the token of an earlier session.
      document.querySelector('meta[name="csrf-token"]').content = csrf;
      // A full disk or a dropped key keeps nothing, but what was heard is known to this page.
      if (roster) await this.roster.merge(roster).catch(() => {});
    }
    this.contact(answer.status < 500);
    if (answer.ok) this.synced();
  }
}
