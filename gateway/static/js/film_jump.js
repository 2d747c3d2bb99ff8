// The hall's screen leads to the film when its item begins, on the machine that holds the film; once for each beginning.
const KEPT = "film-jumped";

function jump() {
  const link = document.querySelector("[data-film-now]");
  if (!link || !localStorage.getItem(`film-hall ${link.dataset.filmNow}`)) return;
  if (sessionStorage.getItem(KEPT) === link.dataset.since) return;
  sessionStorage.setItem(KEPT, link.dataset.since);
  location.assign(link.href);
}

document.body.addEventListener("htmx:afterSwap", jump);
jump();
