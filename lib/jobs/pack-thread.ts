import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { packFilesOf, sharedFileOf } from './pack-files'

const Task = z.object({ kind: z.enum(['pack', 'shared']), text: z.string() })

// Started by `apart.ts` with the frozen text, and answers with one message.
const task = Task.parse(workerData)
parentPort?.postMessage(await (task.kind === 'pack' ? packFilesOf(task.text) : sharedFileOf(task.text)))
