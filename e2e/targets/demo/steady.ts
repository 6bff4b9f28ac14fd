import { host, securityText } from '../web/baseline'
import {
  behindCloudflare,
  file,
  HTML,
  IMMUTABLE,
  JSON_TYPE,
  PRIVATE,
  privatePage,
  REVALIDATE,
  redirect,
  SCRIPT,
  STYLE,
  site,
  withHeaders,
  withHsts,
} from '../web/content'
import { limited } from '../web/limited'
import { cardPicture } from '../web/picture'
import type { Handler, LabReply, LabSite } from '../web/types'
import { accountForm, BASKET_SCRIPT, homeBody, type Product, page, picture, type Shop, styleSheet } from './look'

const DOMAIN = 'steady-shop.test'
const APP = `https://app.${DOMAIN}`
const ACCENT = '#0f6b5c'

const shop: Shop = {
  name: 'Steady Coffee',
  promise: 'Good coffee, every second Tuesday',
  accent: ACCENT,
  style: '/assets/shop-D4mv9RwL.css',
  script: '/assets/shop-B7kq2XzT.js',
  home: `https://${DOMAIN}/`,
  app: APP,
}

const PRODUCTS: Product[] = [
  {
    name: 'Morning blend',
    text: 'Chocolate, hazelnut, no surprises',
    price: '12.00',
    shape: 'M35 30h44v28a16 16 0 0 1-16 16H51a16 16 0 0 1-16-16zm44 6h8a9 9 0 0 1 0 18h-8z',
  },
  {
    name: 'Single farm',
    text: 'Red berries, a little honey',
    price: '15.50',
    shape: 'M60 16c18 14 18 44 0 58-18-14-18-44 0-58z',
  },
  {
    name: 'Decaf',
    text: 'Caramel, made for the evening',
    price: '13.00',
    shape: 'M60 20a26 26 0 1 0 0 52 20 20 0 0 1 0-52z',
  },
]

const POLICY: [string, string][] = [
  [
    'content-security-policy',
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
]

const assets: Record<string, LabReply> = {
  [shop.style]: file(STYLE, styleSheet(ACCENT), IMMUTABLE),
  [shop.script]: file(SCRIPT, BASKET_SCRIPT, IMMUTABLE),
  '/favicon.svg': file('image/svg+xml', picture(PRODUCTS[0]?.shape ?? '', ACCENT), 'public, max-age=86400'),
  ...Object.fromEntries(
    PRODUCTS.map(({ shape }, index) => [
      `/img/${index + 1}.svg`,
      file('image/svg+xml', picture(shape, ACCENT), 'public, max-age=86400'),
    ]),
  ),
}

const front = (handler: Handler): Handler => withHsts(withHeaders(behindCloudflare(handler), POLICY))

const shopPages = site({
  ...assets,
  '/': file(
    HTML,
    page(shop, {
      title: 'Steady Coffee: good coffee, every second Tuesday',
      head: `<link rel="canonical" href="${shop.home}">
<meta property="og:title" content="Steady Coffee: good coffee, every second Tuesday">
<meta property="og:image" content="https://${DOMAIN}/card.png">`,
      body: homeBody(shop, PRODUCTS),
    }),
    REVALIDATE,
  ),
  '/robots.txt': file(
    'text/plain',
    `User-agent: *\nAllow: /\nSitemap: https://${DOMAIN}/sitemap.xml\n`,
    'public, max-age=3600',
  ),
  '/sitemap.xml': file(
    'application/xml',
    `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://${DOMAIN}/</loc></url></urlset>`,
    'public, max-age=3600',
  ),
  '/.well-known/security.txt': file('text/plain', securityText(DOMAIN), 'public, max-age=3600'),
  '/card.png': file('image/png', cardPicture, 'public, max-age=86400'),
})

const form = (heading: string, action: string, button: string): Handler =>
  limited(
    privatePage((token) =>
      page(shop, { title: `${heading}: ${shop.name}`, body: accountForm({ heading, action, token, button }) }),
    ),
  )

const appPages = site({
  ...assets,
  '/': {
    headers: [
      ['content-type', HTML],
      ['cache-control', PRIVATE],
    ],
    body: page(shop, {
      title: `Your coffee: ${shop.name}`,
      body: `<h1>Your coffee</h1><p class="lead">Sign in to see your next delivery.</p><p><a class="button" href="${APP}/login">Sign in</a></p>`,
    }),
  },
  '/login': form('Sign in', '/login', 'Sign in'),
  '/signup': form('Open an account', '/signup', 'Open the account'),
})

const json = (value: unknown, cacheControl: string): LabReply => file(JSON_TYPE, JSON.stringify(value), cacheControl)

const apiPages = site(
  {
    '/': json({ name: 'Steady Coffee API', version: 1 }, 'no-store'),
    '/health': json({ status: 'ok' }, 'no-store'),
    '/v1/products': json(
      PRODUCTS.map(({ name, price }) => ({ name, price })),
      'public, max-age=30',
    ),
  },
  {
    status: 404,
    headers: [
      ['content-type', JSON_TYPE],
      ['cache-control', 'no-store'],
    ],
    body: '{"error":"not found"}',
  },
)

/** Lets the own pages read answers of the API, and nobody else. */
const forOwnPages =
  (handler: Handler): Handler =>
  (request) => {
    const origin = request.headers.origin ?? ''
    const isOwn = origin === `https://${DOMAIN}` || origin === APP
    const headers: [string, string][] = isOwn
      ? [
          ['vary', 'Origin'],
          ['access-control-allow-origin', origin],
          ['access-control-allow-headers', 'authorization, content-type'],
        ]
      : [['vary', 'Origin']]
    if (request.method === 'OPTIONS') return { status: 204, headers }
    return withHeaders(handler, headers)(request)
  }

const ZONE = [
  'staging 3600 A 198.18.9.9',
  '@ 3600 MX 1 aspmx.l.google.com',
  '@ 3600 MX 5 alt1.aspmx.l.google.com',
  '@ 3600 TXT "v=spf1 include:_spf.google.com ~all"',
  '@ 3600 CAA 0 issue "letsencrypt.org"',
  'send 3600 MX 10 feedback-smtp.eu-west-1.amazonses.com',
  'send 3600 TXT "v=spf1 include:amazonses.com ~all"',
  'resend._domainkey 3600 TXT "p=@RSA2048"',
  'google._domainkey 3600 TXT "v=DKIM1; k=rsa; " "p=@RSA2048"',
  `_dmarc 3600 TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@${DOMAIN}"`,
  `_smtp._tls 3600 TXT "v=TLSRPTv1; rua=mailto:tls@${DOMAIN}"`,
]

/** The example site on which every automatic check passes. */
export const steadyShop: LabSite = {
  id: 'steady-shop',
  about: 'a small shop that is ready',
  domain: DOMAIN,
  hosts: [
    host(DOMAIN, front(shopPages)),
    host(`www.${DOMAIN}`, front(redirect(`https://${DOMAIN}`))),
    host(`app.${DOMAIN}`, front(appPages)),
    host(`api.${DOMAIN}`, front(forOwnPages(apiPages))),
  ],
  zone: ZONE,
  target: {
    domain: DOMAIN,
    canonicalHost: DOMAIN,
    hosts: [
      { name: DOMAIN, role: 'apex' },
      { name: `www.${DOMAIN}`, role: 'www' },
      { name: `app.${DOMAIN}`, role: 'app' },
      { name: `api.${DOMAIN}`, role: 'api' },
    ],
    urls: [
      { url: `https://${DOMAIN}/`, purpose: 'homepage' },
      { url: `${APP}/login`, purpose: 'login' },
      { url: `${APP}/signup`, purpose: 'signup' },
      { url: `https://api.${DOMAIN}/health`, purpose: 'health' },
    ],
    sending: [{ domain: DOMAIN, provider: 'resend', returnPath: `send.${DOMAIN}`, selectors: ['resend'] }],
    profile: {
      publicSite: true,
      sendsMail: true,
      receivesMail: true,
      certificateAuthority: "Let's Encrypt",
      tenantSubdomains: false,
    },
  },
  expect: { 'mx-null': 'not-applicable' },
}
