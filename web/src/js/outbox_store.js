// What could not be sent yet, with its photos, on this device. Only the page of
// the account that wrote it asks for it.
const STORE = "belum-terkirim";
let opened;

function open() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open("tuntas", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

async function run(mode, work) {
  const database = await open();
  return new Promise((done, fail) => {
    // strict: a power cut right after "tersimpan" takes nothing away
    const step = database.transaction(STORE, mode, { durability: "strict" });
    const request = work(step.objectStore(STORE));
    step.oncomplete = () => done(request.result);
    step.onerror = () => fail(step.error);
    step.onabort = () => fail(step.error);
  });
}

export const put = (item) => run("readwrite", (store) => store.put(item));
export const drop = (key) => run("readwrite", (store) => store.delete(key));
export const all = () => run("readonly", (store) => store.getAll());
