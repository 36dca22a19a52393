import { join } from 'node:path';
import ts from 'typescript';

// What jsii refuses in a public signature, found without jsii:
// https://aws.github.io/jsii/user-guides/lib-author/typescript-restrictions/

const root = join(__dirname, '../../..');

/** One line for each thing that the exports of a file must not show to other languages; `text` replaces the file. */
export function apiMistakes(file: string, text?: string): string[] {
  const path = join(root, file);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) =>
    name === path && text !== undefined ? ts.createSourceFile(name, text, target, true) : read(name, target, ...rest);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => (name === path && text !== undefined) || exists(name);
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) return [`${file} exports nothing`];
  const exported = checker.getExportsOfModule(module).map((symbol) => aliased(checker, symbol));
  return exported.flatMap((symbol) =>
    (symbol.declarations ?? []).flatMap((declaration) => new Audit(checker, new Set(exported)).of(declaration)),
  );
}

class Audit {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly exported: ReadonlySet<ts.Symbol>,
  ) {}

  public of(declaration: ts.Declaration): string[] {
    if (ts.isInterfaceDeclaration(declaration)) {
      const name = declaration.name.text;
      const members = declaration.members.flatMap((member) => this.interfaceMember(name, member));
      return [...undocumented(name, declaration), ...members];
    }
    if (ts.isClassDeclaration(declaration)) {
      const name = declaration.name?.text ?? 'a class';
      return [
        ...undocumented(name, declaration),
        ...declaration.members.filter(isPublic).flatMap((member) => this.classMember(name, member)),
      ];
    }
    return [`${declaration.getText().slice(0, 40)}: neither a class nor an interface`];
  }

  private interfaceMember(owner: string, member: ts.TypeElement): string[] {
    const name = `${owner}.${member.name?.getText() ?? '[]'}`;
    if (!ts.isPropertySignature(member)) return [`${name}: not a property`];
    const mute = member.questionToken !== undefined && !ts.getJSDocTags(member).some(isDefault);
    return [
      ...undocumented(name, member),
      ...changeable(name, member),
      ...(mute ? [`${name}: optional without @default`] : []),
      ...this.type(name, member.type),
    ];
  }

  private classMember(owner: string, member: ts.ClassElement): string[] {
    if (ts.isConstructorDeclaration(member)) {
      const hidden = has(member, ts.SyntaxKind.PrivateKeyword);
      return member.parameters
        .filter((one) => !hidden || has(one, ts.SyntaxKind.PublicKeyword))
        .flatMap((one) => {
          const name = `${owner}.${one.name.getText()}`;
          const property = has(one, ts.SyntaxKind.PublicKeyword);
          return [
            ...(property ? [...undocumented(name, one), ...changeable(name, one)] : []),
            ...this.type(name, one.type),
          ];
        });
    }
    const name = `${owner}.${member.name?.getText() ?? '[]'}`;
    if (ts.isPropertyDeclaration(member))
      return [...undocumented(name, member), ...changeable(name, member), ...this.type(name, member.type)];
    if (ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member))
      return [
        ...undocumented(name, member),
        ...this.type(`${name}()`, member.type),
        ...member.parameters.flatMap((one) => this.type(`${name}(${one.name.getText()})`, one.type)),
      ];
    return [`${name}: not a property or method`];
  }

  private type(name: string, node: ts.TypeNode | undefined): string[] {
    return this.allowed(node) ? [] : [`${name}: type ${node?.getText() ?? 'not written'}`];
  }

  private allowed(node: ts.TypeNode | undefined): boolean {
    if (node === undefined) return false;
    if (primitives.has(node.kind) || node.kind === ts.SyntaxKind.VoidKeyword) return true;
    if (ts.isArrayTypeNode(node)) return this.allowed(node.elementType);
    if (!ts.isTypeReferenceNode(node)) return false;
    const [key, value] = node.typeArguments ?? [];
    if (node.typeName.getText() === 'Record')
      return key?.kind === ts.SyntaxKind.StringKeyword && value !== undefined && primitives.has(value.kind);
    const found = this.checker.getSymbolAtLocation(node.typeName);
    if (found === undefined || key !== undefined) return false;
    const symbol = aliased(this.checker, found);
    const named = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Enum;
    const foreign = symbol.declarations?.every((one) =>
      /\/node_modules\/(?:aws-cdk-lib|constructs)\//.test(one.getSourceFile().fileName),
    );
    return (symbol.flags & named) !== 0 && (this.exported.has(symbol) || foreign === true);
  }
}

const primitives = new Set([ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword]);

function aliased(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function undocumented(name: string, node: ts.Node): string[] {
  const texts = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment));
  return texts.some((text) => (text ?? '').trim() !== '') ? [] : [`${name}: no docstring`];
}

function changeable(name: string, node: ts.Node): string[] {
  return has(node, ts.SyntaxKind.ReadonlyKeyword) ? [] : [`${name}: not readonly`];
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden = has(member, ts.SyntaxKind.PrivateKeyword) || has(member, ts.SyntaxKind.ProtectedKeyword);
  return !hidden || ts.isConstructorDeclaration(member);
}

function isDefault(tag: ts.JSDocTag): boolean {
  return tag.tagName.text === 'default' && (ts.getTextOfJSDocComment(tag.comment) ?? '').trim() !== '';
}

function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((one) => one.kind === kind);
}
