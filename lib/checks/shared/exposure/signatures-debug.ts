import { type ExposedBody, isHtml, readableText } from './body'
import type { ExposureLevel, Recognised } from './recognised'

type Read = (body: ExposedBody) => Recognised | undefined

function found(level: ExposureLevel, note: string): Recognised {
  return { level, note, names: [] }
}

function titleOf(text: string): string {
  return (/<title[^>]{0,100}>([^<]{0,300})/i.exec(text)?.[1] ?? '').trim()
}

/** A page whose title and text say what it is. */
const page =
  (level: ExposureLevel, note: string, title: RegExp, ...words: RegExp[]): Read =>
  (body) => {
    const text = readableText(body)
    return title.test(titleOf(text)) && words.every((word) => word.test(text)) ? found(level, note) : undefined
  }

const text =
  (level: ExposureLevel, note: string, ...words: RegExp[]): Read =>
  (body) => {
    const content = readableText(body)
    return words.every((word) => word.test(content)) ? found(level, note) : undefined
  }

/** Data, not a page that talks about it. */
const json =
  (level: ExposureLevel, note: string, ...words: RegExp[]): Read =>
  (body) => {
    const content = readableText(body).trimStart()
    if (isHtml(body) || !content.startsWith('{')) return undefined
    return words.every((word) => word.test(content)) ? found(level, note) : undefined
  }

function metrics(body: ExposedBody): Recognised | undefined {
  return !isHtml(body) && /^# (?:HELP|TYPE) \w/m.test(readableText(body)) ? found('medium', 'metrics') : undefined
}

/** Tools for databases: open where the page shows more than a form to log in. */
const databaseTool =
  (note: string, title: RegExp): Read =>
  (body) => {
    const content = readableText(body)
    if (!title.test(titleOf(content))) return undefined
    const login = /type=["']?password|name=["']?(?:pma_password|auth\[password\])|\blogin\b/i.test(content)
    return login ? found('medium', `${note}-login`) : found('blocker', note)
  }

function heapdump({ head }: ExposedBody): Recognised | undefined {
  return head.startsWith(Buffer.from('JAVA PROFILE').toString('hex')) ? found('blocker', 'heapdump') : undefined
}

function introspection(body: ExposedBody): Recognised | undefined {
  const content = readableText(body)
  const open = !isHtml(body) && /"__schema"\s*:\s*\{\s*"queryType"\s*:\s*\{/.test(content)
  return open ? found('medium', 'introspection') : undefined
}

/** Administration, debug and metrics pages by what they show; the note names the tool. */
export const debugSignatures = {
  'actuator-env': json('high', 'actuator-env', /"propertySources"\s*:/),
  actuator: json('medium', 'actuator', /"_links"\s*:\s*\{\s*"self"\s*:/),
  heapdump,
  phpinfo: page('high', 'phpinfo', /phpinfo\(\)/, /PHP Version/),
  'server-status': text('medium', 'server-status', /Apache Server Status for/),
  'server-info': text('medium', 'server-status', /Apache Server Information/),
  pprof: text('medium', 'pprof', /Types of profiles available/),
  expvar: json('medium', 'pprof', /"memstats"\s*:\s*\{/),
  metrics,
  'symfony-profiler': page('high', 'symfony-profiler', /Symfony Profiler/i),
  telescope: page('high', 'telescope', /Telescope(?: -|$)/),
  horizon: page('high', 'horizon', /Horizon(?: -|$)/),
  ignition: json('high', 'ignition', /"can_execute_commands"\s*:\s*true/),
  'rails-routes': (body) =>
    /Rails\.application\.routes/.test(readableText(body)) || /^Routes$/.test(titleOf(readableText(body)))
      ? found('medium', 'rails-routes')
      : undefined,
  'django-toolbar': text('high', 'django-toolbar', /\bdjdt\b|djDebug/),
  'python-console': text('blocker', 'python-console', /Interactive Console/, /EVALEX/),
  elmah: text('high', 'elmah', /Error Log for/, /ELMAH|elmah/),
  'aspnet-trace': text('high', 'aspnet-trace', /Application Trace/),
  phpmyadmin: databaseTool('phpmyadmin', /phpMyAdmin/i),
  adminer: databaseTool('adminer', /Adminer/),
  pgadmin: databaseTool('pgadmin', /pgAdmin/),
  introspection,
  openapi: json('low', 'api-docs', /"(?:openapi|swagger)"\s*:\s*"/),
  'api-docs': page('low', 'api-docs', /Swagger UI|ReDoc|FastAPI|API docs/i),
} satisfies Record<string, Read>
