// Sends scans, one after another. A scan that got no answer is kept on this device and sent again, as the same scan
// (same scan_id), until registration has decided; also after the page was loaded anew.
const PATIENCE = 8000;
const AGAIN = [1000, 2000, 4000, 8000];

export class Scans {
  /** `heard(scan, verdict, late)`: an answer. `changed(unsent, signedOut)`: what is waiting. */
  constructor({ address, store, now, heard, changed }) {
    Object.assign(this, { address, heard, changed, key: `hoinghi unsent ${store}` });
    this.ahead = Date.parse(now) - Date.now();
    this.unsent = JSON.parse(localStorage.getItem(this.key) ?? "[]");
    this.signedOut = false;
    this.sending = false;
    this.tries = 0;
  }

  begin() {
    this.tell();
    this.send();
    addEventListener("online", () => this.send());
  }

  /** Takes a scan: {pass}, {code} or {delegate_id}; `label` is for the screen. */
  add(what, label) {
    const scan = { scan_id: newId(), scanned_at: new Date(Date.now() + this.ahead).toISOString(), ...what };
    this.unsent.push({ scan, label, waited: false });
    this.keep();
    clearTimeout(this.timer);
    this.send();
    return scan;
  }

  keep() {
    try {
      if (this.unsent.length) localStorage.setItem(this.key, JSON.stringify(this.unsent));
      else localStorage.removeItem(this.key);
    } catch { /* A full or forbidden store: the scans are still in memory. */ }
  }

  tell() { this.changed(this.unsent.filter((entry) => entry.waited), this.signedOut); }

  async send() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    while (this.unsent.length) {
      const entry = this.unsent[0];
      const verdict = await this.ask(entry);
      if (verdict === null) {
        this.wait();
        break;
      }
      this.unsent.shift();
      this.tries = 0;
      this.signedOut = false;
      this.keep();
      this.heard(entry.scan, verdict, entry.waited);
    }
    this.sending = false;
    this.tell();
  }

  wait() {
    for (const entry of this.unsent) {
      if (!entry.waited) this.heard(entry.scan, { outcome: "unsent" }, false);
      entry.waited = true;
    }
    this.keep();
    this.timer = setTimeout(() => this.send(), AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
    this.tries += 1;
  }

  /** The verdict, or null when none was given. */
  async ask(entry) {
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        headers: headers(),
        body: JSON.stringify(entry.scan),
        signal: AbortSignal.timeout(entry.waited ? PATIENCE * 2 : PATIENCE),
      });
      this.signedOut = [400, 401, 403].includes(answer.status);
      return answer.status === 200 ? await answer.json() : null;
    } catch {
      return null;
    }
  }
}

/** Headers of a JSON request to our own pages. */
export function headers() {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  return { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Outside a secure context there is no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
