// Sounds and vibration of the gate, each verdict its own: told apart without looking at the screen.
const TUNES = {
  accepted: [[880, 0, 0.09], [1320, 0.1, 0.16]],
  duplicate: [[520, 0, 0.14], [520, 0.2, 0.14]],
  refused: [[190, 0, 0.5]],
  unsent: [[330, 0, 0.1]],
};
const SHAKES = { accepted: [60], duplicate: [90, 80, 90], refused: [400], unsent: [40, 60, 40] };
const SILENT = "hoinghi silent";
let audio;

// Browsers let a page sound only after somebody touched it.
for (const name of ["pointerdown", "keydown"]) addEventListener(name, wake, { capture: true });

function wake() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

/** Whether somebody wants no sound and no vibration on this device. */
export const silent = () => localStorage.getItem(SILENT) !== null;

export function setSilent(wanted) {
  if (wanted) localStorage.setItem(SILENT, "yes");
  else localStorage.removeItem(SILENT);
}

/** Plays the sound of `verdict`. */
export function sound(verdict) {
  if (silent()) return;
  navigator.vibrate?.(SHAKES[verdict]);
  if (audio?.state !== "running") return;
  for (const [pitch, after, length] of TUNES[verdict]) tone(pitch, audio.currentTime + after, length);
}

function tone(pitch, at, length) {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.type = pitch < 250 ? "sawtooth" : "sine";
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + length + 0.02);
}
