import { command } from '../../../scripts/check/command'

export type Called = { code: number; out: string; err: string }

/** The command line as a function: what it says and its exit code, without the seconds a process needs to load. */
export async function callHere(...args: string[]): Promise<Called> {
  const said = { out: '', err: '' }
  const write = (name: 'out' | 'err') => async (text: string) => {
    said[name] += text
  }
  const code = await command(args, { out: write('out'), err: write('err') })
  return { code, ...said }
}
