// Sends what waits to the server, once each: the draft's own number (`client`) sees to that even if
// an answer is lost on the way.

const phone = JSON.parse(document.getElementById("phone").textContent);
const drafts = await import(phone.modules.drafts);

const JSON_ONLY = { Accept: "application/json" };

// Who is signed in, and a fresh token; "offline" or "signedOut" otherwise.
const session = async () => {
  try {
    const answer = await fetch(phone.session, { headers: JSON_ONLY, redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect" || answer.status === 403) return { trouble: "signIn" };
    if (!answer.ok) return { trouble: "later" };
    return await answer.json();
  } catch {
    return { trouble: "queued" };
  }
};

const bodyOf = async (draft) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(draft.fields)) {
    if (value === true) body.append(name, "on");
    else if (value !== false) body.append(name, value);
  }
  for (const { id, field, blob } of await drafts.photosOf(draft.key))
    body.append(field, blob, `${field}-${id}.jpg`);
  body.append("client", draft.client);
  body.append("at", draft.at);
  body.append("sent", new Date().toISOString());
  return body;
};

const post = async (draft, token) =>
  fetch(draft.address, {
    method: "POST",
    headers: { ...JSON_ONLY, "X-CSRFToken": token },
    body: await bodyOf(draft),
    redirect: "manual",
  });

const refuse = (draft, errors) =>
  drafts.change(draft.key, () => ({ state: "refused", errors })).then(() => "refused");

// What became of one draft: synced, refused, or the trouble that keeps it waiting.
const send = async (draft, token) => {
  let answer;
  try {
    answer = await post(draft, token);
  } catch {
    return "queued";
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) return "signIn";
  if (answer.status === 404) return refuse(draft, { __all__: [phone.words.gone] });
  if (answer.status === 413) return refuse(draft, { __all__: [phone.words.large] });
  if (answer.status === 422) return refuse(draft, (await answer.json()).errors);
  if (!answer.ok) return "later";
  await drafts.settle(draft.key);
  return "synced";
};

const sendAll = async () => {
  const waiting = (await drafts.ofOwner(phone.owner)).filter((one) => one.state === "waiting");
  if (!waiting.length) return [];
  const { trouble, owner, token } = await session();
  if (trouble) return [trouble];
  if (owner !== phone.owner) return ["other"];
  const outcomes = [];
  for (const draft of waiting) outcomes.push(await send(draft, token));
  return outcomes;
};

// One tab at a time; whoever comes second finds nothing left to send.
let running = Promise.resolve([]);
export const sync = () => {
  running = running.catch(() => {}).then(() =>
    navigator.locks ? navigator.locks.request("zhiliang-sampling", sendAll) : sendAll());
  return running;
};

// The one thing to say about several outcomes.
export const troubleOf = (outcomes) =>
  ["signIn", "other", "queued", "later"].find((one) => outcomes.includes(one));
