// What people show or type at a gate: camera, typing scanner, code and name all end in one scan.
import { Camera, cameraPossible, cameras, prepare } from "../camera.js";
import { listenForScanner } from "../wedge.js";

const SAME_PASS = 3000;
const WANTED = "hoinghi camera wanted";
const $ = (id) => document.getElementById(id);

export class Inputs {
  /**
   * Listens from now on. `take` gets each scan, {pass}, {code} or {delegate_id}; `alone()` says whether this device has
   * to search by itself; `people(words)` are the lines of those whom it finds, null when it knows nobody.
   */
  constructor({ take, alone, people }) {
    this.take = take;
    this.alone = alone;
    this.people = people;
    this.lastText = "";
    this.lastSeen = 0;
    this.camera = new Camera($("video"), (text) => this.seen(text));
    this.listenToCamera();
    this.listenToKeys();
    this.listenToSearch();
  }

  /** The same pass may be shown again at once. */
  forgetPass() { this.lastText = ""; }

  clearSearch() {
    $("people").replaceChildren();
    $("q").value = "";
  }

  /** Loads the decoder from `wasm`; opens the camera if it was on when the page was last left. */
  resume(wasm) {
    prepare(wasm);
    if (localStorage.getItem(WANTED) && cameraPossible()) this.startCamera();
  }

  // --- Camera ---------------------------------------------------------------------------------------------------

  seen(text) {
    const again = text === this.lastText && performance.now() - this.lastSeen < SAME_PASS;
    this.lastText = text;
    this.lastSeen = performance.now();
    if (!again) this.take({ pass: text });
  }

  listenToCamera() {
    $("camera-start").addEventListener("click", () => this.startCamera());
    $("camera-start").disabled = false;
    $("camera-stop").addEventListener("click", () => {
      this.camera.stop();
      localStorage.removeItem(WANTED);
      this.cameraOff();
    });
    $("camera-choice").addEventListener("change", (event) => this.startCamera(event.target.value));
    $("torch").addEventListener("click", async () => {
      const on = $("torch").getAttribute("aria-pressed") !== "true";
      await this.camera.torch(on);
      $("torch").setAttribute("aria-pressed", String(on));
    });
  }

  async startCamera(deviceId) {
    const spoken = $("camera-fault").dataset;
    if (!cameraPossible()) return this.cameraOff(isSecureContext ? spoken.missing : spoken.insecure);
    $("camera-start").disabled = true;
    $("camera-fault").textContent = spoken.opening;
    try {
      await this.camera.start(deviceId);
      localStorage.setItem(WANTED, "yes");
      await this.cameraOn();
    } catch (fault) {
      const reasons = { NotAllowedError: spoken.denied, NotFoundError: spoken.missing };
      this.camera.stop();
      this.cameraOff(reasons[fault.name] ?? spoken.failed);
    }
    $("camera-start").disabled = false;
    return undefined;
  }

  async cameraOn() {
    $("camera-off").hidden = true;
    $("camera-fault").textContent = "";
    for (const id of ["video", "frame", "camera-tools"]) $(id).hidden = false;
    $("torch").hidden = !this.camera.hasTorch;
    $("torch").setAttribute("aria-pressed", "false");
    const all = await cameras();
    const here = this.camera.deviceId;
    $("camera-choice").hidden = all.length < 2;
    $("camera-choice").replaceChildren(...all.map(({ id, label }) => new Option(label, id, id === here, id === here)));
  }

  cameraOff(reason) {
    for (const id of ["video", "frame", "camera-tools"]) $(id).hidden = true;
    $("camera-off").hidden = false;
    if (reason) $("camera-fault").textContent = reason;
  }

  // --- Typing scanner, code, name -------------------------------------------------------------------------------

  listenToKeys() {
    listenForScanner(
      (text) => { $("keyboard-hint").hidden = true; this.take({ pass: text }); },
      () => { $("keyboard-hint").hidden = false; },
    );
    $("code-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const code = $("code").value.trim();
      if (code) this.take({ code });
      $("code").value = "";
    });
  }

  listenToSearch() {
    $("people").addEventListener("click", (event) => {
      const button = event.target.closest("[data-delegate]");
      if (!button) return;
      button.disabled = true;
      this.take({ delegate_id: button.dataset.delegate });
    });
    $("search").addEventListener("htmx:beforeRequest", (event) => {
      if (!this.alone()) return;
      event.preventDefault();
      this.searchHere();
    });
    $("search").addEventListener("htmx:sendError", () => this.searchHere());
  }

  searchHere() {
    const found = this.people($("q").value);
    if (found) $("people").replaceChildren(...found);
  }
}
