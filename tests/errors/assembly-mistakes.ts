import type { Code, Issue } from '../../lib/errors';
import { readWorld, type Cells } from '../../lib/model';
import { issuesOf, layOut, type Files } from './support';

/** What is said of a folder that is read as a cloud assembly. */
function read(files: Files, below = '', cells?: Cells): readonly Issue[] {
  return issuesOf(() => readWorld(`${layOut(files)}${below}`, cells === undefined ? {} : { cells }));
}

const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'app.template.json' } };
const manifest = JSON.stringify({ artifacts: { app: stack } });

/** Mistakes of a cloud assembly, and of what is said beside it. */
export const assemblyMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[];
}[] = [
  { code: 'EDU721', what: 'a folder that is not there', issues: () => read({}, '/gone') },
  { code: 'EDU722', what: 'a folder of other files', issues: () => read({ 'README.md': 'x' }) },
  { code: 'EDU723', what: 'half a template', issues: () => read({ 'app.template.json': '{ "Resources": {' }) },
  { code: 'EDU724', what: 'a manifest without its template', issues: () => read({ 'manifest.json': manifest }) },
  { code: 'EDU725', what: 'a template that is a list', issues: () => read({ 'app.template.json': '[]' }) },
  {
    code: 'EDU726',
    what: 'a bucket that is only in the cells file',
    issues: () =>
      read({ 'app.template.json': '{}' }, '', { schools: { oak: { buckets: ['gone'], keys: [], roles: [] } } }),
  },
];
