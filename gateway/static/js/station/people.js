// What the name search finds in the roster of this device; the same lines as templates/gate/people.html.
const SHOWN = 8;
const SHORTEST = 2;

/** The lines for `words`, from `roster`, in the words of `spoken` (data attributes of #people). */
export function foundPeople(roster, words, spoken, clock) {
  if (words.trim().length < SHORTEST) return words.trim() ? [note(spoken.short)] : [];
  const { found, more } = roster.search(words, SHOWN);
  if (found.length === 0) return [note(spoken.nobody.replace("{words}", words.trim()))];
  const list = document.createElement("ul");
  list.className = "people";
  list.append(...found.map((person) => row(roster, person, spoken, clock)));
  return more ? [list, note(spoken.more.replace("{more}", more))] : [list];
}

function row(roster, person, spoken, clock) {
  const line = element("li", "person-row");
  const about = element("span", "person");
  about.append(
    element("span", "person-name", person.full_name),
    " ",
    element("span", "person-about", [person.post, person.unit_name].filter(Boolean).join(" · ")),
  );
  line.append(about, standing(roster, person, spoken, clock));
  return line;
}

function standing(roster, person, spoken, clock) {
  const first = roster.standing.get(person.delegate_id);
  if (first) {
    const words = spoken.present.replace("{time}", clock(first.scanned_at)).replace("{gate}", roster.gateName(first.gate));
    const state = element("span", "person-state");
    state.append(icon("check-circle-fill"), ` ${words}`);
    return state;
  }
  if (person.state !== "confirmed") return element("span", "person-state person-not", spoken[person.state] ?? spoken.cancelled);
  const button = element("button", "btn btn-gate", spoken.admit);
  button.type = "button";
  Object.assign(button.dataset, { delegate: person.delegate_id, name: person.full_name });
  button.append(element("span", "visually-hidden", ` ${person.full_name}`));
  return button;
}

function note(words) { return element("p", "people-note", words); }

export function icon(name) {
  const made = element("i", `bi bi-${name}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}

export function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
