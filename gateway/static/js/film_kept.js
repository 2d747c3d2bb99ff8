// What the hall's page keeps for a time without a network: what it was last told, itself, and the film.
// A showing that the server has not heard of is not among it: nothing here drops that.
import { forgetPages } from "./page_kept.js";

const TOLD = "film-told ";
const KEPT_FOR = "film-kept-for";
const FILMS = "films";

/** The later of what the page says and what this machine was last told; `at` is the server's clock in both. */
export function latest(address, written) {
  const told = JSON.parse(localStorage.getItem(TOLD + address) ?? "null");
  return told && told.at > written.at ? told : written;
}

export function remember(address, told) {
  localStorage.setItem(TOLD + address, JSON.stringify(told));
  localStorage.setItem(KEPT_FOR, document.body.dataset.reader);
}

/** Whether something is kept here for somebody else than who reads this page. */
export function keptForAnother() {
  return (localStorage.getItem(KEPT_FOR) ?? document.body.dataset.reader) !== document.body.dataset.reader;
}

/** Drops the page and what it was told; the film stays, which nothing plays without them. */
export async function forgetHall() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(TOLD)) localStorage.removeItem(name);
  localStorage.removeItem(KEPT_FOR);
  await forgetPages("/video-report/hall");
}

export async function forgetFilm() {
  const root = await navigator.storage?.getDirectory?.();
  await root?.removeEntry(FILMS, { recursive: true }).catch(() => {});
}
