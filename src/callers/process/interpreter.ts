import { basename, dirname, resolve } from 'node:path';

/** What an interpreter runs: a script, a module (`python -m X`), or neither, where the code has no name. */
export type Program =
  | { readonly script: string; readonly rest: readonly string[] }
  | { readonly module: string; readonly rest: readonly string[] };

/** How the options of an interpreter are read. */
interface Reading {
  readonly program: RegExp;
  /** Options whose value is the next argument. */
  readonly values: RegExp;
  /** What it is given is code, and has no name. */
  readonly code: RegExp;
  /** The next argument is a module, or a class. */
  readonly module?: RegExp;
  /** Words in front of the script: `deno run x.ts`. */
  readonly words?: RegExp;
  /** What is not given as a script is a class: java. */
  readonly classes?: boolean;
}

const NEVER = /^(?!)/;

const INTERPRETERS: readonly Reading[] = [
  {
    program: /^(?:python|pypy|pythonw?)[\d.]*$/,
    values: /^(?:-[A-Za-z]*[WX]|--check-hash-based-pycs)$/,
    code: /^-[A-Za-z]*c/,
    module: /^-[A-Za-z]*m$/,
  },
  {
    program: /^(?:node|nodejs)[\d.]*$/,
    values:
      /^(?:-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--env-file|--stack-trace-limit)$/,
    code: /^(?:-e|--eval|-p|--print|-pe|--test)(?:=|$)/,
  },
  {
    program: /^(?:deno|bun)$/,
    values: /^(?:-c|--config|--preload)$/,
    code: /^(?:-e|--eval|eval)$/,
    words: /^run$/,
  },
  { program: /^ruby[\d.]*$/, values: /^-[IrCEKWx]$/, code: /^-[a-z]*e/ },
  { program: /^perl[\d.]*$/, values: /^-[I]$/, code: /^-[a-zA-Z]*[eE]/ },
  { program: /^php(?:-cli)?[\d.]*$/, values: /^-[cdz]$/, code: /^-[rBRE]$/ },
  { program: /^(?:lua|luajit|Rscript|tclsh|guile)[\d.]*$/, values: /^-l$/, code: /^-e$/ },
  {
    program: /^(?:ba|da|z|k|mk|a|c|tc|fi)?sh$/,
    values: /^(?:-[oO]|\+[oO]|--rcfile|--init-file)$/,
    code: /^-[a-z]*c/,
  },
  {
    program: /^java$/,
    values:
      /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-modules|--add-opens|--add-exports|--add-reads)$/,
    code: NEVER,
    module: /^(?:-jar|-m|--module)$/,
    classes: true,
  },
];

/** The interpreter of that name, or null: it is a program by itself. */
export function interpreterOf(program: string): ((argv: readonly string[]) => Program | null) | null {
  const reading = INTERPRETERS.find((one) => one.program.test(program));
  return reading === undefined ? null : (argv) => readProgram(reading, argv.slice(1));
}

function readProgram(reading: Reading, args: readonly string[]): Program | null {
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as string;
    const rest = (from: number) => args.slice(from);
    if (reading.module?.test(argument)) {
      const module = args[i + 1];
      return module === undefined ? null : { module, rest: rest(i + 2) };
    }
    if (reading.code.test(argument)) return null;
    if (reading.values.test(argument)) i++;
    else if (argument === '--') {
      const script = args[i + 1];
      return script === undefined ? null : { script, rest: rest(i + 2) };
    } else if (argument === '-') return null;
    else if (/^[-+]/.test(argument) || reading.words?.test(argument)) continue;
    else if (reading.classes) return { module: argument, rest: rest(i + 1) };
    else return { script: argument, rest: rest(i + 1) };
  }
  return null;
}

/** Scripts that are called alike everywhere: their folder says more. */
const ANY =
  /^(?:__main__|__init__|main|manage|app|run|start|wsgi|asgi|index|server|cli|client|shell|bin|cmd)(?:\.(?:py|pyc|js|mjs|cjs|ts|rb|pl|php|sh))?$/;
const ANY_FOLDER = /^(?:src|bin|sbin|lib|dist|build|out|scripts?|cmd|app|current|)$/;

/** What a person calls a script: its file's name, or, where that is `main.py` or the like, its folder's. null: it has none. */
export function scriptName(script: string, cwd: string | null): string | null {
  const base = basename(script);
  if (!ANY.test(base)) return base === '' ? null : base;
  let folder = dirname(cwd === null ? script : resolve(cwd, script));
  while (ANY_FOLDER.test(basename(folder)) && dirname(folder) !== folder) folder = dirname(folder);
  const name = basename(folder);
  return name === '' || name === '.' ? base : name;
}
