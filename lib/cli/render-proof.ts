import { readable, type World } from '../model';
import { modelVersion, type Assumption, type NamedException, type Proof, type Request } from '../prove';
import { drillSlug } from '../vocabulary';
import { findsSchools, isKept, type Count, type PropertySummary, type ToldVerdict } from './proof-summary';
import { counted } from './counted';
import { proofText } from './proof-texts';
import type { Language } from './texts';

/** All that is told of a proof. */
export interface ProofReport {
  readonly folder: string;
  readonly world: World;
  readonly proof: Proof;
  readonly summary: readonly PropertySummary[];
  readonly verdicts: readonly ToldVerdict[];
  /** What the verdicts take for granted. */
  readonly assumptions: readonly Assumption[];
  /** Date of the catalogue of actions. */
  readonly updated: string;
  readonly asOf: string;
  /** Problems that were written for other solvers, and where. */
  readonly smtlib?: { readonly folder: string; readonly written: number };
}

const shownVerdicts = 10;
const shownCarriers = 6;
const shownRoles = 3;

/** Verdicts as people read them: what holds and why, what does not and how to see it, under which assumptions. */
export function renderProof(report: ProofReport, language: Language): string {
  const { folder, world, proof, summary, verdicts, assumptions, updated, asOf, smtlib } = report;
  const label = (key: Parameters<typeof proofText>[1]): string => proofText(language, key);
  const owners = new Set(world.buckets.flatMap(({ owner }) => owner ?? []));
  owners.delete(drillSlug);
  const schools = owners.size;
  const { organizations, accounts } = world.perimeter;
  const held = summary.filter((one) => isKept(one) && isDecided(one)).length;
  const told = verdicts.filter(({ verdict }) => verdict !== 'proved');
  return [
    `${folder}: ${counted(language, world.stacks.length, 'stack')}, ${counted(language, schools, 'school')}, ${counted(language, world.buckets.length, 'bucket')}, ${counted(language, world.keys.length, 'key')}`,
    `${label('allRequests')}; ${label('model')} ${modelVersion}, ${label('actionsOf')} ${updated}, ${label('asOf')} ${asOf}; ${proof.classes()} ${label('problems')}`,
    `${label('perimeter')}: ${[...organizations, ...accounts.slice(0, shownRoles), ...(accounts.length > shownRoles ? [`… ${counted(language, accounts.length, 'account')}`] : [])].map(readable).join(', ')}`,
    // Whoever takes one reads, whichever property is asked for.
    ...(world.breakGlass.length === 0 ? [] : [`${label('breakGlass')}: ${world.breakGlass.map(readable).join(', ')}`]),
    '',
    ...summary.flatMap((one) => renderProperty(one, language)),
    ...told.slice(0, shownVerdicts).flatMap((verdict) => ['', ...renderVerdict(verdict, language)]),
    ...(told.length > shownVerdicts ? ['', `… ${told.length - shownVerdicts} ${label('more')}`] : []),
    ...renderExceptions(proof.exceptions, language),
    ...(smtlib === undefined ? [] : ['', `${smtlib.folder}: ${smtlib.written} ${label('smtlib')}`]),
    '',
    `${label('assumptions')}:`,
    ...assumptions.map(({ id, text }) => `  ${id} ${text[language]}`),
    ...world.assumptions.map((text) => `  – ${readable(text)}`),
    ...(world.doubts.length === 0 ? [] : ['', `${label('notSeen')}:`]),
    ...world.doubts.slice(0, shownVerdicts).map(({ reason, source }) => `  ${placeOf(source)}  ${reason}`),
    '',
    `${held === summary.length ? '✓' : '✗'} ${held}/${summary.length} ${label('hold')}`,
    '',
  ].join('\n');
}

const order: readonly Count[] = ['refuted', 'undecided', 'vacuous', 'accepted', 'proved'];

function isDecided({ property, counts }: PropertySummary): boolean {
  return !findsSchools(property) || Object.values(counts).some((count) => count > 0);
}

function renderProperty(one: PropertySummary, language: Language): string[] {
  const { property, counts, carriers } = one;
  const found = order.filter((count) => counts[count] > 0);
  const tally =
    found.length === 0
      ? proofText(language, 'none')
      : found
          .map((count) => `${proofText(language, count)}: ${counted(language, counts[count], property.subject)}`)
          .join(', ');
  const mark = found.length === 0 ? '–' : !isKept(one) ? '✗' : counts.accepted > 0 ? '~' : '✓';
  const why =
    counts.proved === 0 || property.expect === 'allowed' || (carriers.length === 0 && found.length > 1)
      ? []
      : [
          `      ${
            carriers.length === 0
              ? proofText(language, 'noAllow')
              : `${proofText(language, 'carriedBy')} ${carriers.slice(0, shownCarriers).join(', ')}`
          }`,
        ];
  return [`  ${mark} ${property.title[language]} (${property.id})`, `      ${tally}`, ...why];
}

function renderVerdict(verdict: ToldVerdict, language: Language): string[] {
  const { property, subject, owner, request, reason, statements, at = [], accepted } = verdict;
  const label = (key: Parameters<typeof proofText>[1]): string => proofText(language, key);
  return [
    `${label(verdict.verdict)}  ${property}  ${subject}${owner === undefined ? '' : `  (${owner})`}`,
    ...(accepted === undefined ? [] : [`  ${label('acceptedBy')} ${accepted}`]),
    ...(reason === undefined ? [] : [`  ${label('because')}: ${reason}`]),
    ...(request === undefined ? [] : renderRequest(request, language)),
    ...(request === undefined
      ? []
      : [`  ${label('allowedBy')}:${statements.length === 0 ? ` ${label('nobodyDenies')}` : ''}`]),
    ...(request === undefined ? [] : statements.map((one) => `    ${placeOf(one)}  ${one.effect} ${one.text}`)),
    ...(at.length === 0
      ? []
      : [`  ${label('lookAt')}:`, ...at.slice(0, shownRoles).map((one) => `    ${placeOf(one)}`)]),
  ];
}

function renderRequest({ caller, action, resource, context }: Request, language: Language): string[] {
  const who =
    caller.kind === 'anonymous'
      ? proofText(language, 'anonymous')
      : caller.kind === 'service'
        ? caller.name
        : readable(caller.arn);
  const given = Object.entries(context).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : value.join(',')}`,
  );
  return [
    `  ${proofText(language, 'request')}: ${who} → ${action} ${resource}`,
    ...(given.length === 0 ? [] : [`  ${proofText(language, 'with')}: ${given.join(' ')}`]),
  ];
}

function renderExceptions(exceptions: readonly NamedException[], language: Language): string[] {
  const found = exceptions.filter(({ arns }) => arns.length > 0);
  if (found.length === 0) return [];
  return [
    '',
    `${proofText(language, 'exceptions')}:`,
    ...found.flatMap(({ property, arns, takenBy, exception: { who, actions, reason } }) => [
      `  ${property}${actions === undefined ? '' : ` (${proofText(language, 'only')} ${actions.join(', ')})`}: ${reason[language]}`,
      // People take a role for emergencies, and read through a distribution, so each of them is named.
      ...(who === 'break-glass' || who === 'distribution'
        ? arns.map((arn) => `      ${readable(arn)}`)
        : [`      ${firstOf(arns, language)}`]),
      ...takerLines(takenBy, language),
    ]),
  ];
}

function firstOf(arns: readonly string[], language: Language): string {
  return `${arns.slice(0, 1).map(readable).join(', ')}${
    arns.length > 1 ? ` … ${counted(language, arns.length, 'role')}` : ''
  }`;
}

/** Who takes which of the roles. */
function takerLines(takenBy: NamedException['takenBy'], language: Language): string[] {
  const rolesOf = new Map<string, string[]>();
  for (const [role, people] of Object.entries(takenBy))
    for (const arn of people) rolesOf.set(arn, [...(rolesOf.get(arn) ?? []), role]);
  return [...rolesOf].map(
    ([arn, roles]) => `      ${readable(arn)} ${proofText(language, 'takes')} ${firstOf(roles, language)}`,
  );
}

function placeOf({
  file,
  pointer,
  path,
}: {
  readonly file: string;
  readonly pointer: string;
  readonly path?: string;
}): string {
  return path === undefined ? `${file}#${pointer}` : `${file}#${pointer} (${path})`;
}
