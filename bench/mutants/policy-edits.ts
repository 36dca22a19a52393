import { fieldsOf, filled, filledText, isFields, onResource, type Edit, type Fields, type Where } from './template';

// Edits of the one policy document that a bucket policy, a key or a role has.

/** Takes statements out of a policy. */
export function drop(where: Where, ...sids: readonly string[]): Edit {
  return onStatements(where, (statements) => {
    const kept = statements.filter(({ Sid: sid }) => !sids.includes(String(sid)));
    return kept.length === statements.length - sids.length ? kept : undefined;
  });
}

/** Adds a statement to a policy. */
export function add(where: Where, statement: Fields): Edit {
  return onStatements(where, (statements, resource) => [...statements, filled(statement, resource)]);
}

/** Replaces a text in the JSON of a statement, once. */
export function rewrite(where: Where, sid: string, from: string, to: string): Edit {
  return rewriteAll(where, sid, [[from, to]]);
}

/** Replaces several texts in the JSON of a statement, each once; all of them or none. */
export function rewriteAll(where: Where, sid: string, pairs: readonly (readonly [from: string, to: string])[]): Edit {
  return onStatements(where, (statements, resource) => {
    const index = statements.findIndex((statement) => statement.Sid === sid);
    const statement = statements[index];
    if (statement === undefined) return undefined;
    let text = JSON.stringify(statement);
    for (const [from, to] of pairs) {
      const before = text;
      text = text.replace(filledText(from, resource), () => filledText(to, resource));
      if (text === before) return undefined;
    }
    return statements.with(index, fieldsOf(text));
  });
}

/** Changes the conditions of a statement. */
export function conditions(where: Where, sid: string, change: (block: Fields) => Fields): Edit {
  return onStatements(where, (statements) => {
    const index = statements.findIndex((statement) => statement.Sid === sid);
    const statement = statements[index];
    if (statement === undefined || !isFields(statement.Condition)) return undefined;
    return statements.with(index, { ...statement, Condition: change(statement.Condition) });
  });
}

/** Changes a part of the statement on one action. */
export function onAction(where: Where, action: string, part: string, change: (value: Fields) => Fields): Edit {
  return onStatements(where, (statements, resource) => {
    const index = statements.findIndex((statement) => statement.Action === action);
    const value = statements[index]?.[part];
    if (!isFields(value)) return undefined;
    return statements.with(index, filled({ ...statements[index], [part]: change(value) }, resource));
  });
}

/** A condition block without an operator, or without one key of it. */
export function without(block: Fields, operator: string, key?: string): Fields {
  const keys = block[operator];
  const kept = isFields(keys) && key !== undefined ? Object.entries(keys).filter(([name]) => name !== key) : [];
  const rest = Object.entries(block).filter(([name]) => name !== operator);
  return Object.fromEntries(kept.length === 0 ? rest : [...rest, [operator, Object.fromEntries(kept)]]);
}

/** Changes all statements of a policy. */
export function onStatements(
  where: Where,
  change: (statements: readonly Fields[], resource: Fields) => readonly Fields[] | undefined,
): Edit {
  return onDocument(where, (document, resource) => {
    const statements = Array.isArray(document.Statement) ? document.Statement.filter(isFields) : [];
    const changed = change(statements, resource);
    return changed === undefined ? undefined : { ...document, Statement: changed };
  });
}

/** Changes a policy document. */
export function onDocument(where: Where, change: (document: Fields, resource: Fields) => Fields | undefined): Edit {
  return onResource(where, (resource) => {
    const { Properties: properties } = resource;
    if (!isFields(properties)) return undefined;
    for (const property of documents) {
      const document = properties[property];
      if (!isFields(document)) continue;
      const changed = change(document, resource);
      return changed === undefined ? undefined : { ...resource, Properties: { ...properties, [property]: changed } };
    }
    return undefined;
  });
}

const documents = ['PolicyDocument', 'KeyPolicy', 'AccessPolicy', 'AssumeRolePolicyDocument'];
