export type PageLook = {
  status: number
  title: string
  /** The first part of the body as text. */
  text: string
  headers: readonly (readonly [string, string])[]
}

type Placeholder = {
  /** What the visitor sees, after "shows": `the default page of nginx`. */
  label: string
  /** The name points to a service that does not know it: a stranger may be able to claim it. */
  takeover?: true
  is: (look: PageLook) => boolean
}

const titled =
  (pattern: RegExp) =>
  ({ title }: PageLook): boolean =>
    pattern.test(title)

const says =
  (pattern: RegExp, maxLength = 20_000) =>
  ({ text }: PageLook): boolean =>
    text.length <= maxLength && pattern.test(text)

function headerOf({ headers }: PageLook, name: string): string {
  return headers.find(([field]) => field.toLowerCase() === name)?.[1] ?? ''
}

const PLACEHOLDERS: Readonly<Record<string, Placeholder>> = {
  'nginx-welcome': { label: 'the default page of nginx', is: titled(/^welcome to nginx\b/i) },
  'apache-default': {
    label: 'the default page of Apache',
    is: (look) =>
      /^apache2? (?:ubuntu |debian )?(?:default page|http server test page)/i.test(look.title) ||
      /^\s*<html>\s*<body>\s*<h1>It works!<\/h1>\s*<\/body>\s*<\/html>\s*$/i.test(look.text),
  },
  'server-test-page': {
    label: 'the test page of the web server',
    is: titled(/^(?:http server )?test page (?:for|powered by)|^test page for the .*http server/i),
  },
  'iis-default': { label: 'the default page of IIS', is: titled(/^iis(?:\d+| windows server)\s*$/i) },
  'caddy-default': { label: 'the default page of Caddy', is: titled(/^caddy works!$/i) },
  'panel-default': {
    label: 'the default page of the hosting panel',
    is: titled(
      /^(?:domain default page|default web site page|web server's default page|default parallels plesk page)/i,
    ),
  },
  parked: {
    label: 'a parking page',
    is: (look) =>
      /\b(?:domain (?:name )?(?:is )?parked|parked domain|(?:this )?domain (?:name )?(?:is|may be) for sale|buy this domain)\b/i.test(
        look.title,
      ) || says(/(?:src|href)=["'][^"']*\b(?:sedoparking\.com|parkingcrew\.net|bodis\.com)\//i)(look),
  },
  'directory-listing': { label: 'a list of files', is: titled(/^index of \//i) },
  'vercel-not-found': {
    label: 'an error page of Vercel',
    takeover: true,
    // Other errors of the platform, such as a function that ran out of time, are those of a deployment that is there.
    is: (look) => headerOf(look, 'x-vercel-error') === 'DEPLOYMENT_NOT_FOUND',
  },
  'heroku-no-app': {
    label: 'the "no such app" page of Heroku',
    takeover: true,
    is: titled(/^(?:heroku \| )?no such app$/i),
  },
  'application-error': { label: 'an "Application error" page', is: titled(/^application error$/i) },
  's3-no-bucket': {
    label: 'the "no such bucket" answer of the storage service',
    takeover: true,
    is: says(/<Code>NoSuchBucket<\/Code>/),
  },
  'github-pages-missing': {
    label: 'the "site not found" page of GitHub Pages',
    takeover: true,
    is: (look) =>
      /^site not found · github pages$/i.test(look.title) || says(/There isn't a GitHub Pages site here\./)(look),
  },
  'fastly-unknown': {
    label: 'the "unknown domain" answer of Fastly',
    takeover: true,
    is: says(/^\s*(?:<[^>]+>\s*)*Fastly error: unknown domain/i),
  },
  'netlify-missing': {
    label: 'the "not found" answer of Netlify',
    takeover: true,
    is: says(/^\s*Not Found - Request ID: /i, 400),
  },
  'pantheon-unknown': {
    label: 'the "unknown site" page of Pantheon',
    takeover: true,
    is: titled(/^404 error unknown site!?$/i),
  },
  'azure-missing': {
    label: 'the "web app not found" page of Azure',
    takeover: true,
    is: titled(/^(?:microsoft )?azure web app - error 404$/i),
  },
  'railway-missing': {
    label: 'the "application not found" answer of Railway',
    is: (look) => headerOf(look, 'x-railway-fallback') === 'true',
  },
  'shopify-unavailable': {
    label: 'the "shop unavailable" page of Shopify',
    is: says(/Sorry, this shop is currently unavailable\./i),
  },
}

/**
 * Which default, parking or platform error page stands where the product should be; null for a page
 * of somebody's own. Decided by titles and short whole answers, never by words inside a real page.
 */
export function placeholderOf(look: PageLook): string | null {
  return Object.entries(PLACEHOLDERS).find(([, placeholder]) => placeholder.is(look))?.[0] ?? null
}

/** What a visitor sees on such a page, and whether the name may be open to a takeover. */
export function placeholderFacts(id: string): { label: string; takeover: boolean } {
  const placeholder = PLACEHOLDERS[id]
  return { label: placeholder?.label ?? 'a default page', takeover: placeholder?.takeover ?? false }
}
