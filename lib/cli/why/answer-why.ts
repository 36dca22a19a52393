import { EducloudError, type Issue } from '../../errors';
import { readable, type World } from '../../model';
import {
  evaluate,
  impliedKeyRequest,
  impliedSessionRequests,
  type Caller,
  type Decision,
  type Request,
  type StatementRef,
} from '../../prove';
import type { Outcome, Values } from '../command';
import type { Language, Text } from '../texts';
import { askerText, explain, referenceOf } from './explain';
import { fill } from './fill';
import { misfitOf } from './misfit';
import { parseAction } from './parse-action';
import { parseAsserted, type Asserted } from './parse-asserted';
import { parseCaller } from './parse-caller';
import { parseContext } from './parse-context';
import { parseDelivery, type Delivered } from './parse-delivery';
import { parseResource } from './parse-resource';
import { withVault } from './parse-vault';
import { readSessionPolicies } from './read-session-policies';
import { sentences, words } from './why-texts';

/** One request and how it is decided, for machines. */
interface Answer {
  readonly decision: Decision['decision'];
  readonly layer: Decision['layer'];
  readonly statements: readonly StatementRef[];
  readonly explanation: string;
  readonly request: ShownRequest;
}

/** A request for people: session policies are named by their files. */
type ShownRequest = Omit<Request, 'sessionPolicies'> & { readonly sessionPolicies?: readonly string[] };

/**
 * Answers `educloud why` for a World: one request, and those that have to be allowed with it – what S3 asks of KMS, and the tags and
 * the source identity of a session. Throws what cannot be asked.
 */
export function answerWhy(world: World, values: Values, language: Language): Outcome {
  const request = requestOf(world, values);
  const answer = answerOf(world, request, language);
  const implied = [impliedKeyRequest(world, request) ?? [], impliedSessionRequests(request)].flat();
  const also = answer.decision === 'denied' ? [] : implied.map((one) => answerOf(world, one, language));
  return {
    exitCode: 0,
    json: { ...answer, ...(also.length === 0 ? {} : { also, overall: overall([answer, ...also]) }) },
    text: [
      render(answer, language),
      ...also.flatMap((one) => ['', headOf(one)[language], render(one, language)]),
      ...(also.length === 0
        ? []
        : ['', fill(sentences.whole[language], { word: words[overall([answer, ...also])][language] })]),
      '',
    ].join('\n'),
  };
}

function requestOf(world: World, { as, do: action, on, with: given, sessionPolicy }: Values): Request {
  const named = parseAction(String(action));
  const resource = parseResource(world, String(on), isIssue(named) ? undefined : named);
  const asserted = parseAsserted(world, String(as));
  const delivered = parseDelivery(world, String(as), isIssue(resource) ? undefined : resource);
  const caller = asserted !== undefined ? anonymous(asserted) : asking(world, String(as), delivered);
  const { context: stated, issues } = parseContext(texts(given), {
    asserted: asserted !== undefined,
    delivered: delivered !== undefined && !isIssue(delivered) && delivered.byDistribution,
    ...(isIssue(caller) ? {} : { caller }),
  });
  const { context, issues: ofVault } = withVault(world, stated, isIssue(resource) ? undefined : resource);
  const passed = readSessionPolicies(texts(sessionPolicy), isIssue(caller) ? undefined : caller);
  const vouched = isIssue(asserted) ? undefined : asserted;
  const misfit = isIssue(caller) || isIssue(named) ? undefined : misfitOf(world, caller, vouched, named.name);
  const all = [caller, named, resource, misfit].filter(isIssue).concat(issues, ofVault, passed.issues);
  if (isIssue(caller) || isIssue(named) || isIssue(resource) || all.length > 0) throw new EducloudError(all);
  return {
    caller,
    action: named.name,
    resource,
    context: {
      ...(vouched === undefined ? {} : { 'aws:FederatedProvider': vouched.provider }),
      ...(delivered === undefined || isIssue(delivered) ? {} : delivered.context),
      ...context,
    },
    ...(passed.policies.length === 0 ? {} : { sessionPolicies: passed.policies }),
  };
}

/** Who has credentials, or is known to a bucket as a distribution. */
function asking(world: World, text: string, delivered: Delivered | Issue | undefined): Caller | Issue {
  if (delivered === undefined) return parseCaller(world, text);
  return isIssue(delivered) ? delivered : delivered.caller;
}

/** Whoever comes with an assertion has no credentials yet. */
function anonymous(asserted: Asserted | Issue): Caller | Issue {
  return isIssue(asserted) ? asserted : { kind: 'anonymous' };
}

/** The values of an option that may stand more than once. */
function texts(values: Values[string]): readonly string[] {
  return Array.isArray(values) ? values.map(String) : [];
}

function isIssue(value: unknown): value is Issue {
  return typeof value === 'object' && value !== null && 'severity' in value;
}

function answerOf(world: World, request: Request, language: Language): Answer {
  const missed = new Set<string>();
  const decision = evaluate(world, request, (name) => missed.add(name));
  return {
    decision: decision.decision,
    layer: decision.layer,
    statements: decision.statements.map(referenceOf),
    explanation: explain(world, request, decision, [...missed].sort(), language),
    request: forPeople(request),
  };
}

/** Names that only a deployment gives are written as `‹stack.LogicalId›`. */
function forPeople({ caller, action, resource, context, sessionPolicies }: Request): ShownRequest {
  return {
    caller: 'arn' in caller ? { ...caller, arn: readable(caller.arn) } : caller,
    action,
    resource: readable(resource),
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [
        key,
        typeof value === 'string' ? readable(value) : value.map(readable),
      ]),
    ),
    ...(sessionPolicies === undefined ? {} : { sessionPolicies: sessionPolicies.map(({ source }) => source.file) }),
  };
}

function render({ decision, request, explanation }: Answer, language: Language): string {
  const { action, resource } = request;
  const asked = fill(sentences.asks[language], { caller: askerText(request, language), action, resource });
  return `${asked}\n${words[decision][language]}\n${explanation}`;
}

/** Why another request has to be allowed as well. */
function headOf({ request: { action } }: Answer): Text {
  if (action === 'sts:TagSession') return sentences.alsoTags;
  return action === 'sts:SetSourceIdentity' ? sentences.alsoIdentity : sentences.also;
}

/** What becomes of a request that needs all of them. */
function overall(answers: readonly Answer[]): Answer['decision'] {
  const decisions = answers.map(({ decision }) => decision);
  return decisions.includes('denied') ? 'denied' : decisions.includes('undecided') ? 'undecided' : 'allowed';
}
