import type { Finding, Fix } from '../engine/finding'
import { host as hostSubject, project } from '../engine/subject'
import { webDocuments } from '../evidence/web-documents'
import { defineCheck } from './shared/define'
import { webHostsOf } from './shared/web-hosts'

type Sign = { tool: string; pattern: RegExp; build: string; start: string }

const REACT = {
  tool: 'React in development mode',
  build: 'NODE_ENV=production npm run build',
  start: 'serve the built files',
}
const NEXT = { tool: 'the development server of Next.js', build: 'npx next build', start: 'npx next start' }

/** Script addresses that only a development server or a development build has. */
const SIGNS: readonly Sign[] = [
  {
    tool: 'the development server of Vite',
    pattern: /\/@vite\/client(?:$|\?)|\/@react-refresh(?:$|\?)/,
    build: 'npx vite build',
    start: 'serve the folder dist',
  },
  {
    ...NEXT,
    pattern:
      /\/_next\/webpack-hmr|\/_next\/static\/chunks\/main-app\.js\?v=|\/_next\/static\/development\/|\/_next\/static\/chunks\/.{0,80}turbopack.{0,40}hmr-client/,
  },
  {
    tool: 'the development server of webpack',
    pattern: /\/webpack-dev-server(?:\.js|\/)|[?&]webpack-dev-server/,
    build: 'npx webpack --mode production',
    start: 'serve the folder dist',
  },
  {
    tool: 'a live-reload server',
    pattern: /\/livereload\.js(?:$|\?)|\/browser-sync-client\b/,
    build: 'the production build of your tool',
    start: 'a web server instead of the live-reload server',
  },
  {
    ...REACT,
    pattern: /\/react(?:-dom)?(?:\.|@[\d.]+\/.{0,20})development(?:\.min)?\.js|\/react(?:-dom)?\.development\.js/,
  },
  {
    tool: 'Vue in development mode',
    pattern: /\/vue(?:@[\w.]+\/dist\/vue)?(?:\.global|\.esm-browser|\.runtime\.global)\.js(?:$|\?)/,
    build: 'npx vite build',
    start: 'or load vue.global.prod.js instead',
  },
]

function signOf(url: string): Sign | undefined {
  return SIGNS.find(({ pattern }) => pattern.test(url))
}

function fixFor({ tool, build, start }: Sign, host: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Build for production with "${build}" as a step of every deploy.`,
      `Let ${host} run the result (${start}), not ${tool}.`,
      'Set NODE_ENV=production for the build and at run time.',
    ],
    snippet: { lang: 'sh', code: `NODE_ENV=production ${build.replace('NODE_ENV=production ', '')}` },
    variants: [
      {
        provider: 'Next.js',
        steps: ['Build and start with these commands.'],
        snippet: { lang: 'sh', code: 'npx next build && npx next start' },
      },
      {
        provider: 'Vite',
        steps: ['Build with this command and serve the folder dist.'],
        snippet: { lang: 'sh', code: 'npx vite build' },
      },
      {
        provider: 'Docker',
        steps: ['End the Dockerfile with the start command, not with "npm run dev".'],
        snippet: { lang: 'text', file: 'Dockerfile', code: 'CMD ["npm", "start"]' },
      },
    ],
  }
}

export default defineCheck({
  id: 'dev-server-in-production',
  version: 1,
  kind: 'automatic',
  title: 'Visitors get the production build',
  impact: 'high',
  why: 'A development server is slow, shows your source code and restarts whenever a file changes.',
  covers: { 'app-loads-on-correct-host': 'supporting', 'deploy-path-documented': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'page-not-blank'],
  needs: { documents: webDocuments },
  messages: {
    ok: 'No sign of a development server on {count:page|pages} of {host}',
    live: 'Visitors of {host} get {tool} instead of the finished build',
    unread: 'We could not read the pages of {host}',
    none: 'No host of the project serves a page of its own',
  },
  sources: [
    { label: 'Vite, building for production', url: 'https://vite.dev/guide/build.html' },
    { label: 'Next.js CLI', url: 'https://nextjs.org/docs/app/api-reference/cli/next' },
  ],
  judge({ documents }, say, { target }) {
    const roles = new Map(webHostsOf(target).map((row) => [row.host, row.roles]))
    const rows = documents.pages
      .map((page, index) => ({ page, index }))
      .filter(({ page }) => page.outcome !== 'other' && !roles.get(page.host)?.includes('docs'))
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return [...Map.groupBy(rows, ({ page }) => page.host)].map(([host, pages]): Finding => {
      const refs = pages.map(({ index }) => `web.documents#/pages/${index}`)
      const at = { subject: hostSubject(host), refs }
      for (const { page, index } of pages) {
        const load = page.facts?.loads.find(({ kind, url }) => kind === 'script' && signOf(url) !== undefined)
        const sign = load === undefined ? undefined : signOf(load.url)
        if (load === undefined || sign === undefined) continue
        const found = {
          subject: at.subject,
          refs: [`web.documents#/pages/${index}`],
          exhibits: [
            {
              kind: 'table' as const,
              title: `Scripts of ${page.finalUrl}`,
              columns: ['Script', 'Line'],
              rows: [[load.url, String(load.line)]],
            },
          ],
          fix: fixFor(sign, host),
        }
        const staging = roles.get(host)?.includes('staging') ?? false
        return staging
          ? say.warn('live', { host, tool: sign.tool }, { ...found, impact: 'low' })
          : say.fail('live', { host, tool: sign.tool }, found)
      }
      const read = pages.filter(({ page }) => page.facts !== null)
      if (read.length === 0) return say.unknown('unread', { host }, at)
      return say.pass('ok', { host, count: read.length }, at)
    })
  },
})
