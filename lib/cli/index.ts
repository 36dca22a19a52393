export { main, type Output } from './main';
export { commands } from './commands';
