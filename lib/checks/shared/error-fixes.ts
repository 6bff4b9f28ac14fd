import type { Fix } from '../../engine/finding'

type Variants = NonNullable<Fix['variants']>

const SWITCHES: Readonly<Record<string, Variants[number]>> = {
  django: {
    provider: 'Django',
    steps: ['Switch debugging off and name the hosts the site answers for.'],
    snippet: { lang: 'python', file: 'settings.py', code: "DEBUG = False\nALLOWED_HOSTS = ['{host}']" },
  },
  flask: {
    provider: 'Flask',
    steps: ['Start the app with a production server and without FLASK_DEBUG.'],
    snippet: { lang: 'sh', code: 'FLASK_DEBUG=0 gunicorn app:app' },
  },
  laravel: {
    provider: 'Laravel',
    steps: ['Set these variables in production, then clear the cached configuration.'],
    snippet: { lang: 'sh', file: '.env', code: 'APP_ENV=production\nAPP_DEBUG=false' },
  },
  symfony: {
    provider: 'Symfony',
    steps: ['Run the production environment.'],
    snippet: { lang: 'sh', file: '.env.local', code: 'APP_ENV=prod\nAPP_DEBUG=0' },
  },
  rails: {
    provider: 'Rails',
    steps: ['Run with RAILS_ENV=production and show the public error pages.'],
    snippet: {
      lang: 'ruby',
      file: 'config/environments/production.rb',
      code: 'config.consider_all_requests_local = false',
    },
  },
  dotnet: {
    provider: 'ASP.NET',
    steps: ['Run with ASPNETCORE_ENVIRONMENT=Production and register an exception handler.'],
    snippet: { lang: 'csharp', file: 'Program.cs', code: 'app.UseExceptionHandler("/error");' },
  },
  php: {
    provider: 'PHP',
    steps: ['Write errors to the log instead of the page.'],
    snippet: { lang: 'ini', file: 'php.ini', code: 'display_errors = Off\nlog_errors = On' },
  },
  java: {
    provider: 'Spring Boot',
    steps: ['Leave stack traces out of error answers.'],
    snippet: {
      lang: 'properties',
      file: 'application.properties',
      code: 'server.error.include-stacktrace=never\nserver.error.include-message=never',
    },
  },
  go: {
    provider: 'Go',
    steps: ['Recover in a middleware, log the stack, answer 500 with a fixed text.'],
    snippet: { lang: 'go', code: 'http.Error(w, "Something went wrong", http.StatusInternalServerError)' },
  },
  node: {
    provider: 'Express',
    steps: ['Run with NODE_ENV=production and end the app with an error handler that answers a fixed text.'],
    snippet: {
      lang: 'ts',
      code: "app.use((error, request, response, next) => {\n  log.error(error)\n  response.status(500).json({ error: 'Something went wrong' })\n})",
    },
  },
  nginx: {
    provider: 'nginx',
    steps: ['Hide the version and serve pages of your own.'],
    snippet: { lang: 'nginx', file: 'http block', code: 'server_tokens off;\nerror_page 404 /404.html;' },
  },
  apache: {
    provider: 'Apache',
    steps: ['Hide the version.'],
    snippet: { lang: 'apache', code: 'ServerTokens Prod\nServerSignature Off\nErrorDocument 404 /404.html' },
  },
}

/** Makes a program keep its internals to itself; `tools` are those the answers point to, best guess first. */
export function quietErrorsFix({
  host,
  tools,
  grave,
}: {
  host: string
  tools: readonly string[]
  grave: boolean
}): Fix {
  const order = ['node', 'django', 'laravel', 'rails', 'php', 'java']
  const named = [...new Set([...tools, ...order])].flatMap((tool) => SWITCHES[tool] ?? [])
  return {
    effort: grave ? 'M' : 'S',
    steps: [
      `Switch off the debug mode of what answers for ${host}, and deploy.`,
      'Answer every error with a short page of your own; write the details to the log.',
      ...(grave ? ['The page prints settings: replace the secrets the application uses.'] : []),
    ],
    variants: named.slice(0, 6).map((variant) => {
      if (variant.snippet === undefined) return variant
      return { ...variant, snippet: { ...variant.snippet, code: variant.snippet.code.replaceAll('{host}', host) } }
    }),
  }
}
