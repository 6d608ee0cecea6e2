// The list of tasks: what each draft has come to, sending what waits, keeping the pages.

const phone = JSON.parse(document.getElementById("phone").textContent);
const [drafts, sync, offline] = await Promise.all(
  ["drafts", "sync", "offline"].map((name) => import(phone.modules[name])),
);
const { words } = phone;
const TONES = { draft: "quiet", waiting: "warn", synced: "good", refused: "bad" };

const badge = (draft) => {
  const said = document.createElement("span");
  said.className = `state state-${TONES[draft.state]}`;
  said.dataset.state = draft.state;
  said.append(draft.act === "leave" ? `${words.leave} · ${words[draft.state]}` : words[draft.state]);
  return said;
};

const reasons = (draft) => {
  const list = document.createElement("ul");
  for (const sentence of Object.values(draft.errors).flat()) {
    const item = document.createElement("li");
    item.append(sentence);
    list.append(item);
  }
  return list;
};

// A draft of a task that is no longer listed (given to somebody else, or filed by the other
// sampler) is shown all the same: nothing that was written is lost from sight.
const strayItem = (draft) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = draft.address;
  link.append(draft.title);
  item.append(link, " ", badge(draft), ...(draft.state === "refused" ? [reasons(draft)] : []));
  return item;
};

const showAll = async () => {
  const mine = await drafts.ofOwner(phone.owner);
  const strays = [];
  for (const place of document.querySelectorAll("[data-task]")) place.replaceChildren();
  for (const draft of mine) {
    const place = document.querySelector(`[data-task="${CSS.escape(draft.task)}"]`);
    if (place) place.append(badge(draft), ...(draft.state === "refused" ? [reasons(draft)] : []));
    else if (draft.state !== "synced") strays.push(strayItem(draft));
  }
  document.getElementById("phone-strays").replaceChildren(...strays);
  document.getElementById("phone-strays-part").hidden = !strays.length;
  const waiting = mine.filter((one) => one.state === "waiting").length;
  document.getElementById("phone-sync").hidden = !waiting;
  document.getElementById("phone-waiting").textContent = waiting;
};

const deliver = async () => {
  const outcomes = await sync.sync();
  await showAll();
  const trouble = sync.troubleOf(outcomes);
  const link = trouble === "signIn" && { address: phone.signIn, words: words.toSignIn };
  if (trouble) offline.status(words[trouble], { tone: "warn", link });
  else if (outcomes.includes("refused")) offline.status(words.back, { tone: "bad" });
  else if (outcomes.length) offline.status(words.done, { tone: "good" });
};

// The server lists it as done: the phone need not remember that it sent it.
const forget = async () => {
  const done = new Set([...document.querySelectorAll("[data-done]")].map((one) => one.dataset.done));
  for (const draft of await drafts.ofOwner(phone.owner))
    if (draft.state === "synced" && done.has(draft.task)) await drafts.discard(draft.key);
};

document.getElementById("phone-sync").addEventListener("click", deliver);
offline.watchNetwork(deliver);
offline.persist();
await forget();
await showAll();
await deliver();
await offline.keep(phone.pages);
document.documentElement.dataset.ready = "yes";
