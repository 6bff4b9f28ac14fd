import type { NextConfig } from 'next'

const config: NextConfig = {
  // The optimiser fetches and decodes foreign bytes; nothing here needs it.
  images: { unoptimized: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // The title waits for the access check of its page, so that a page that is not there answers 404 and a
  // visitor who is not signed in is redirected, although the page itself streams.
  htmlLimitedBots: /.*/,
  turbopack: { resolveAlias: { zod: { browser: './components/data/zod-browser.ts' } } },
  typedRoutes: true,
  reactStrictMode: true,
  devIndicators: false,
  // `npm test` checks types over the whole tree; a first start should not wait for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pg-boss',
    'pino',
    'nodemailer',
  ],
}

export default config
