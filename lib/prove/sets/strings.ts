export { type Alphabet, type Atom, type Minterm, type MintermOptions, type Reading } from './atoms';
export { matches } from './matches';
export { holds, minterms } from './minterms';
export { witness } from './witness';
