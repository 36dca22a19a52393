import { opaqueKind, symbolsOf } from '../../model';
import type { Alphabet, Atom, Minterm, MintermOptions, Reading } from './atoms';
import { everyCharacter } from './characters';
import type { Glob } from './glob';
import { canMeet, isCertain, leadOf, type Lead } from './lead';
import { machineOf } from './machine';
import { globHasOpaque, matches } from './matches';
import { prefixMinterms } from './prefix-minterms';
import { productMinterms, type Product } from './product-minterms';
import { plainLead, residuals } from './residual';
import { VectorSet } from './vector-set';

/**
 * Every truth vector over the atoms that some text of the domain has, each once; undefined when the budget is exceeded.
 *
 * Opaque parts stand in these texts where the domain or an atom names them; whatever the opaque parts turn out to be,
 * the texts of all requests are among these.
 */
export function minterms(
  domain: readonly Glob[],
  atoms: readonly Atom[],
  options: MintermOptions = {},
): readonly Minterm[] | undefined {
  const alphabet = options.alphabet ?? everyCharacter;
  const found = everyMinterm(domain, atoms, options, alphabet);
  if (options.ordinary === undefined || found === undefined) return found;
  const isInside = (text: string) => isOver(alphabet, text) && domain.some((glob) => matches(glob, text));
  return withOrdinary(found, atoms, options.ordinary.filter(isInside));
}

/** Whether an atom holds for a text. */
export function holds({ globs, reading }: Atom, text: string): boolean {
  for (const glob of globs) if (matches(glob, text, reading)) return true;
  return false;
}

function everyMinterm(
  domain: readonly Glob[],
  atoms: readonly Atom[],
  options: MintermOptions,
  alphabet: Alphabet,
): readonly Minterm[] | undefined {
  const leads = domain.map(leadOf);
  if (leads.every(({ rest }) => rest === 'none') && domain.every(({ fold }) => fold !== true)) {
    const vectors = new VectorSet(atoms.length);
    for (const { text } of leads) if (isOver(alphabet, text)) vectors.add(vectorOf(atoms, text), text);
    return vectors.list();
  }
  const reading = atoms.some((atom) => atom.reading === 'may') ? 'may' : undefined;
  const possible = atoms.map((atom) => possibleIn(atom, domain, leads, reading));
  return byLeads(domain, leads, possible, alphabet) ?? byAutomata(domain, leads, possible, options);
}

/** The minterms by automata, which begin behind the text that all of the domain begins with. */
function byAutomata(
  domain: readonly Glob[],
  leads: readonly Lead[],
  atoms: readonly Atom[],
  options: MintermOptions,
): readonly Minterm[] | undefined {
  const whole = productOf(domain, atoms);
  const shared = domain.some(({ fold }) => fold === true) ? [] : sharedSymbols(leads);
  if (whole.domain.some(({ reading }) => reading === 'domain')) {
    // A generated name can begin inside the last segment.
    shared.length = shared.findLastIndex((symbol) => symbol === ':' || symbol === '/') + 1;
  }
  if (shared.length === 0 || !isOver(options.alphabet ?? everyCharacter, shared.join(''))) {
    return productMinterms(whole, options);
  }
  const rest = {
    domain: whole.domain.flatMap((machine) => residuals(machine, shared)),
    atoms: whole.atoms.map((machines) => machines.flatMap((machine) => residuals(machine, shared))),
  };
  const found = byPlainLeads(rest, options.alphabet) ?? productMinterms(rest, options);
  const lead = shared.join('');
  return found?.map(({ bits, witness }) => ({ bits, witness: lead + witness }));
}

/** The automata of a domain and its atoms. */
export function productOf(domain: readonly Glob[], atoms: readonly Atom[]): Product {
  // A text of the domain can be a generated name that an atom names, and only the atom's word shows that.
  const isNamed =
    atoms.some(({ reading }) => reading === 'may') && atoms.some(({ globs }) => globs.some(globHasOpaque));
  return {
    domain: domain.map((glob) => machineOf(glob, isNamed ? 'domain' : undefined)),
    atoms: atoms.map(({ globs, reading }) => globs.map((glob) => machineOf(glob, reading))),
  };
}

function byPlainLeads({ domain, atoms }: Product, alphabet: Alphabet | undefined): Minterm[] | undefined {
  const groups: Lead[][] = [];
  for (const machines of [domain, ...atoms]) {
    const group: Lead[] = [];
    for (const machine of machines) {
      const lead = plainLead(machine);
      if (lead === undefined) return undefined;
      group.push(lead);
    }
    groups.push(group);
  }
  const [first = [], ...others] = groups;
  return prefixMinterms(first, others, false, alphabet);
}

function sharedSymbols(leads: readonly Lead[]): string[] {
  const [first = [], ...others] = leads.map(({ text }) => symbolsOf(text));
  const end = first.findIndex((symbol, index) => others.some((other) => other[index] !== symbol));
  return end < 0 ? first : first.slice(0, end);
}

function vectorOf(atoms: readonly Atom[], text: string): boolean[] {
  return atoms.map((atom) => holds(atom, text));
}

/** Most policies speak of other things than those at hand; their languages are dropped by their beginnings. */
function possibleIn(atom: Atom, domain: readonly Glob[], leads: readonly Lead[], reading: Reading | undefined): Atom {
  const canHold = (glob: Glob) => {
    const lead = leadOf(glob);
    return leads.some((other, index) =>
      canMeet(lead, other, { fold: glob.fold === true || domain[index]?.fold === true, reading }),
    );
  };
  return atom.globs.every(canHold) ? atom : { ...atom, globs: atom.globs.filter(canHold) };
}

/** The minterms by comparing beginnings; undefined when that is not enough. */
function byLeads(
  domain: readonly Glob[],
  leads: readonly Lead[],
  atoms: readonly Atom[],
  alphabet: Alphabet,
): Minterm[] | undefined {
  const fold = domain[0]?.fold === true;
  const isOther = (glob: Glob) => (glob.fold === true) !== fold;
  if (leads.some(({ rest }) => rest === 'more') || domain.some(isOther)) return undefined;
  const groups: Lead[][] = [];
  for (const { globs } of atoms) {
    const group = globs.map(leadOf);
    if (group.some(({ rest }) => rest === 'more') || globs.some(isOther)) return undefined;
    groups.push(group);
  }
  if (!isCertain(leads, groups, (atom) => atoms[atom]?.reading === 'may')) return undefined;
  return prefixMinterms(leads, groups, fold, alphabet);
}

function withOrdinary(found: readonly Minterm[], atoms: readonly Atom[], texts: readonly string[]): readonly Minterm[] {
  const chosen = new Map<Minterm, Minterm>();
  for (const witness of texts) {
    const bits = vectorOf(atoms, witness);
    const minterm = found.find((candidate) => candidate.bits.every((bit, atom) => bit === bits[atom]));
    if (minterm !== undefined && !chosen.has(minterm)) chosen.set(minterm, { bits: minterm.bits, witness });
    if (chosen.size === found.length) break;
  }
  return found.map((minterm) => chosen.get(minterm) ?? minterm);
}

function isOver(alphabet: Alphabet, text: string): boolean {
  if (alphabet === everyCharacter) return true;
  return symbolsOf(text).every((symbol) => opaqueKind(symbol) !== undefined || alphabet.has(symbol));
}
