import { generateRegistry } from './gen-registry.mjs'
import { generatePrisma } from './lib/generate.mjs'

// Runs after `npm install`. What cannot be written yet is written by the command that needs it,
// so nothing here may turn an install into a failure.
try {
  generateRegistry(undefined, () => {})
  await generatePrisma()
} catch (error) {
  process.stderr.write(`Generated files are incomplete for now: ${error.message}\n`)
}
