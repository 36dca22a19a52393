import type { Alphabet, Minterm } from './atoms';
import { everyCharacter, foldText, freeCharacter } from './characters';
import type { Lead } from './lead';
import { VectorSet } from './vector-set';

/**
 * The minterms when every language is one text, or a text and anything after it; no automaton is needed.
 *
 * A text that is none of the literals has the vector that its longest prefix among the leads has with an unnamed
 * character behind, so leads and leads with one more character are all there is to try. Undefined when the alphabet has
 * no unnamed character.
 */
export function prefixMinterms(
  domain: readonly Lead[],
  atoms: readonly (readonly Lead[])[],
  fold: boolean,
  alphabet: Alphabet = everyCharacter,
): Minterm[] | undefined {
  const groups = [domain, ...atoms];
  const seen = fold ? groups.map((leads) => leads.map(foldLead)) : groups;
  const other = freeCharacter((character) => isNamed(seen, character), alphabet);
  if (other === undefined) return undefined;

  const vectors = new VectorSet(atoms.length);
  const attempt = (text: string, folded: string, test: typeof holds) => {
    if (!test(seen[0], folded)) return;
    if (alphabet !== everyCharacter && !Array.from(text).every((character) => alphabet.has(character))) return;
    const bits: boolean[] = [];
    for (let index = 1; index < seen.length; index += 1) bits.push(test(seen[index], folded));
    vectors.add(bits, test === holds ? text : text + other);
  };
  for (let group = 0; group < groups.length; group += 1) {
    const leads = groups[group] ?? [];
    for (let index = 0; index < leads.length; index += 1) {
      const lead = leads[index];
      const folded = seen[group]?.[index];
      if (lead === undefined || folded === undefined) continue;
      attempt(lead.text, folded.text, holds);
      if (lead.rest === 'any') attempt(lead.text, folded.text, holdsBeyond);
    }
  }
  return vectors.list();
}

function foldLead({ text, rest }: Lead): Lead {
  return { text: foldText(text), rest };
}

function isNamed(groups: readonly (readonly Lead[])[], character: string): boolean {
  for (const leads of groups) for (const { text } of leads) if (text.includes(character)) return true;
  return false;
}

function holds(leads: readonly Lead[] | undefined, text: string): boolean {
  if (leads === undefined) return false;
  for (const lead of leads) {
    const from = lead.text;
    if (lead.rest === 'none' ? from === text : beginsWith(text, from)) return true;
  }
  return false;
}

/** The same for the text with an unnamed character behind it. */
function holdsBeyond(leads: readonly Lead[] | undefined, text: string): boolean {
  if (leads === undefined) return false;
  for (const lead of leads) if (lead.rest === 'any' && beginsWith(text, lead.text)) return true;
  return false;
}

/** Names of a kit differ at their ends more often than at their beginnings, so these are compared first. */
function beginsWith(text: string, beginning: string): boolean {
  const { length } = beginning;
  if (text.length < length) return false;
  for (let index = length - 1, end = Math.max(0, length - 24); index >= end; index -= 1) {
    if (text.charCodeAt(index) !== beginning.charCodeAt(index)) return false;
  }
  return length <= 24 || text.startsWith(beginning);
}
