import type { Fix } from '../../../engine/finding'

type Closing = { name: string; steps: string[]; snippet?: { lang: string; file?: string; code: string } }

/** How each tool is switched off, by the note of its signature. */
const CLOSINGS: Readonly<Record<string, Closing>> = {
  'actuator-env': {
    name: 'Spring Boot',
    steps: ['Expose only the health page and put the rest on a port that is not public.'],
    snippet: {
      lang: 'properties',
      file: 'application.properties',
      code: 'management.endpoints.web.exposure.include=health\nmanagement.server.port=8081',
    },
  },
  phpinfo: { name: 'PHP', steps: ['Delete the file that calls phpinfo() from the web root and from the repository.'] },
  'server-status': {
    name: 'Apache',
    steps: ['Switch the module off, or limit it to the machine itself.'],
    snippet: { lang: 'apache', code: '<Location "/server-status">\n  Require local\n</Location>' },
  },
  pprof: {
    name: 'Go',
    steps: ['Serve net/http/pprof and expvar on a listener of their own that only the machine itself reaches.'],
    snippet: { lang: 'go', code: 'go http.ListenAndServe("127.0.0.1:6060", nil)' },
  },
  metrics: {
    name: 'Prometheus',
    steps: ['Serve the metrics on a port that only the collector reaches, or ask for a password.'],
  },
  'symfony-profiler': {
    name: 'Symfony',
    steps: ['Run production with APP_ENV=prod and without the web profiler bundle.'],
    snippet: { lang: 'sh', file: '.env.local', code: 'APP_ENV=prod\nAPP_DEBUG=0' },
  },
  telescope: {
    name: 'Laravel',
    steps: [
      'Set APP_DEBUG=false and TELESCOPE_ENABLED=false, and name the allowed people in the gate of the provider.',
    ],
    snippet: { lang: 'sh', file: '.env', code: 'APP_ENV=production\nAPP_DEBUG=false\nTELESCOPE_ENABLED=false' },
  },
  ignition: {
    name: 'Laravel',
    steps: ['Set APP_DEBUG=false and install without development packages.'],
    snippet: { lang: 'sh', code: 'composer install --no-dev --optimize-autoloader' },
  },
  'rails-routes': {
    name: 'Rails',
    steps: ['Run production with RAILS_ENV=production: these pages belong to development.'],
    snippet: {
      lang: 'ruby',
      file: 'config/environments/production.rb',
      code: 'config.consider_all_requests_local = false',
    },
  },
  'django-toolbar': {
    name: 'Django',
    steps: ['Set DEBUG = False and leave the debug toolbar out of INSTALLED_APPS and urls.py in production.'],
    snippet: { lang: 'python', file: 'settings.py', code: 'DEBUG = False' },
  },
  'python-console': {
    name: 'Flask or Werkzeug',
    steps: ['Start the app with a production server; never with debug=True.'],
    snippet: { lang: 'sh', code: 'gunicorn app:app' },
  },
  elmah: {
    name: 'ASP.NET',
    steps: ['Allow the page to administrators only.'],
    snippet: { lang: 'xml', file: 'web.config', code: '<elmah>\n  <security allowRemoteAccess="false" />\n</elmah>' },
  },
  'aspnet-trace': {
    name: 'ASP.NET',
    steps: ['Switch tracing off.'],
    snippet: { lang: 'xml', file: 'web.config', code: '<trace enabled="false" />' },
  },
  'database-tool': {
    name: 'Database tools',
    steps: ['Remove the tool from the public server; reach the database through a tunnel instead.'],
    snippet: { lang: 'sh', code: 'ssh -L 5432:localhost:5432 you@your-server' },
  },
  introspection: {
    name: 'Apollo or GraphQL Yoga',
    steps: ['Switch introspection off in production.'],
    snippet: {
      lang: 'ts',
      code: 'new ApolloServer({ typeDefs, resolvers, introspection: false })',
    },
  },
}

const SAME: Readonly<Record<string, string>> = {
  actuator: 'actuator-env',
  heapdump: 'actuator-env',
  horizon: 'telescope',
  phpmyadmin: 'database-tool',
  adminer: 'database-tool',
  pgadmin: 'database-tool',
  'phpmyadmin-login': 'database-tool',
  'adminer-login': 'database-tool',
  'pgadmin-login': 'database-tool',
}

/** Holds secrets in plain text, so closing it is not enough. */
const TELLS_SECRETS = /^(?:actuator-env|heapdump|phpinfo|telescope|symfony-profiler|python-console|django-toolbar)$/

/** Closes one open page: the switch of its framework first, the web server in front of it otherwise. */
export function closePageFix({ host, path, note }: { host: string; path: string; note: string }): Fix {
  const own = CLOSINGS[SAME[note] ?? note]
  const bare = path.split('?')[0] ?? path
  return {
    effort: TELLS_SECRETS.test(note) ? 'M' : 'S',
    steps: [
      `Switch off ${bare} on ${host}, or let in only your own network or people who log in.`,
      `Open https://${host}${bare} yourself: it must answer 404, 401 or 403.`,
      ...(TELLS_SECRETS.test(note)
        ? ['Assume that it was read: replace every password and key the application uses.']
        : []),
    ],
    variants: [
      ...(own === undefined
        ? []
        : [{ provider: own.name, steps: own.steps, ...(own.snippet ? { snippet: own.snippet } : {}) }]),
      {
        provider: 'nginx',
        steps: [`Add this inside the server block of ${host}, then run nginx -t and reload.`],
        snippet: { lang: 'nginx', file: 'server block', code: `location ${bare} {\n  deny all;\n}` },
      },
      {
        provider: 'Cloudflare',
        steps: ['Open Security, WAF, Custom rules and add a rule with this expression and the action Block.'],
        snippet: {
          lang: 'text',
          code: `(http.host eq "${host}" and starts_with(http.request.uri.path, "${bare}"))`,
        },
      },
    ],
  }
}
