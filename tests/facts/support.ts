import { ok } from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EducloudError, type Issue } from '../../lib/errors';
import { packageRoot } from '../../lib/facts';

const roots: string[] = [];

afterAll(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })));

/** A copy of `policies/` in a temporary folder, free to be damaged. */
export function copiedRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'educloud-facts-'));
  roots.push(root);
  cpSync(join(packageRoot(), 'policies'), join(root, 'policies'), { recursive: true });
  return root;
}

/** Replaces the first occurrence of a text in a file of a copied root. */
export function edit(root: string, path: string, from: string, to: string): void {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  ok(text.includes(from), `${path} does not hold ${from}`);
  writeFileSync(file, text.replace(from, to));
}

/** The issues that an action throws; none when it throws nothing. */
export function issuesOf(action: () => unknown): readonly Issue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof EducloudError) {
      return error.issues;
    }
    throw error;
  }
  return [];
}
