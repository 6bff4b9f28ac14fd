import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDERS = ['lib', 'app', 'components', 'server', 'worker']

/** Who may import whom. Anything that is not listed is forbidden; packages are judged by the scan below. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'lib/engine': [],
  'lib/evidence': ['lib/engine', 'lib/checks/shared'],
  'lib/checks/shared': ['lib/engine', 'lib/roadmaps'],
  'lib/checks': ['lib/engine', 'lib/evidence', 'lib/checks/shared'],
  'lib/net': ['lib/config', 'lib/checks/shared'],
  'lib/collect': ['lib/engine', 'lib/evidence', 'lib/collect', 'lib/checks/shared'],
  'lib/roadmaps': ['lib/engine', 'lib/evidence'],
  'lib/deliverables': ['lib/engine', 'lib/roadmaps', 'lib/format'],
  'lib/registry': ['lib/checks', 'lib/collect', 'lib/roadmaps', 'lib/engine'],
  'lib/contracts': ['lib/engine', 'lib/roadmaps'],
  'lib/db': ['lib/config', 'lib/engine', 'lib/errors', 'lib/log'],
  'lib/services': [
    'lib/db',
    'lib/contracts',
    'lib/engine',
    'lib/roadmaps',
    'lib/deliverables',
    'lib/format',
    'lib/registry',
    'lib/secrets',
    'lib/auth',
    'lib/errors',
    'lib/config',
    'lib/live',
    'lib/log',
    'lib/routes',
    'lib/jobs/send',
    'lib/branding',
    'lib/notices',
    'lib/pack',
  ],
  'lib/jobs': [
    'lib/services',
    'lib/pack',
    'lib/notices',
    'lib/db',
    'lib/registry',
    'lib/collect',
    'lib/net',
    'lib/engine',
    'lib/roadmaps',
    'lib/config',
    'lib/log',
    'lib/errors',
    'lib/contracts',
  ],
  // Events, the messages they become, and the channels those go through.
  'lib/notices': [
    'lib/db',
    'lib/contracts',
    'lib/net',
    'lib/secrets',
    'lib/auth',
    'lib/config',
    'lib/engine',
    'lib/roadmaps',
    'lib/routes',
    'lib/errors',
    'lib/log',
  ],
  // Looks somebody waits for, outside a run: a verification, a simulation, a pasted message.
  'lib/live': ['lib/net', 'lib/config', 'lib/engine', 'lib/evidence', 'lib/checks/shared', 'lib/collect/shared'],
  'lib/auth': ['lib/db', 'lib/contracts', 'lib/secrets', 'lib/config', 'lib/errors', 'lib/log', 'lib/routes'],
  'lib/http': ['lib/db', 'lib/contracts', 'lib/secrets', 'lib/auth', 'lib/errors', 'lib/config', 'lib/log'],
  'lib/secrets': ['lib/config', 'lib/errors'],
  'lib/branding': [],
  // What a handover pack says, and the files it becomes.
  'lib/pack': ['lib/engine', 'lib/roadmaps', 'lib/deliverables', 'lib/format'],
  'lib/format': ['lib/engine', 'lib/roadmaps'],
  'lib/config': [],
  'lib/errors': ['lib/contracts'],
  'lib/log': ['lib/config'],
  'lib/routes': ['lib/engine', 'lib/roadmaps'],
  components: [
    'components',
    'lib/contracts',
    'lib/roadmaps',
    'lib/deliverables',
    'lib/engine',
    'lib/format',
    'lib/routes',
    'lib/branding',
  ],
}

/** Imports of types only: they leave no trace in what runs. */
const MAY_IMPORT_TYPES: Record<string, readonly string[]> = {
  'lib/collect': ['lib/net'],
  'lib/checks': ['lib/roadmaps'],
  'lib/checks/shared': ['lib/evidence'],
  'lib/services': ['lib/net'],
}

const MAY_OPEN_SOCKETS = ['lib/net', 'server', 'worker']
const SOCKET_MODULES = /^(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises|child_process)$|^undici$/

type Import = { file: string; target: string; typeOnly: boolean }

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|gen)\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('generated/'))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found: Import[] = []
  for (const match of text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/gm,
  )) {
    const specifier = match[2] ?? match[3] ?? ''
    const target = specifier.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), specifier))
      : specifier.startsWith('@/')
        ? specifier.slice(2)
        : specifier
    found.push({ file, target, typeOnly: match[1] !== undefined })
  }
  return found
}

function roomOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`))
    .sort((left, right) => right.length - left.length)[0]
}

function within(target: string, rooms: readonly string[]): boolean {
  return rooms.some((room) => target === room || target.startsWith(`${room}/`))
}

const files = FOLDERS.flatMap((folder) => {
  try {
    return sources(folder)
  } catch {
    return []
  }
})
const imports = files.flatMap(importsOf)
const testOnly = /(shared\/cases|engine\/testing|\/testing)\.ts$/

describe('rooms', () => {
  it('reads a tree worth judging', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(imports.length).toBeGreaterThan(files.length)
  })

  it('import only what the table allows', () => {
    const broken = imports.filter(({ file, target, typeOnly }) => {
      const room = roomOf(file)
      if (room === undefined || !/^(lib|app|components|server|worker)\b/.test(target)) return false
      if (within(target, [room, ...(MAY_IMPORT[room] ?? [])])) return false
      return !(typeOnly && within(target, MAY_IMPORT_TYPES[room] ?? []))
    })
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  it('open sockets and start processes in lib/net only', () => {
    const broken = imports.filter(
      ({ file, target, typeOnly }) =>
        SOCKET_MODULES.test(target) && !typeOnly && !within(file, MAY_OPEN_SOCKETS) && !file.endsWith('.d.ts'),
    )
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  it('keep the generated database client in lib/db and lib/services', () => {
    const broken = imports.filter(
      ({ file, target }) =>
        /db\/generated|@prisma\/client/.test(target) && !within(file, ['lib/db', 'lib/services', 'lib/auth']),
    )
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })
})

const BANNED: readonly [what: string, pattern: RegExp, except?: RegExp][] = [
  ['server actions', /^\s*['"]use server['"]/m],
  ['dangerouslySetInnerHTML', /dangerouslySetInnerHTML/],
  ['eval', /\beval\(|new Function\(/],
  ['patterns built from data', /new RegExp\((?!\/)/, /^lib\/checks\/shared\/secrets\/scan\.ts$/],
  ['unsafe raw SQL', /\$(queryRawUnsafe|executeRawUnsafe)/],
  ['the environment outside the configuration', /process\.env\b/, /^lib\/config\.ts$/],
  ['chance in secrets', /Math\.random/],
  ['the console', /\bconsole\.(log|error|warn|info|debug)/],
  ['unfinished work', /\b(TODO|FIXME|XXX)\b/],
  ['silenced compiler', /@ts-(ignore|nocheck|expect-error)|\bas any\b/],
]

describe('source', () => {
  it.each(BANNED)('holds no %s', (_what, pattern, except) => {
    const found = files.filter(
      (file) => !testOnly.test(file) && !except?.test(file) && pattern.test(readFileSync(join(ROOT, file), 'utf8')),
    )
    expect(found).toEqual([])
  })
})
