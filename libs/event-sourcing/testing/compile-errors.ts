import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * The compiler's errors for sources that exist in memory only, as if they lay beside `besides`; by their names. For
 * what must not compile.
 */
export function compileErrors(besides: string, sources: Readonly<Record<string, string>>): Map<string, string[]> {
  const folder = fileURLToPath(new URL('.', besides));
  const names = new Map(Object.keys(sources).map((name, n) => [`${folder}in-memory-${String(n)}.ts`, name]));
  const options = compilerOptions(folder);
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  const inMemory = (path: string): string | undefined => sources[names.get(path) ?? ''];
  host.fileExists = (path) => inMemory(path) !== undefined || fileExists(path);
  host.readFile = (path) => inMemory(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = inMemory(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target, true);
  };
  const program = ts.createProgram([...names.keys()], options, host);
  const errors = [...names].map(([path, name]): [string, string[]] => {
    const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
    return [name, diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
  });
  return new Map(errors);
}

function compilerOptions(folder: string): ts.CompilerOptions {
  const path = ts.findConfigFile(folder, (file) => ts.sys.fileExists(file));
  if (path === undefined) throw new Error('no tsconfig.json');
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(
    { ...(config as object), include: [], files: [] },
    ts.sys,
    path.replace(/[^/]*$/, ''),
  );
  return { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false, types: [] };
}
