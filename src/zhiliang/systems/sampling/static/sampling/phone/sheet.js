// The form of a task: every change is kept on the phone, checked at once, sent when there is a network.

const phone = JSON.parse(document.getElementById("phone").textContent);
const [drafts, pictures, checks, sync, offline] = await Promise.all(
  ["drafts", "pictures", "checks", "sync", "offline"].map((name) => import(phone.modules[name])),
);
const { words } = phone;
const form = document.getElementById("task-form");
const key = drafts.keyOf(phone);
const OWN = new Set(["csrfmiddlewaretoken", "client", "at", "sent"]);
const inputs = () =>
  [...form.elements].filter((one) => one.name && one.type !== "file" && !OWN.has(one.name));

let draft = (await drafts.find(key)) ?? drafts.blank(phone);

// Values

const said = () =>
  Object.fromEntries(inputs().map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]));

const fill = (fields) => {
  for (const input of inputs()) {
    if (!(input.name in fields)) continue;
    if (input.type === "checkbox") input.checked = fields[input.name];
    else input.value = fields[input.name];
  }
};

let writing = Promise.resolve();
const save = () => {
  draft.fields = said();
  draft.saved ||= "now";
  const kept = { ...draft };
  writing = writing.then(() => drafts.put(kept)).then(showSaved, () => offline.status(words.full, { tone: "bad" }));
  return writing;
};

const showSaved = () => {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  document.getElementById("phone-saved").textContent = checks.filled(words.saved, { time });
};

// Faults beside their fields, and all of them on top

const fieldOf = (name) => document.querySelector(`[data-field="${CSS.escape(name)}"]`);

const mark = (name, sentences) => {
  const field = fieldOf(name);
  if (!field) return;
  const box = field.querySelector(".field");
  for (const old of box.querySelectorAll(".error")) old.remove();
  box.classList.toggle("field-bad", sentences.length > 0);
  const input = form.elements[name];
  input?.setAttribute("aria-invalid", String(sentences.length > 0));
  sentences.forEach((sentence, place) => {
    const said = document.createElement("p");
    said.className = "error";
    said.id = `id_${name}_error${place || ""}`;
    said.append(sentence);
    box.append(said);
  });
  if (sentences.length) input?.setAttribute("aria-errormessage", `id_${name}_error`);
  else input?.removeAttribute("aria-errormessage");
};

const labelOf = (name) => fieldOf(name)?.dataset.label ?? "";

const sum = (errors, lead) => {
  const place = document.getElementById("phone-errors");
  const list = document.createElement("ul");
  for (const [name, sentences] of Object.entries(errors)) {
    for (const sentence of sentences) {
      const item = document.createElement("li");
      if (labelOf(name)) {
        const link = document.createElement("a");
        link.href = `#id_${name}`;
        link.append(labelOf(name));
        item.append(link, "：");
      }
      item.append(sentence);
      list.append(item);
    }
  }
  const head = document.createElement("h2");
  const all = document.createElement("div");
  head.append(lead);
  all.append(head, list);
  place.replaceChildren(all);
  place.hidden = !list.children.length;
};

const show = (errors, lead) => {
  for (const field of document.querySelectorAll("[data-field]"))
    mark(field.dataset.field, errors[field.dataset.field] ?? []);
  sum(errors, lead);
};

const listed = (faults) =>
  Object.fromEntries(Object.entries(faults).map(([name, sentence]) => [name, [sentence]]));

const live = () => (phone.rule ? checks.faultsOf(said(), phone.rule, words) : {});

// While one types, only what is filled in is spoken of.
const checkTouched = (name) => {
  const faults = live();
  const touched = new Set([name, ...document.querySelectorAll(".field-bad")].map((one) =>
    typeof one === "string" ? one : one.closest("[data-field]")?.dataset.field));
  const pairs = { test_seal: "spare_seal", price: "paid", test_quantity: "paid", stock: "test_quantity" };
  if (pairs[name] && form.elements[pairs[name]]?.value) touched.add(pairs[name]);
  for (const one of touched) if (one && form.elements[one]) mark(one, faults[one] ? [faults[one]] : []);
};

const everything = async () => {
  const faults = live();
  for (const input of inputs())
    if (input.required && !input.value.trim() && !faults[input.name]) faults[input.name] = words.needed;
  const shot = new Set((await drafts.photosOf(key)).map((one) => one.field));
  for (const input of form.querySelectorAll("input[type=file][data-least='1']"))
    if (!shot.has(input.name)) faults[input.name] = words.noPhoto;
  if (phone.act === "leave" && form.elements.why.value === "refused" && !shot.has("photo_refusal"))
    faults.photo_refusal = words.noPhoto;
  return listed(faults);
};

// What is asked only in some cases is shown only then; what was typed stays.
const reveal = () => {
  const { signed, why } = form.elements;
  const asked = { unsigned_note: !signed?.checked, witness: !signed?.checked, forbidden_by: why?.value === "repeated" };
  for (const [name, shown] of Object.entries(asked)) {
    const field = fieldOf(name);
    if (field) field.hidden = !shown;
  }
  // an empty day would be printed as the browser's pattern for one
  for (const input of form.querySelectorAll("input[type=date]")) input.toggleAttribute("data-empty", !input.value);
};

// What is paid follows quantity and price until somebody types another sum.

let reckoned = "";
const reckon = () => {
  const { paid } = form.elements;
  if (!paid || !phone.rule) return;
  const now = said();
  const due = checks.due(now, phone.rule);
  const sentence = due === null ? "" : checks.filled(words.due, {
    count: checks.bought(now, phone.rule), price: now.price, due: checks.yuan(due),
  });
  document.getElementById("phone-due").textContent = sentence;
  if (paid.value !== "" && paid.value !== reckoned) return;
  reckoned = due === null ? "" : checks.yuan(due);
  paid.value = reckoned;
};

// Questions to the server while there is a network: the register, and article 8

const ask = async (address, told) => {
  const answer = await fetch(`${address}?${new URLSearchParams(told)}`, { redirect: "manual" });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

const nameProducer = async () => {
  const place = document.getElementById("phone-producer");
  const code = form.elements.producer_uscc?.value.trim() ?? "";
  if (!place) return;
  place.textContent = code && code.length !== 18 ? words.code : "";
  if (code.length !== 18 || !navigator.onLine) return;
  try {
    const { name } = await ask(phone.asks.producer, { uscc: code });
    place.textContent = name ? checks.filled(words.registered, { name }) : words.unknown;
  } catch {
    place.textContent = "";
  }
};

const LAW = ["standard", "trademark", "model", "producer_uscc"];
let asked = "";
const checkLaw = async () => {
  if (!phone.asks?.law) return;
  const told = Object.fromEntries(LAW.map((name) => [name, form.elements[name]?.value.trim() ?? ""]));
  if (!told.standard || JSON.stringify(told) === asked) return;
  const place = document.getElementById("phone-law");
  asked = JSON.stringify(told);
  try {
    const { why, record } = await ask(phone.asks.law, told);
    sayLaw(place, why, record);
  } catch {
    asked = "";
    place.className = "note";
    place.textContent = words.unchecked;
  }
  place.hidden = false;
};

const sayLaw = (place, why, record) => {
  place.className = why ? "note note-bad" : "note note-good";
  if (!why) {
    place.textContent = words.allowed;
    return;
  }
  const said = document.createElement("p");
  const link = document.createElement("a");
  link.href = `${phone.asks.leave}?${new URLSearchParams({ why: "repeated", forbidden_by: record })}`;
  link.append(words.toLeave);
  said.append(words.forbidden, why, " ", link);
  place.replaceChildren(said);
};

// Photographs

const showPhotos = async () => {
  const kept = await drafts.photosOf(key);
  for (const input of form.querySelectorAll("input[type=file]")) {
    const shown = await Promise.all(
      kept.filter((one) => one.field === input.name).map((one, place) => photoItem(one, place + 1, labelOf(input.name))),
    );
    fieldOf(input.name).querySelector(".shots").replaceChildren(...shown);
  }
};

const photoItem = async ({ id, blob }, number, shows) => {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.append(checks.filled(words.remove, { number, shows }));
  button.addEventListener("click", async () => {
    await drafts.removePhoto(id);
    await touch();
    await showPhotos();
  });
  item.append(await pictures.thumbnail(blob, checks.filled(words.shot, { number, shows })), button);
  return item;
};

const take = async (input) => {
  for (const file of input.files) {
    let blob;
    try {
      blob = await pictures.reduced(file);
    } catch {
      mark(input.name, [words.unreadable]);
      continue;
    }
    try {
      await drafts.addPhoto(key, input.name, blob);
      mark(input.name, []);
    } catch {
      mark(input.name, [words.full]);
    }
  }
  input.value = "";
  await touch();
  await showPhotos();
};

// States

const showState = () => {
  const badge = document.getElementById("phone-state");
  badge.textContent = draft.saved ? words[draft.state] : words.none;
  badge.dataset.state = draft.state;
  form.querySelector(".task-acts button").disabled = draft.state === "synced";
  if (draft.state === "synced") offline.status(words.done, {
    tone: "good", link: { address: `${phone.tasks}${phone.task}/sheet/`, words: words.print },
  });
};

// Any change makes it a draft again: nobody sends what is still being written.
const touch = () => {
  if (draft.state === "synced") return Promise.resolve();
  if (draft.state === "waiting") offline.status(words.changed);
  draft.state = "draft";
  const saved = save();
  showState();
  return saved;
};

const deliver = async () => {
  offline.status(words.sending);
  const outcomes = await sync.sync();
  draft = (await drafts.find(key)) ?? draft;
  showState();
  const trouble = sync.troubleOf(outcomes);
  if (draft.state === "refused") {
    offline.status("");
    show(draft.errors, words.back);
    document.getElementById("phone-errors").focus();
  } else if (trouble && draft.state === "waiting") {
    const link = trouble === "signIn" && { address: phone.signIn, words: words.toSignIn };
    offline.status(words[trouble], { tone: "warn", link });
  } else if (draft.state !== "synced") offline.status("");
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (draft.state === "synced") return;
  await writing;
  const faults = await everything();
  show(faults, words.mend);
  if (Object.keys(faults).length) {
    document.getElementById("phone-errors").focus();
    return;
  }
  draft.state = "waiting";
  // the moment in the shop, not that of mending what was sent back
  draft.at ||= new Date().toISOString();
  await save();
  await deliver();
});

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  reckon();
  touch();
});
form.addEventListener("change", (event) => {
  const { target } = event;
  if (target.type === "file") {
    take(target);
    return;
  }
  reckon();
  reveal();
  touch();
  checkTouched(target.name);
  if (LAW.includes(target.name)) checkLaw();
  if (target.name === "producer_uscc") nameProducer();
});

// Opening the page

fill(draft.fields);
if (draft.state === "refused") show(draft.errors, words.back);
reckon();
reveal();
showState();
await showPhotos();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
offline.watchNetwork(() => {
  checkLaw();
  if (draft.state === "waiting") deliver();
});
offline.persist();
form.dataset.ready = "yes";
if (draft.state === "waiting") await deliver();
await Promise.allSettled([offline.keep(), checkLaw(), nameProducer()]);
