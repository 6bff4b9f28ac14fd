import type { NextConfig } from 'next'

const config: NextConfig = {
  // The optimiser fetches and decodes foreign bytes; nothing here needs it.
  images: { unoptimized: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
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
    'mailauth',
  ],
}

export default config
