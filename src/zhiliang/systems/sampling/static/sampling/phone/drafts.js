// Drafts and their photographs, kept in the phone's own database until the server has them.
// Every draft belongs to a person (`owner`): nobody else who uses the phone is shown it.

const NAME = "zhiliang-sampling";
const VERSION = 1;

let opened;

const database = () => {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "key" });
      const photos = asked.result.createObjectStore("photos", { autoIncrement: true, keyPath: "id" });
      photos.createIndex("draft", "draft");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
};

// `work` asks the stores and returns a request or a value; it is done when the disk has it.
const transact = async (mode, work) => {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(["drafts", "photos"], mode, { durability: "strict" });
    const answer = work(transaction.objectStore("drafts"), transaction.objectStore("photos"));
    transaction.oncomplete = () => resolve(answer?.result);
    transaction.onabort = () => reject(transaction.error);
  });
};

const uuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export const keyOf = ({ owner, task, act }) => `${owner}/${task}/${act}`;

export const blank = ({ owner, task, act, title, address }) => ({
  key: keyOf({ owner, task, act }),
  owner, task, act, title, address,
  client: uuid(),
  fields: {},
  state: "draft",
  errors: {},
  at: "",
  saved: "",
});

export const find = (key) => transact("readonly", (drafts) => drafts.get(key));

export const ofOwner = async (owner) =>
  (await transact("readonly", (drafts) => drafts.getAll())).filter((one) => one.owner === owner);

export const put = (draft) => {
  draft.saved = new Date().toISOString();
  return transact("readwrite", (drafts) => drafts.put(draft));
};

// Change a draft as it is now on the disk: another tab may have written since it was read.
export const change = (key, alter) =>
  transact("readwrite", (drafts) => {
    drafts.get(key).onsuccess = (event) => {
      const draft = event.target.result;
      if (draft) drafts.put({ ...draft, ...alter(draft) });
    };
  });

// The server has it: what it says and shows need not lie on the phone any longer.
export const settle = (key) =>
  transact("readwrite", (drafts, photos) => {
    drafts.get(key).onsuccess = (event) => {
      const draft = event.target.result;
      if (draft) drafts.put({ ...draft, state: "synced", fields: {}, errors: {} });
    };
    removeAll(photos, key);
  });

export const discard = (key) =>
  transact("readwrite", (drafts, photos) => {
    drafts.delete(key);
    removeAll(photos, key);
  });

const removeAll = (photos, key) => {
  photos.index("draft").getAllKeys(key).onsuccess = (event) => {
    for (const id of event.target.result) photos.delete(id);
  };
};

export const photosOf = (key) =>
  transact("readonly", (_drafts, photos) => photos.index("draft").getAll(key));

export const addPhoto = (key, field, blob) =>
  transact("readwrite", (_drafts, photos) =>
    photos.add({ draft: key, field, blob, at: new Date().toISOString() }));

export const removePhoto = (id) => transact("readwrite", (_drafts, photos) => photos.delete(id));
