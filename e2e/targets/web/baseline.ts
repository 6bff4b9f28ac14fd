import type { Target } from '../../../lib/engine/target'
import {
  behindCloudflare,
  file,
  HTML,
  html,
  IMMUTABLE,
  JSON_TYPE,
  loginForm,
  PRIVATE,
  privatePage,
  REVALIDATE,
  redirect,
  SCRIPT,
  STYLE,
  site,
  toHttps,
  withHeaders,
  withHsts,
} from './content'
import { limited } from './limited'
import { cardPicture } from './picture'
import type { Handler, LabHost, LabReply, LabSite } from './types'

export const SCRIPT_PATH = '/assets/index-B7kq2XzT.js'
export const STYLE_PATH = '/assets/index-D4mv9RwL.css'

/** References to the files of the ordinary site. */
export const ASSETS = `<link rel="stylesheet" href="${STYLE_PATH}">
<script type="module" src="${SCRIPT_PATH}"></script>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">`

const STYLE_TEXT = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c2330}main{max-width:44rem;margin:4rem auto;padding:0 1rem}
h1{font-size:2rem;line-height:1.2}a{color:#0b5cad}form{display:grid;gap:1rem;max-width:22rem}label{display:grid;gap:.25rem}
`
const SCRIPT_TEXT = `const year=document.querySelector("[data-year]");if(year)year.textContent=String(new Date().getFullYear());
document.addEventListener("submit",event=>{const button=event.target.querySelector("button");if(button)button.disabled=true});
`
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#0b5cad"/></svg>'

/** What link previews and search results show of the ordinary site. */
function cardHead(domain: string): string {
  return `<meta name="description" content="One page for the things that matter this week.">
<meta property="og:title" content="${domain}: plan your week">
<meta property="og:image" content="https://${domain}/card.png">`
}

/** The list of these pages for search engines. */
export function sitemapText(...urls: string[]): string {
  const rows = urls.map((url) => `<url><loc>${url}</loc></url>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${rows}</urlset>\n`
}

/** Whom to tell about a security problem, until half a year from now. */
export function securityText(domain: string): string {
  return `Contact: mailto:security@${domain}\nExpires: ${new Date(Date.now() + 180 * 86_400_000).toISOString()}\n`
}

export function homeText(domain: string, head = ''): string {
  return html({
    title: `${domain}: plan your week`,
    head: `<link rel="canonical" href="https://${domain}/">\n${ASSETS}\n${cardHead(domain)}\n${head}`,
    body: '<main><h1>Plan your week in five minutes</h1><p>One page for the things that matter, shared with the people who need to know.</p><p><a href="/login">Sign in</a></p><footer>Copyright <span data-year></span></footer></main>',
  })
}

export type Pages = Record<string, LabReply | Handler>

/** The pages of a site without mistakes. */
export function goodPages(domain: string): Pages {
  return {
    '/': file(HTML, homeText(domain), REVALIDATE),
    '/login': limited(privatePage((token) => html({ title: 'Sign in', head: ASSETS, body: loginForm(token) }))),
    '/api/health': file(JSON_TYPE, '{"status":"ok"}', 'no-store'),
    [SCRIPT_PATH]: file(SCRIPT, SCRIPT_TEXT, IMMUTABLE),
    [STYLE_PATH]: file(STYLE, STYLE_TEXT, IMMUTABLE),
    '/favicon.svg': file('image/svg+xml', ICON, 'public, max-age=86400'),
    '/robots.txt': file(
      'text/plain',
      `User-agent: *\nAllow: /\nSitemap: https://${domain}/sitemap.xml\n`,
      'public, max-age=3600',
    ),
    '/sitemap.xml': file('application/xml', sitemapText(`https://${domain}/`), 'public, max-age=3600'),
    '/.well-known/security.txt': file('text/plain', securityText(domain), 'public, max-age=3600'),
    '/card.png': file('image/png', cardPicture, 'public, max-age=86400'),
  }
}

/** What a careful site says to browsers with every answer. */
const CAREFUL: [string, string][] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['content-security-policy', "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
]

/** The ordinary front of a site: Cloudflare's network, strict transport security, protective headers. */
export function front(handler: Handler): Handler {
  return withHsts(withHeaders(behindCloudflare(handler), CAREFUL))
}

export function goodHandler(domain: string, changes: Pages = {}): Handler {
  return front(site({ ...goodPages(domain), ...changes }))
}

/** A host of the given name that serves `https` and sends http there. */
export function host(name: string, https: Handler, changes: Partial<LabHost> = {}): LabHost {
  return { name, http: behindCloudflare(toHttps), https, ...changes }
}

/** The alias that sends its visitors to the main address. */
export function alias(domain: string, changes: Partial<LabHost> = {}): LabHost {
  return host(`www.${domain}`, front(redirect(`https://${domain}`)), changes)
}

export const QUIET_PROFILE: Target['profile'] = { publicSite: true, sendsMail: false, receivesMail: false }

export type SiteOrder = {
  id: string
  about: string
  /** Changed or added pages of the main host. */
  pages?: Pages
  apex?: Partial<LabHost>
  /** Null: there is no such name. */
  www?: Partial<LabHost> | null
  /** Further hosts with their role in the project. */
  more?: { role: Target['hosts'][number]['role']; host: LabHost }[]
  /** Hosts that exist without being part of the project. */
  strangers?: LabHost[]
  zone?: string[]
  urls?: Target['urls']
  expect?: LabSite['expect']
}

export const domainOf = (id: string) => `${id}-lab.test`

/** Main address, www, sign-in page and health address, all in order except for what the order changes. */
export function labSite(order: SiteOrder): LabSite {
  const domain = domainOf(order.id)
  const hosts = [
    host(domain, goodHandler(domain, order.pages), order.apex),
    ...(order.www === null ? [] : [alias(domain, order.www)]),
    ...(order.more ?? []).map((entry) => entry.host),
    ...(order.strangers ?? []),
  ]
  return {
    id: order.id,
    about: order.about,
    domain,
    hosts,
    ...(order.zone === undefined ? {} : { zone: order.zone }),
    target: {
      domain,
      canonicalHost: domain,
      hosts: [
        { name: domain, role: 'apex' },
        { name: `www.${domain}`, role: 'www' },
        ...(order.more ?? []).map((entry) => ({ name: entry.host.name, role: entry.role })),
      ],
      urls: order.urls ?? [
        { url: `https://${domain}/`, purpose: 'homepage' },
        { url: `https://${domain}/login`, purpose: 'login' },
        { url: `https://${domain}/api/health`, purpose: 'health' },
      ],
      sending: [],
      profile: QUIET_PROFILE,
    },
    expect: order.expect ?? {},
  }
}

/** An application host whose pages are private: for sites whose mistake is not on the main address. */
export function appHost(domain: string, changes: Partial<LabHost> = {}): LabHost {
  const page: LabReply = {
    headers: [
      ['content-type', HTML],
      ['cache-control', PRIVATE],
    ],
    body: html({
      title: 'Your week',
      head: ASSETS,
      body: '<main><h1>Your week</h1><p>Nothing is planned yet.</p></main>',
    }),
  }
  return host(`app.${domain}`, goodHandler(domain, { '/': page }), changes)
}
