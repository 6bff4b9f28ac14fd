import type { FixVariant } from './headers'

const NGINX =
  'gzip on;\ngzip_vary on;\ngzip_proxied any;\ngzip_min_length 1024;\ngzip_types text/css application/javascript text/javascript application/json image/svg+xml;'

/** Compressed text on each common platform, server and framework. */
export function compressionVariants(host: string): FixVariant[] {
  const byItself = 'compresses by itself: send the right Content-Type, and remove "Cache-Control: no-transform".'
  return [
    {
      provider: 'Cloudflare',
      steps: [
        'Open Rules, Compression Rules and remove rules that turn compression off.',
        'Check that the server sends the right Content-Type: only known text types are compressed.',
      ],
    },
    { provider: 'Vercel', steps: [`Vercel ${byItself}`] },
    { provider: 'Netlify', steps: [`Netlify ${byItself}`] },
    {
      provider: 'nginx',
      steps: [`Put the lines into the http block of the server of ${host} and reload; text/html is always included.`],
      snippet: { lang: 'nginx', code: NGINX },
    },
    {
      provider: 'Next.js',
      steps: ['On a server of your own keep this, or let the proxy in front compress.'],
      snippet: { lang: 'ts', file: 'next.config.ts', code: 'compress: true,' },
    },
    {
      provider: 'Express',
      steps: ['Install the compression package and use it before your routes.'],
      snippet: { lang: 'ts', code: "import compression from 'compression'\napp.use(compression())" },
    },
    {
      provider: 'Rails',
      steps: ['Add this and deploy.'],
      snippet: {
        lang: 'ruby',
        file: 'config/application.rb',
        code: 'config.middleware.insert_before ActionDispatch::Static, Rack::Deflater',
      },
    },
    {
      provider: 'Django',
      steps: ['Add this as the first middleware; mask form tokens as Django does by default.'],
      snippet: {
        lang: 'python',
        file: 'settings.py',
        code: 'MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]',
      },
    },
    {
      provider: 'Apache',
      steps: ['Turn on mod_deflate and put the line into the virtual host.'],
      snippet: {
        lang: 'apache',
        code: 'AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json image/svg+xml',
      },
    },
  ]
}
