import type { RunEvent } from '../../lib/engine/run'

/** One line on a terminal that says how far the run is; silent where nobody watches. */
export function createProgress(stream: NodeJS.WriteStream): { onEvent: (event: RunEvent) => void; end: () => void } {
  if (!stream.isTTY) return { onEvent: () => {}, end: () => {} }
  let planned = 0
  let judged = 0
  let failed = 0
  let waitingFor = ''
  const draw = (): void => {
    const text = `${judged} of ${planned} checked, ${failed} failing. ${waitingFor}`
    stream.write(`\r\u001b[K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`)
  }
  return {
    onEvent(event) {
      if (event.type === 'plan') planned = event.checks.length
      if (event.type === 'collecting') waitingFor = `Looking at: ${event.title}`
      if (event.type === 'result') {
        judged += 1
        if (event.result.verdict === 'fail') failed += 1
      }
      draw()
    },
    end: () => stream.write('\r\u001b[K'),
  }
}
