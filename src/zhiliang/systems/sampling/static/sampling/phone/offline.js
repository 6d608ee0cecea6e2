// Keeping the pages on the phone, and saying whether there is a network.

const phone = JSON.parse(document.getElementById("phone").textContent);
const { filled } = await import(phone.modules.checks);

export const status = (words, { link, tone = "info" } = {}) => {
  const place = document.getElementById("phone-status");
  place.hidden = !words;
  place.className = `note note-${tone}`;
  const said = document.createElement("p");
  said.append(words);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.address;
    anchor.className = "button button-small";
    anchor.append(link.words);
    said.append(" ", anchor);
  }
  place.replaceChildren(said);
};

const sayNetwork = () => {
  const place = document.getElementById("phone-network");
  place.hidden = navigator.onLine;
  place.textContent = navigator.onLine ? "" : phone.words.offline;
};

export const watchNetwork = (whenBack) => {
  sayNetwork();
  addEventListener("offline", sayNetwork);
  addEventListener("online", () => {
    sayNetwork();
    whenBack();
  });
};

// Keep the tasks' pages; `pages` are their addresses. Says how many are kept.
export const keep = async (pages) => {
  const place = document.getElementById("phone-kept");
  if (!("serviceWorker" in navigator)) {
    if (place) place.textContent = phone.words.notKept;
    return;
  }
  await navigator.serviceWorker.register(phone.worker, { scope: phone.tasks });
  const worker = (await navigator.serviceWorker.ready).active;
  if (!pages || !navigator.onLine) return;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    if (place) place.textContent = filled(phone.words.kept, { count: data.kept });
  };
  worker.postMessage({ keep: pages, owner: phone.owner }, [channel.port2]);
};

// The browser may otherwise clear drafts when the phone runs short of space.
export const persist = () => navigator.storage?.persist?.().catch(() => false);
