import { parentPort, workerData } from 'node:worker_threads'
import { packFilesOf } from './pack-files'

// Started by `make-pack.ts` with the frozen text, and answers with one message.
const frozen: unknown = workerData
if (typeof frozen === 'string') parentPort?.postMessage(await packFilesOf(frozen))
