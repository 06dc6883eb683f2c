import ts from 'typescript';
import { sourcesIn } from './sources.js';

export interface EventType {
  readonly type: string;
  readonly file: string;
}

const isCatalogue = (node: ts.Node): node is ts.TypeAliasDeclaration & { type: ts.TypeLiteralNode } =>
  ts.isTypeAliasDeclaration(node) && node.name.text.endsWith('Events') && ts.isTypeLiteralNode(node.type);

/** The event types that a source text publishes: the members of its `…Events` types. */
export const eventTypesIn = (text: string, file: string): EventType[] => {
  const found: EventType[] = [];
  ts.forEachChild(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023), (node) => {
    if (!isCatalogue(node)) return;
    for (const { name } of node.type.members) {
      if (name !== undefined && ts.isIdentifier(name)) found.push({ type: name.text, file });
    }
  });
  return found;
};

/** All that the contexts publish. */
export const publishedEvents = (): EventType[] =>
  sourcesIn('libs', /^libs\/[^/]+\/events\.ts$/).flatMap(({ file, text }) => eventTypesIn(text, file));
