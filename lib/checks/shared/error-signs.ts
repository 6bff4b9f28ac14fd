/**
 * What an answer gives away about the program behind it. `debug`: a page made for developers that
 * prints settings. `internals`: a stack trace, a query, a path of the server. `version`: the default
 * error page of a server with its exact version.
 */
export type ErrorSign = {
  id: string
  kind: 'debug' | 'internals' | 'version'
  what: string
  tool: string
  pattern: RegExp
}

const AT_LINE = /\bat [^\n<(]{1,200}\([^\n<()]{1,300}:\d+:\d+\)/g

/** Signs in the order of gravity; each is a literal text no visitor should ever read. */
export const ERROR_SIGNS: readonly ErrorSign[] = [
  {
    id: 'django-debug',
    kind: 'debug',
    what: 'the debug page of Django',
    tool: 'django',
    pattern: /You[’']re seeing this error because you have <code>DEBUG = True|Django tried these URL patterns/,
  },
  {
    id: 'werkzeug-debug',
    kind: 'debug',
    what: 'the debugger of Werkzeug',
    tool: 'flask',
    pattern: /Werkzeug Debugger|class="debugger"|EVALEX_TRUSTED/,
  },
  {
    id: 'laravel-debug',
    kind: 'debug',
    what: 'the debug page of Laravel',
    tool: 'laravel',
    pattern:
      /Whoops\\Exception|Whoops, looks like something went wrong|"exception"\s*:\s*"Symfony\\\\|vendor\/laravel\/framework/,
  },
  {
    id: 'symfony-debug',
    kind: 'debug',
    what: 'the debug page of Symfony',
    tool: 'symfony',
    pattern: /Symfony Exception|sf-dump/,
  },
  {
    id: 'rails-debug',
    kind: 'debug',
    what: 'the debug page of Rails',
    tool: 'rails',
    pattern: /Action Controller: Exception caught|<title>(?:Routing Error|ActionController::)/,
  },
  {
    id: 'aspnet-debug',
    kind: 'debug',
    what: 'the error page of ASP.NET',
    tool: 'dotnet',
    pattern: /Server Error in '\/[^']{0,100}' Application/,
  },
  {
    id: 'python-trace',
    kind: 'internals',
    what: 'a stack trace of Python',
    tool: 'django',
    pattern: /Traceback \(most recent call last\)/,
  },
  {
    id: 'php-error',
    kind: 'internals',
    what: 'an error of PHP with its file',
    tool: 'php',
    pattern: /(?:Fatal error|Parse error|Warning)(?:<\/b>)?:\s[^\n]{0,400}? on line\s{0,5}(?:<b>)?\d+/,
  },
  { id: 'go-trace', kind: 'internals', what: 'a stack trace of Go', tool: 'go', pattern: /goroutine \d+ \[running\]/ },
  {
    id: 'java-trace',
    kind: 'internals',
    what: 'a stack trace of Java',
    tool: 'java',
    pattern: /java\.lang\.[\w.]{1,100}[\s\S]{0,500}?\n\s{0,4}at /,
  },
  {
    id: 'prisma',
    kind: 'internals',
    what: 'an error of the database client',
    tool: 'node',
    pattern: /PrismaClient\w{0,40}Error/,
  },
  {
    id: 'sql',
    kind: 'internals',
    what: 'an error of the database',
    tool: 'database',
    pattern:
      /SQLSTATE\[|\bORA-\d{5}\b|You have an error in your SQL syntax|PG::\w{3,40}Error|syntax error at or near "/,
  },
  {
    id: 'node-modules',
    kind: 'internals',
    what: 'paths of the server',
    tool: 'node',
    pattern: /(?<!["'=]\.{0,2}\/?)\bnode_modules\//,
  },
  {
    id: 'path',
    kind: 'internals',
    what: 'paths of the server',
    tool: 'any',
    pattern:
      /(?<![\w"'=.:/-])(?:\/var\/www\/|\/home\/[\w.-]{1,32}\/[\w./-]{0,200}\.\w{1,5}\b|\/usr\/src\/app\/)|C:\\\\?inetpub/,
  },
  {
    id: 'nginx-version',
    kind: 'version',
    what: 'the version of nginx',
    tool: 'nginx',
    pattern: /<center>(?:nginx|openresty)\/[\d.]+/,
  },
  {
    id: 'apache-version',
    kind: 'version',
    what: 'the version of Apache',
    tool: 'apache',
    pattern: /<address>Apache\/[\d.]+[^<]{0,100} Server at/,
  },
  {
    id: 'tomcat-version',
    kind: 'version',
    what: 'the version of Tomcat',
    tool: 'java',
    pattern: /<h3>Apache Tomcat\/[\d.]+/,
  },
  {
    id: 'jetty-version',
    kind: 'version',
    what: 'the version of Jetty',
    tool: 'java',
    pattern: /Powered by Jetty:\/\/\s?\d[\d.]{0,20}/,
  },
  {
    id: 'iis-version',
    kind: 'version',
    what: 'the version of ASP.NET',
    tool: 'dotnet',
    pattern: /Version Information:[^<]{0,40}<\/b>[^<]{0,40}Microsoft \.NET Framework Version/,
  },
]

const byId = new Map(ERROR_SIGNS.map((sign) => [sign.id, sign]))

/** The sign with this id; undefined for an id of a later version. */
export function errorSign(id: string): ErrorSign | undefined {
  return byId.get(id)
}

const MAX_TEXT = 256 * 1024
const MAX_SIGNS = 6

export type SeenSign = { id: string; line: number; excerpt: string }

function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** The matched words alone, without what stands around them: those may be data of somebody. */
function excerptOf(match: RegExpExecArray): string {
  return (
    match[0]
      .split('\n')[0]
      ?.replace(/<[^>]{0,100}>/g, '')
      .slice(0, 60)
      .toWellFormed() ?? ''
  )
}

/** Which signs an answer shows, gravest first, at most six; each with the few words that gave it away. */
export function readErrorSigns(answer: string): SeenSign[] {
  const text = answer.slice(0, MAX_TEXT)
  const seen = ERROR_SIGNS.flatMap(({ id, pattern }): SeenSign[] => {
    const match = pattern.exec(text)
    return match === null ? [] : [{ id, line: lineOf(text, match.index), excerpt: excerptOf(match) }]
  })
  const stack = Array.from(text.matchAll(AT_LINE)).slice(0, 2)
  const [first] = stack
  if (stack.length === 2 && first !== undefined && !seen.some(({ id }) => id === 'node-modules' || id === 'java-trace'))
    seen.push({ id: 'node-modules', line: lineOf(text, first.index), excerpt: 'a list of calls with file and line' })
  return seen.slice(0, MAX_SIGNS)
}
