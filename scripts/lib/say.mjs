const began = performance.now()
const bold = process.stdout.isTTY && !process.env.NO_COLOR ? (text) => `\x1b[1m${text}\x1b[22m` : (text) => text

/** Something the reader can act on: printed as it is, without a stack. */
export class Plain extends Error {
  name = 'Plain'
}

/** One line of progress, with the seconds since the command began. */
export function say(text) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6)
  process.stdout.write(`${seconds} s  ${text}\n`)
}

/** A line that should stand out: the address, the verdict. */
export function sayLoud(text) {
  process.stdout.write(`${bold(text)}\n`)
}

/** Prints why the command ends and sets the exit code; a stack only for what nobody foresaw. */
export function fail(error) {
  process.stderr.write(`\n${error instanceof Plain ? error.message : (error?.stack ?? String(error))}\n`)
  process.exitCode = 1
}
