export type RobotsAgent = '*' | 'googlebot'
export type RobotsRule = { agent: RobotsAgent; allow: boolean; path: string }
export type RobotsRules = { rules: RobotsRule[]; google: boolean; sitemaps: string[] }

const MAX_TEXT = 500 * 1024
const MAX_RULES = 200

function agentOf(value: string): RobotsAgent | 'other' {
  const name = value.toLowerCase().trim()
  if (name === '*') return '*'
  return /^googlebot(?:\/|$)/.test(name) ? 'googlebot' : 'other'
}

/**
 * The groups for all crawlers and for Google's, of the first 500 KiB (RFC 9309 section 2.2). Groups of
 * the same agent count together; rules before the first group belong to nobody.
 */
export function parseRobots(text: string): RobotsRules {
  const found: RobotsRules = { rules: [], google: false, sitemaps: [] }
  let agents: (RobotsAgent | 'other')[] = []
  let inRules = false
  for (const line of text
    .slice(0, MAX_TEXT)
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)) {
    const bare = line.replace(/#.*$/, '')
    const split = bare.indexOf(':')
    if (split < 0) continue
    const key = bare.slice(0, split).trim().toLowerCase()
    const value = bare.slice(split + 1).trim()
    if (key === 'user-agent') {
      agents = inRules ? [agentOf(value)] : [...agents, agentOf(value)]
      inRules = false
      if (agents.includes('googlebot')) found.google = true
    }
    if (key === 'sitemap' && found.sitemaps.length < 10) found.sitemaps.push(value.slice(0, 2048))
    if (key !== 'allow' && key !== 'disallow') continue
    inRules = true
    // An empty rule forbids nothing.
    if (value === '' || found.rules.length >= MAX_RULES) continue
    for (const agent of new Set(agents)) {
      if (agent !== 'other') found.rules.push({ agent, allow: key === 'allow', path: value.slice(0, 300) })
    }
  }
  return { ...found, rules: found.rules.slice(0, MAX_RULES) }
}

/** Whether a rule's pattern matches a path: `*` is any text, `$` the end (RFC 9309 section 2.2.3). */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = index === 0 ? (path.startsWith(part) ? 0 : -1) : path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!anchored) return true
  const last = parts.at(-1) ?? ''
  return parts.length > 1 ? path.endsWith(last) : at === path.length
}

/** Whether a crawler may fetch a path: the longest matching rule wins, Allow wins a tie. */
export function mayCrawl(
  { rules, google }: Pick<RobotsRules, 'google'> & { rules: readonly RobotsRule[] },
  agent: RobotsAgent,
  path: string,
): boolean {
  const group = agent === 'googlebot' && google ? 'googlebot' : '*'
  const fitting = rules.filter((rule) => rule.agent === group && matches(rule.path, path))
  const longest = Math.max(0, ...fitting.map((rule) => rule.path.length))
  const deciding = fitting.filter((rule) => rule.path.length === longest)
  return deciding.length === 0 || deciding.some((rule) => rule.allow)
}
