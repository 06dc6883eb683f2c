import schemaGenerator from 'ts-json-schema-generator';
import type { Schema } from 'ts-json-schema-generator';
import ts from 'typescript';
import { answeringMethods } from './answering-methods.js';
import type { AnsweringMethod } from './answering-methods.js';
import type { Source } from '../sources.js';

const { createFormatter, createParser, DEFAULT_CONFIG, LiteralType, SchemaGenerator, UnionType } = schemaGenerator;

const CONFIG = {
  ...DEFAULT_CONFIG,
  expose: 'export',
  topRef: false,
  jsDoc: 'extended',
  additionalProperties: true,
} as const;

export interface MethodSchema {
  readonly method: AnsweringMethod;
  readonly file: string;
  readonly schema: Schema;
}

const compilerOptions = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { readonly config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, '.').options;
};

const aliasOf = ({ operationId }: AnsweringMethod): string => `AnswerOf_${operationId.replace('.', '_')}`;

/** The program, with an alias for every answer at the end of its controller, where all its names are known. */
const programOf = (sources: ReadonlyMap<string, string>): ts.Program => {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) => {
    const text = sources.get(ts.sys.resolvePath(file));
    return text === undefined ? readFile(file, version, ...rest) : ts.createSourceFile(file, text, version, true);
  };
  return ts.createProgram([...sources.keys()], options, host);
};

const isLookup = (node: ts.Node): node is ts.TypeNode =>
  ts.isIndexedAccessTypeNode(node) ||
  (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword && ts.isTypeQueryNode(node.type));

/** The texts that a type allows, if it allows nothing else. */
const textsOf = (type: ts.Type): string[] | undefined => {
  const texts = (type.isUnion() ? type.types : [type]).map((each) => (each.isStringLiteral() ? each.value : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
};

/** The JSON Schema of what each method answers. */
export const methodSchemas = (controllers: readonly Source[]): MethodSchema[] => {
  const found = controllers.flatMap((source) =>
    answeringMethods(source).map((method) => ({ method, file: source.file })),
  );
  const withAliases = ({ file, text }: Source): string =>
    [
      text,
      ...found
        .filter((each) => each.file === file)
        .map(({ method }) => `export type ${aliasOf(method)} = ${method.type};`),
    ].join('\n');
  const program = programOf(
    new Map(controllers.map((source) => [ts.sys.resolvePath(source.file), withAliases(source)])),
  );
  const checker = program.getTypeChecker();
  const parser = createParser(program, CONFIG, (parsers) =>
    parsers.addNodeParser({
      // The generator goes by the syntax, and gets lost in values and in lookups; the compiler knows their texts.
      supportsNode: (node) => isLookup(node) && textsOf(checker.getTypeAtLocation(node)) !== undefined,
      createType: (node) => {
        const texts = textsOf(checker.getTypeAtLocation(node)) ?? [];
        return new UnionType(texts.map((text) => new LiteralType(text)));
      },
    }),
  );
  const generator = new SchemaGenerator(program, parser, createFormatter(CONFIG), CONFIG);
  return found.map((each) => ({ ...each, schema: generator.createSchema(aliasOf(each.method)) }));
};
