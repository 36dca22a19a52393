import { readable, sourceOf, type Source, type Statement, type World } from '../../model';
import type { Decision, Request, StatementRef } from '../../prove';
import type { Language } from '../texts';
import { deliveryLines } from './delivery-lines';
import { fill } from './fill';
import { vaultLines } from './vault-lines';
import { layers, missing, sentences } from './why-texts';

/** A statement for people: where it stands and what it says. */
export function referenceOf(statement: Statement): StatementRef {
  return { ...placeOf(sourceOf(statement)), effect: statement.effect, text: statement.sid ?? inShort(statement) };
}

/** A place for people: opaque parts of a construct path are made readable. */
export function placeOf({ file, pointer, path }: Source): Source {
  return { file: readable(file), pointer: readable(pointer), ...(path === undefined ? {} : { path: readable(path) }) };
}

/** Who asks, as people write it. */
export function askerText(request: Pick<Request, 'caller' | 'context'>, language: Language): string {
  const { caller } = request;
  const provider = providerOf(request);
  if (provider !== undefined) return fill(sentences.vouched[language], { provider: readable(provider) });
  const signed = request.context['delivery:signed'];
  const visited = request.context['aws:SourceArn'];
  const name = nameOf(caller);
  if (signed === undefined) return name;
  const through = caller.kind === 'service' && typeof visited === 'string' ? readable(visited) : name;
  return fill(sentences[signed === 'true' ? 'visitorSigned' : 'visitor'][language], { through });
}

function nameOf(caller: Request['caller']): string {
  if (caller.kind === 'anonymous') return 'anonymous';
  if (caller.kind === 'service') return caller.name;
  return readable(
    caller.kind === 'role' && caller.session !== undefined ? `${caller.arn} (${caller.session})` : caller.arn,
  );
}

/** The identity provider that vouches for somebody without credentials. */
function providerOf({ caller, context }: Pick<Request, 'caller' | 'context'>): string | undefined {
  const provider = context['aws:FederatedProvider'];
  return caller.kind === 'anonymous' && typeof provider === 'string' ? provider : undefined;
}

/** Why a request is decided as it is: one sentence a line, places indented below. */
export function explain(
  world: World,
  request: Request,
  decision: Decision,
  missed: readonly string[],
  language: Language,
): string {
  return [
    verdictSentence(decision, providerOf(request) !== undefined, language),
    ...decision.statements.map((statement) => `  ${placeText(referenceOf(statement))}`),
    ...doubtLines(decision),
    ...callerLines(world, request, language),
    ...deliveryLines(world, request, language),
    ...vaultLines(world, request, language),
    ...(missed.length === 0 ? [] : [fill(sentences.missed[language], { keys: missed.join(', ') })]),
  ].join('\n');
}

function verdictSentence(
  { decision, how, layer, statements }: Decision,
  asserted: boolean,
  language: Language,
): string {
  const name = layers[layer][language];
  if (decision === 'undecided') return sentences.hangs[language];
  if (decision === 'allowed') return fill(sentences.grants[language], { layer: name });
  if (how === 'implicit') return (asserted ? sentences.notAdmitted : missing[layer])[language];
  if (layer === 'block public access') return sentences.blocked[language];
  return layer === 'trust policy' && statements.length === 0
    ? sentences.tags[language]
    : fill(sentences.denies[language], { layer: name });
}

function doubtLines({ doubts }: Decision): string[] {
  return doubts.map(({ source, reason }) => {
    const place = source.file === '' ? '' : ` (${placeText(placeOf(source))})`;
    return `  ${readable(reason)}${place}`;
  });
}

function callerLines(world: World, request: Request, language: Language): string[] {
  const { caller } = request;
  const provider = providerOf(request);
  if (provider !== undefined) {
    const known = world.identityProviders.some(({ arn }) => arn === provider);
    return known ? [] : [fill(sentences.unseenProvider[language], { provider: readable(provider) })];
  }
  if (caller.kind === 'root') return [sentences.root[language]];
  if (caller.kind === 'anonymous' || caller.kind === 'service') return [];
  if (caller.kind === 'identity') {
    const known = world.originIdentities.some(({ arn }) => arn === caller.arn);
    return known ? [] : [fill(sentences.unseenIdentity[language], { caller: readable(caller.arn) })];
  }
  const seen = (caller.kind === 'role' ? world.roles : world.users).some(({ arn }) => arn === caller.arn);
  return seen ? [] : [fill(sentences.unseen[language], { caller: readable(caller.arn) })];
}

function placeText(place: Source & { readonly effect?: string; readonly text?: string }): string {
  const { file, pointer, path, effect, text } = place;
  const head = effect === undefined ? '' : `${effect} ${text ?? ''}  `;
  return `${head}${file}#${pointer}${path === undefined ? '' : `  ${path}`}`;
}

/** A statement without Sid in a few words. */
function inShort({ actions, resources }: Statement): string {
  const list = (word: string, among: { readonly not: boolean; readonly list: readonly { readonly text: string }[] }) =>
    `${among.not ? `Not${word} ` : ''}${among.list
      .slice(0, 3)
      .map(({ text }) => readable(text))
      .join(', ')}${among.list.length > 3 ? ', …' : ''}`;
  return `${list('Action', actions)}${resources === undefined ? '' : ` on ${list('Resource', resources)}`}`;
}
