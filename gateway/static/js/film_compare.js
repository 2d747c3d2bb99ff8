// Two cuts in step: the second goes where the first is, at the same speed, with its own place shifted where wanted.
import { clock, playerOf } from "./film_player.js";

// Less than that nobody sees; a little more is caught up with by speed, and much more by a jump.
const IN_STEP = 0.04;
const JUMP_FROM = 0.35;
const CATCH_UP = 0.06;

const leader = document.querySelector("[data-film-player]");
const player = playerOf(leader);
const side = document.querySelector("[data-film-follows]");
const follower = side.querySelector("[data-film-follower]");
const rate = Number(side.dataset.rate) || 25;
const last = Math.max(0, Number(side.dataset.durationMs) / 1000 - 1 / rate);
let offset = 0;

side.querySelector("[data-follower-length]").textContent = clock(Number(side.dataset.durationMs));

function wanted() { return Math.min(Math.max(0, leader.currentTime + offset / 1000), last); }

function show() {
  const picture = Math.floor((follower.currentTime + 0.0005) * rate);
  side.querySelector("[data-follower-now]").textContent = clock((picture * 1000) / rate);
}

function jump() {
  follower.currentTime = wanted();
  follower.playbackRate = leader.playbackRate;
}

function follow() {
  const ahead = follower.currentTime - wanted();
  const over = leader.currentTime + offset / 1000 > last || leader.currentTime + offset / 1000 < 0;
  if (leader.paused || over) {
    if (!follower.paused) follower.pause();
    if (Math.abs(ahead) > 0.001 && !follower.seeking) jump();
  } else {
    if (follower.paused) follower.play().catch(() => {});
    if (Math.abs(ahead) > JUMP_FROM * leader.playbackRate) { if (!follower.seeking) jump(); }
    else if (Math.abs(ahead) > IN_STEP) follower.playbackRate = leader.playbackRate * (ahead > 0 ? 1 - CATCH_UP : 1 + CATCH_UP);
    else follower.playbackRate = leader.playbackRate;
  }
  side.dataset.ahead = Math.round(ahead * 1000);
  show();
}

for (const name of ["play", "pause", "seeking", "ratechange", "film:time"]) leader.addEventListener(name, follow);
for (const name of ["seeked", "timeupdate", "loadedmetadata"]) follower.addEventListener(name, show);
// What the leader waits for, the follower waits for, too.
leader.addEventListener("waiting", () => follower.pause());
follower.addEventListener("seeked", follow);

function shift(by) {
  offset = by === null ? 0 : offset + by;
  side.querySelector("[data-offset]").textContent = `${offset > 0 ? "+" : ""}${offset} ms`.replace("-", "−");
  jump();
  show();
}

for (const button of side.querySelectorAll("[data-offset-by]")) button.addEventListener("click", () => shift(Number(button.dataset.offsetBy)));
side.querySelector("[data-offset-none]").addEventListener("click", () => shift(null));
side.querySelector("[data-heard]").addEventListener("change", ({ target }) => {
  follower.muted = !target.checked;
  player.video.muted = target.checked;
});
