// Handing in a file: it is sent before the form, so that its way can be watched; without this script the form sends it.
const SECOND = 1000;
const token = document.querySelector('meta[name="csrf-token"]').content;

function megabytes(bytes) {
  return `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

function timeLeft(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes ? `${minutes}:${String(Math.round(seconds % 60)).padStart(2, "0")}` : `${Math.ceil(seconds)} s`;
}

function watch(form, request, began) {
  const box = form.querySelector("[data-progress]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  box.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    const seconds = (Date.now() - began) / SECOND;
    const speed = event.loaded / Math.max(seconds, 0.1);
    bar.value = (event.loaded / event.total) * 100;
    const left = timeLeft((event.total - event.loaded) / speed);
    words.textContent = `${megabytes(event.loaded)} / ${megabytes(event.total)} · ${megabytes(speed)}/s · ${form.dataset.left} ${left}`;
  });
  request.upload.addEventListener("load", () => { words.textContent = form.dataset.checking; });
  return () => { box.hidden = true; };
}

function refuse(form, words) {
  const fault = form.querySelector("[data-upload-fault]");
  fault.textContent = words;
  fault.hidden = false;
  delete form.dataset.sent;
  form.querySelector("button:not([type])").disabled = false;
}

function send(form, file) {
  const request = new XMLHttpRequest();
  const stopWatching = watch(form, request, Date.now());
  request.open("POST", `${form.dataset.handIn}?filename=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-CSRFToken", token);
  request.setRequestHeader("Accept", "application/json");
  request.addEventListener("load", () => {
    stopWatching();
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* an answer of a proxy: said in our own words below */ }
    if (request.status !== 201) { refuse(form, answer.title ? `${answer.title}. ${answer.detail}` : form.dataset.lost); return; }
    form.elements.upload_id.value = answer.id;
    form.elements.file.disabled = true;
    form.submit();
  });
  for (const name of ["error", "abort", "timeout"]) {
    request.addEventListener(name, () => { stopWatching(); refuse(form, form.dataset.lost); });
  }
  request.send(file);
}

for (const form of document.querySelectorAll("form[data-hand-in]")) {
  form.addEventListener("submit", (event) => {
    const file = form.elements.file.files[0];
    if (!file || form.elements.upload_id.value) return;
    event.preventDefault();
    form.querySelector("[data-upload-fault]").hidden = true;
    if (file.size > Number(form.dataset.limit)) { refuse(form, form.dataset.tooLarge); return; }
    form.querySelector("button:not([type])").disabled = true;
    send(form, file);
  });
}
