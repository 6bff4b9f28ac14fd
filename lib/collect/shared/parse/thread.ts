import { registerHooks } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { ParseTask } from './tasks'

// The thread runs on plain Node, which wants file extensions; our own imports have none.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const own = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/')
    return nextResolve(own && !/\.[cm]?[jt]s$/.test(specifier) ? `${specifier}.ts` : specifier, context)
  },
})

const { runTask } = await import('./tasks')

parentPort?.on('message', ({ id, task }: { id: number; task: ParseTask }) => {
  try {
    parentPort?.postMessage({ id, answer: runTask(task) })
  } catch {
    parentPort?.postMessage({ id, answer: null })
  }
})
