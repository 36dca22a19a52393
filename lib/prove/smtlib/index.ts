/** Abstract problems for other solvers. */
export { smtlibFiles, type SmtlibFile } from './smtlib-files';
