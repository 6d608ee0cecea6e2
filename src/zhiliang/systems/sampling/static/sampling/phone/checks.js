// What the server will refuse, said before anything is sent; the server decides all the same.

const DIGITS = /^\d+$/;
const MONEY = /^(\d+)(?:\.(\d{1,2}))?$/;

export const filled = (sentence, told = {}) =>
  sentence.replace(/%\((\w+)\)s/g, (_all, name) => told[name] ?? "");

// Hundredths of a yuan; NaN for what is no price.
export const fen = (text) => {
  const found = MONEY.exec(text.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : NaN;
};

export const yuan = (amount) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

const count = (text) => (DIGITS.test(text?.trim() ?? "") ? Number(text) : 0);

export const bought = (said, rule) =>
  count(said.test_quantity) + (rule.buysBoth ? count(said.spare_quantity) : 0);

// What the samples cost; null while it cannot be told, or where nothing is bought.
export const due = (said, rule) => {
  if (said.nondestructive && !rule.buysAlways) return null;
  const price = fen(said.price ?? "");
  return Number.isNaN(price) ? null : price * bought(said, rule);
};

const quantities = function* (said, rule, words) {
  const stock = said.stock?.trim() ?? "";
  for (const name of ["stock", "test_quantity", "spare_quantity"]) {
    if (said[name]?.trim() && !DIGITS.test(said[name].trim())) yield [name, words.number];
  }
  if (stock && count(stock) < rule.stock)
    yield ["stock", filled(words.stock, { stock, least: rule.stock })];
  if (count(said.spare_quantity) < rule.spare)
    yield ["spare_quantity", filled(words.spare, { spare: rule.spareName, least: rule.spare, unit: rule.unit })];
  if (count(said.test_quantity) < rule.test)
    yield ["test_quantity", filled(words.test, { least: rule.test, unit: rule.unit })];
  else if (stock && count(said.test_quantity) + count(said.spare_quantity) > count(stock))
    yield ["test_quantity", words.over];
};

const paying = function* (said, rule, words) {
  if (said.nondestructive && !rule.buysAlways) return;
  const wanted = due(said, rule);
  if (wanted === null) yield ["price", words.price];
  else if (fen(said.paid || "0") !== wanted)
    yield ["paid", filled(words.paid, { count: bought(said, rule), due: yuan(wanted) })];
};

const sealing = function* (said, words) {
  const [test, spare] = [said.test_seal?.trim(), said.spare_seal?.trim()];
  if (count(said.spare_quantity) && !spare) yield ["spare_seal", words.seal];
  if (spare && spare === test) yield ["spare_seal", words.seals];
};

const signing = function* (said, words) {
  if (said.signed !== false) return;
  if (!said.unsigned_note?.trim()) yield ["unsigned_note", words.unsigned];
  if (!said.witness?.trim()) yield ["witness", words.witness];
};

// Sentences by field; `said` holds texts, and true or false for what is ticked.
export const faultsOf = (said, rule, words) =>
  Object.fromEntries([
    ...quantities(said, rule, words),
    ...paying(said, rule, words),
    ...sealing(said, words),
    ...signing(said, words),
  ]);
