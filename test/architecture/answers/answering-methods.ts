import ts from 'typescript';
import type { Source } from '../sources.js';

/** A method of a controller that answers without recording anything. */
export interface AnsweringMethod {
  readonly operationId: string;
  readonly status: number;
  /** As written in the source, without what hands it over; absent where nothing is answered. */
  readonly type: string;
  readonly mediaTypes: readonly string[];
}

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

/** Names of the decorators, with the texts and numbers that they are given. */
const decoratorsOf = (node: ts.HasDecorators): Map<string, string[]> =>
  new Map(
    (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
      ts.isCallExpression(expression)
        ? [
            [
              expression.expression.getText(),
              expression.arguments.flatMap((each) => (ts.isLiteralExpression(each) ? [each.text] : [])),
            ],
          ]
        : [],
    ),
  );

const WRAPPERS = ['Promise', 'Streamed'];

const answered = (type: ts.TypeNode | undefined): ts.TypeNode | undefined =>
  type !== undefined && ts.isTypeReferenceNode(type) && WRAPPERS.includes(type.typeName.getText())
    ? answered(type.typeArguments?.[0])
    : type;

const answering = (controller: string, method: ts.MethodDeclaration): AnsweringMethod[] => {
  const decorators = decoratorsOf(method);
  const type = answered(method.type);
  if (type === undefined || type.kind === ts.SyntaxKind.VoidKeyword) return [];
  if (decorators.has('Performs') || ![...decorators.keys()].some((name) => ROUTES.has(name))) return [];
  return [
    {
      operationId: `${controller.replace(/Controller$/, '')}.${method.name.getText()}`,
      status: Number(decorators.get('HttpCode')?.[0] ?? (decorators.has('Post') ? 201 : 200)),
      type: type.getText(),
      mediaTypes: decorators.get('ApiProduces') ?? ['application/json'],
    },
  ];
};

/** Those of the documented controllers of a file. */
export const answeringMethods = ({ file, text }: Source): AnsweringMethod[] =>
  ts
    .createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
    .statements.filter(ts.isClassDeclaration)
    .filter((each) => decoratorsOf(each).has('Controller') && !decoratorsOf(each).has('ApiExcludeController'))
    .flatMap(({ name, members }) =>
      members.filter(ts.isMethodDeclaration).flatMap((method) => answering(name?.text ?? '', method)),
    );
