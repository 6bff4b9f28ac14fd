/** What a host runs, as far as it shows. Decides which paths can exist on it at all. */
export const STACKS = [
  'node',
  'php',
  'laravel',
  'symfony',
  'wordpress',
  'ruby',
  'python',
  'java',
  'dotnet',
  'go',
  'apache',
] as const

export type Stack = (typeof STACKS)[number]

/** What one host showed of itself. Header names in lower case. */
export type StackSigns = {
  headers: readonly (readonly [name: string, value: string])[]
  /** Names of the cookies it set. */
  cookies: readonly string[]
  /** Addresses of the files its pages load. */
  loads: readonly string[]
  generator: string
}

type Sign = { stack: Stack; header?: RegExp; cookie?: RegExp; load?: RegExp; generator?: RegExp }

const SIGNS: readonly Sign[] = [
  { stack: 'node', header: /^x-powered-by: .*(?:next\.js|express|nuxt|sails)|^x-(?:vercel|nextjs|nf|matched-path)/i },
  { stack: 'node', load: /\/_next\/static\/|\/_nuxt\/|\/_app\/immutable\// },
  { stack: 'php', header: /^x-powered-by: .*php|^server: .*php/i, cookie: /^phpsessid$/i },
  { stack: 'laravel', cookie: /^laravel_session$|^xsrf-token$/i },
  { stack: 'symfony', header: /^x-debug-token/i },
  { stack: 'wordpress', load: /\/wp-(?:content|includes)\//, generator: /wordpress/i, header: /^x-pingback|wp-json/i },
  { stack: 'ruby', header: /^x-powered-by: .*phusion|^server: .*(?:puma|passenger|unicorn|thin)\b|^x-runtime: /i },
  { stack: 'python', header: /^server: .*(?:gunicorn|uvicorn|werkzeug|hypercorn|daphne|wsgi)/i },
  { stack: 'python', cookie: /^(?:csrftoken|sessionid)$/ },
  { stack: 'java', header: /^server: .*(?:tomcat|jetty|undertow|coyote)|^x-application-context/i },
  { stack: 'java', cookie: /^jsessionid$/i },
  { stack: 'dotnet', header: /^x-aspnet|^x-powered-by: .*asp\.net|^server: .*(?:iis|kestrel)/i, cookie: /asp\.?net/i },
  { stack: 'go', header: /^server: .*(?:caddy|traefik)/i },
  { stack: 'apache', header: /^server: apache/i },
]

/** One stack implies another: Laravel is PHP. */
const IMPLIED: Readonly<Partial<Record<Stack, readonly Stack[]>>> = {
  laravel: ['php'],
  symfony: ['php'],
  wordpress: ['php'],
}

/** Stacks that only say what stands in front; something else may run behind. */
const FRONTS: readonly Stack[] = ['apache', 'go']

/**
 * The stacks a host shows, empty where it shows none. A front server alone decides nothing: what runs
 * behind it stays open.
 */
export function stacksOf({ headers, cookies, loads, generator }: StackSigns): Stack[] {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const seen = SIGNS.filter(
    ({ header, cookie, load, generator: tool }) =>
      (header !== undefined && lines.some((line) => header.test(line))) ||
      (cookie !== undefined && cookies.some((name) => cookie.test(name))) ||
      (load !== undefined && loads.some((url) => load.test(url))) ||
      tool?.test(generator) === true,
  ).flatMap(({ stack }) => [stack, ...(IMPLIED[stack] ?? [])])
  const stacks = STACKS.filter((stack) => seen.includes(stack))
  return stacks.every((stack) => FRONTS.includes(stack)) ? [] : stacks
}

/** Whether a path made for `on` can exist where `stacks` run; nothing known means that it can. */
export function canExist(on: readonly Stack[] | undefined, stacks: readonly Stack[]): boolean {
  return on === undefined || stacks.length === 0 || on.some((stack) => stacks.includes(stack))
}
