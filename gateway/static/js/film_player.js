// Plays a cut of the film: seeks by thumbnail, steps by picture, is driven by keys as editors drive theirs.
//
//   import { playerOf } from "./film_player.js";
//   const player = playerOf(document.querySelector("[data-film-player]"));
//   player.ms; player.seek(72480); player.play(); player.pause();
//   video.addEventListener("film:time", (event) => event.detail.ms …)      bubbles; for every picture that is shown
//   <button type="button" data-seek-ms="72480">                            goes there, anywhere on the page
//   <a href="…#ms=72480">                                                  opens a page with the film there
//
// Times are whole milliseconds from the first picture: of the beginning of the picture that is shown.
const JUMP = 5000;
const SMALL_JUMP = 1000;
const FASTEST = 4;
const BACK_EVERY = 120;
// A hair into the picture, so that no rounding shows the one before.
const HAIR = 0.002;
const PLAYERS = new WeakMap();
const TYPED_IN = "input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const PRESSED = "button, a[href], summary, input, label";

const comma = document.documentElement.lang.startsWith("vi") ? "," : ".";

/** `07:12,480`, with hours where there are any. */
export function clock(ms) {
  const whole = Math.max(0, Math.round(ms));
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600000);
  const rest = `${two(Math.floor(whole / 60000) % 60)}:${two(Math.floor(whole / 1000) % 60)}${comma}${String(whole % 1000).padStart(3, "0")}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** The player of a `<video data-film-player>`. */
export function playerOf(video) { return video ? PLAYERS.get(video) : undefined; }

class FilmPlayer {
  constructor(room) {
    this.room = room;
    this.video = room.querySelector("[data-film-player]");
    this.rate = Number(room.dataset.rate) || 25;
    this.duration = Number(room.dataset.durationMs);
    this.backwards = 0;
    this.bar = room.querySelector(".film-bar-input");
    PLAYERS.set(this.video, this);
    this.video.controls = false;
    this.part("controls").hidden = false;
    this.part("length").textContent = clock(this.duration);
    this.listen();
    this.thumbnails();
    this.tell();
  }

  part(name) { return this.room.querySelector(`[data-film-${name}]`); }

  /** Where the film is. */
  get ms() { return Math.min(this.duration, Math.round((this.picture * 1000) / this.rate)); }

  /** Number of the picture that is shown, from 0. */
  get picture() { return Math.floor((this.video.currentTime + 0.0005) * this.rate); }

  get playing() { return !this.video.paused || this.backwards > 0; }

  seek(ms) {
    const within = Math.min(Math.max(0, ms), this.duration);
    const last = Math.max(0, Math.ceil((this.duration * this.rate) / 1000) - 1);
    const picture = Math.min(last, Math.floor((within * this.rate) / 1000 + 0.01));
    this.video.currentTime = picture / this.rate + HAIR;
    this.tell();
  }

  play(speed = 1) {
    this.stopBackwards();
    this.video.playbackRate = speed;
    this.showSpeed(speed);
    this.video.play().then(() => { this.part("fault").hidden = true; }).catch((error) => { if (error.name !== "AbortError") this.part("fault").hidden = false; });
  }

  pause() {
    this.stopBackwards();
    this.video.pause();
    this.video.playbackRate = 1;
    this.showSpeed(1);
  }

  toggle() { if (this.playing) this.pause(); else this.play(); }

  step(pictures) {
    this.pause();
    this.seek(((this.picture + pictures) * 1000) / this.rate);
  }

  faster() {
    if (this.video.paused) this.play();
    else this.play(Math.min(FASTEST, this.video.playbackRate * 2));
  }

  /** Browsers play forwards only: backwards the film is shown at places before, several a second. */
  playBackwards() {
    const speed = this.backwards ? Math.min(FASTEST, this.backwards * 2) : 1;
    this.pause();
    this.backwards = speed;
    this.showSpeed(-speed);
    this.showState();
    let from = this.video.currentTime;
    let before = performance.now();
    this.timer = setInterval(() => {
      const now = performance.now();
      from = Math.max(0, from - ((now - before) / 1000) * speed);
      before = now;
      this.seek(from * 1000);
      if (from === 0) this.pause();
    }, BACK_EVERY);
  }

  stopBackwards() {
    clearInterval(this.timer);
    this.backwards = 0;
    this.showState();
  }

  listen() {
    const { video } = this;
    for (const name of ["play", "pause", "ended"]) video.addEventListener(name, () => this.showState());
    for (const name of ["timeupdate", "seeked"]) video.addEventListener(name, () => this.tell());
    video.addEventListener("volumechange", () => this.showSound());
    video.addEventListener("error", () => { this.part("fault").hidden = false; });
    video.addEventListener("click", () => this.toggle());
    this.everyPicture();
    this.part("play").addEventListener("click", () => this.toggle());
    this.part("sound").addEventListener("click", () => { video.muted = !video.muted; });
    this.part("full").addEventListener("click", () => this.fullScreen());
    for (const button of this.room.querySelectorAll("[data-film-step]")) {
      button.addEventListener("click", () => this.step(Number(button.dataset.filmStep)));
    }
    this.bar.addEventListener("input", () => this.seek(Number(this.bar.value)));
  }

  everyPicture() {
    if (!("requestVideoFrameCallback" in HTMLVideoElement.prototype)) return;
    const shown = () => { this.tell(); this.video.requestVideoFrameCallback(shown); };
    this.video.requestVideoFrameCallback(shown);
  }

  /** Say where the film is, to the page and to whoever listens. */
  tell() {
    const { ms } = this;
    if (ms === this.told) return;
    this.told = ms;
    this.part("now").textContent = clock(ms);
    this.bar.value = ms;
    this.bar.setAttribute("aria-valuetext", clock(ms));
    this.video.dispatchEvent(new CustomEvent("film:time", { bubbles: true, detail: { ms } }));
  }

  showState() {
    const button = this.part("play");
    const word = this.playing ? button.dataset.pause : button.dataset.play;
    button.querySelector("i").className = `bi bi-${this.playing ? "pause" : "play"}-fill`;
    button.querySelector("span").textContent = word;
  }

  showSpeed(speed) {
    const shown = this.part("speed");
    shown.hidden = speed === 1;
    shown.textContent = `${speed < 0 ? "−" : ""}${Math.abs(speed)}×`;
  }

  showSound() {
    const button = this.part("sound");
    const silent = this.video.muted || this.video.volume === 0;
    button.querySelector("i").className = `bi bi-volume-${silent ? "mute" : "up"}-fill`;
    button.querySelector("span").textContent = silent ? button.dataset.off : button.dataset.on;
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.room.requestFullscreen?.();
  }

  /** Small pictures above the seek bar, under the pointer or at the place that is dragged to. */
  thumbnails() {
    const seek = this.part("seek");
    const box = this.part("thumbnail");
    const picture = box.querySelector(".film-thumbnail-picture");
    const { strip, columns, count, tileWidth, tileHeight, intervalMs } = seek.dataset;
    picture.style.width = `${tileWidth}px`;
    picture.style.height = `${tileHeight}px`;
    const show = (ms) => {
      const number = Math.min(Number(count) - 1, Math.floor(ms / Number(intervalMs)));
      picture.style.backgroundImage = `url("${strip}")`;
      picture.style.backgroundPosition = `-${(number % columns) * tileWidth}px -${Math.floor(number / columns) * tileHeight}px`;
      box.querySelector(".film-thumbnail-time").textContent = clock(ms);
      box.hidden = false;
      const room = seek.clientWidth - box.offsetWidth;
      box.style.left = `${Math.min(Math.max(0, (ms / this.duration) * seek.clientWidth - box.offsetWidth / 2), Math.max(0, room))}px`;
    };
    const at = (event) => {
      const { left, width } = this.bar.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - left) / width)) * this.duration;
    };
    seek.addEventListener("pointermove", (event) => show(at(event)));
    seek.addEventListener("pointerleave", () => { box.hidden = true; });
    this.bar.addEventListener("input", () => show(Number(this.bar.value)));
    this.bar.addEventListener("change", () => { box.hidden = true; });
  }

  /** Whether the key meant something to the film. */
  press(event) {
    const actions = {
      " ": () => this.toggle(),
      k: () => (this.playing ? this.pause() : this.play()),
      l: () => this.faster(),
      j: () => this.playBackwards(),
      ",": () => this.step(-1),
      ".": () => this.step(1),
      ArrowLeft: () => this.seek(this.ms - (event.shiftKey ? SMALL_JUMP : JUMP)),
      ArrowRight: () => this.seek(this.ms + (event.shiftKey ? SMALL_JUMP : JUMP)),
      Home: () => this.seek(0),
      End: () => this.seek(this.duration),
      m: () => { this.video.muted = !this.video.muted; },
      f: () => this.fullScreen(),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    action?.();
    return Boolean(action);
  }
}

/** Make players of the rooms that have none yet: also of one that came after the page, when its copy was ready. */
function furnish() {
  for (const room of document.querySelectorAll("[data-film-room]")) {
    if (!PLAYERS.has(room.querySelector("[data-film-player]"))) new FilmPlayer(room);
  }
}

/** The player that keys drive: the first of the page. */
function driven() { return playerOf(document.querySelector("[data-film-player]")); }

document.addEventListener("keydown", (event) => {
  const player = driven();
  if (!player || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  const { target } = event;
  if (target.closest?.(TYPED_IN)) return;
  // The space bar presses what has the focus; only the seek bar leaves it to the film.
  if (event.key === " " && target.closest?.(PRESSED) && target !== player.bar) return;
  if (player.press(event)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const place = event.target.closest("[data-seek-ms]");
  const player = driven();
  if (!place || !player) return;
  player.seek(Number(place.dataset.seekMs));
  player.room.scrollIntoView({ block: "nearest" });
});

document.addEventListener("htmx:afterSwap", furnish);
furnish();
const asked = /^#ms=(\d+)$/.exec(location.hash);
if (asked) driven()?.seek(Number(asked[1]));
