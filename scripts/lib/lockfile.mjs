const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const CPUS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** What a platform package's name says about where it runs; absent keys mean the name does not say. */
export function platformOf(name) {
  const words = name.replace('windows', 'win32').replace('linuxmusl', 'linux-musl').split(/[/.-]/)
  const pick = (list) =>
    list.filter((entry) => words.some((word) => word === entry || (entry === 'arm' && /^arm(v7)?$/.test(word))))
  const os = pick(SYSTEMS)
  const cpu = pick(CPUS)
  const libc = os.includes('linux')
    ? words.flatMap((word) => (/^musl/.test(word) ? ['musl'] : /^gnu/.test(word) ? ['glibc'] : []))
    : []
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) }
}

function resolves(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

/**
 * Optional packages that the lock file leaves out, as `{ path, name, range, dev }`. npm drops the ones a
 * registry does not carry, and `npm ci` then refuses the file everywhere.
 */
export function missingOptional(lock) {
  const missing = new Map()
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolves(lock.packages, path, name)) continue
      const known = missing.get(name)
      missing.set(name, { path: `node_modules/${name}`, name, range, dev: (known?.dev ?? true) && entry.dev === true })
    }
  }
  return [...missing.values()]
}

/** The same lock file with an entry for every optional package; answers how many were added. */
export function completeLock(lock) {
  const added = missingOptional(lock)
  for (const { path, name, range, dev } of added) {
    const version = range.replace(/^[\^~]/, '')
    lock.packages[path] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
  }
  const names = Object.keys(lock.packages).sort((a, b) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries(names.map((name) => [name, lock.packages[name]]))
  return added.length
}
