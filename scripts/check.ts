import { command } from './check/command'

const writer = (stream: NodeJS.WriteStream) => (text: string) =>
  new Promise<void>((resolve) => stream.write(text, () => resolve()))

const code = await command(process.argv.slice(2), { out: writer(process.stdout), err: writer(process.stderr) })
// Ends at once: what still idles (a parser's thread, a socket being closed) has nothing left to say.
process.exit(code)
