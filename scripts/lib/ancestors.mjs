import { readFileSync } from 'node:fs'
import { identify, stillRuns } from './process.mjs'

const RUNNERS = /\bnpm\b|\bnpx\b|scripts\/(start|test)\.mjs/

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

/** The npm and npx processes this one was started through, nearest first. Empty where there is no /proc. */
function launchers(pid = process.ppid) {
  const chain = []
  for (let at = pid, depth = 0; at > 1 && depth < 12; at = parentOf(at), depth += 1) {
    const found = identify(at)
    if (!found || !RUNNERS.test(found.command)) break
    chain.push(found)
  }
  return chain
}

/** Calls `gone` once when one of the launchers disappears: killing `npm start` is meant to stop the product. */
export function watchLaunchers(gone) {
  const chain = launchers()
  if (chain.length === 0) return
  const timer = setInterval(() => {
    if (chain.every(stillRuns)) return
    clearInterval(timer)
    gone()
  }, 1000)
  timer.unref()
}
