import type { FixVariant } from './headers'

/** A cookie and the attributes it should have. */
export type CookieRule = { name: string; hidden: boolean; sameSite: 'lax' | 'strict' | 'none' }

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** The attributes of one cookie on each common platform, server and framework. */
export function cookieVariants({ name, hidden, sameSite }: CookieRule): FixVariant[] {
  const options = `{ secure: true, httpOnly: ${hidden}, sameSite: '${sameSite}', path: '/' }`
  const flags = `secure${hidden ? ' httponly' : ''} samesite=${sameSite}`
  const inCode = 'The cookie is made by your code: set these options there and deploy.'
  return [
    {
      provider: 'Cloudflare',
      steps: [
        'Turn on "Always Use HTTPS" so that the cookie never travels over http, and set the attributes in your code:',
      ],
      snippet: {
        lang: 'http',
        code: `Set-Cookie: ${name}=...; Path=/; Secure;${hidden ? ' HttpOnly;' : ''} SameSite=${capital(sameSite)}`,
      },
    },
    {
      provider: 'Vercel',
      steps: [inCode],
      snippet: { lang: 'ts', code: `(await cookies()).set('${name}', value, ${options})` },
    },
    {
      provider: 'Netlify',
      steps: [inCode],
      snippet: {
        lang: 'ts',
        code: `context.cookies.set({ name: '${name}', value, secure: true, httpOnly: ${hidden}, sameSite: '${capital(sameSite)}', path: '/' })`,
      },
    },
    {
      provider: 'nginx',
      steps: [
        'Where the application cannot be changed, add the attributes in the location that proxies to it (1.19.3 and later).',
      ],
      snippet: { lang: 'nginx', code: `proxy_cookie_flags ${name} ${flags};` },
    },
    {
      provider: 'Next.js',
      steps: ['Set these options where the cookie is made.'],
      snippet: { lang: 'ts', code: `(await cookies()).set('${name}', value, ${options})` },
    },
    {
      provider: 'Express',
      steps: ['Set these options where the cookie is made.'],
      snippet: { lang: 'ts', code: `app.set('trust proxy', 1)\nresponse.cookie('${name}', value, ${options})` },
    },
    {
      provider: 'Rails',
      steps: ['Force https, which also marks cookies as Secure, and set the options where the cookie is made.'],
      snippet: {
        lang: 'ruby',
        file: 'config/environments/production.rb',
        code: `config.force_ssl = true\n# cookies[:${name.replaceAll(/\W/g, '_')}] = { value: value, secure: true, httponly: ${hidden}, same_site: :${sameSite} }`,
      },
    },
    {
      provider: 'Django',
      steps: ['Set these in the production settings, or the same options in set_cookie.'],
      snippet: {
        lang: 'python',
        file: 'settings.py',
        code: `SESSION_COOKIE_SECURE = True\nSESSION_COOKIE_HTTPONLY = True\nSESSION_COOKIE_SAMESITE = "${capital(sameSite)}"\nCSRF_COOKIE_SECURE = True`,
      },
    },
    {
      provider: 'Laravel',
      steps: ['Set this in the production environment.'],
      snippet: { lang: 'sh', file: '.env', code: 'SESSION_SECURE_COOKIE=true' },
    },
  ]
}
