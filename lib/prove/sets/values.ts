export { addressIn, addressRepresentatives, parseCidr, type AddressRange } from './addresses';
export { dateRepresentatives, dateValue } from './dates';
export { compareNumber, numberRepresentatives } from './numbers';
