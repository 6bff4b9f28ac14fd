import { createHash } from 'node:crypto'

/** SHA-256, first 24 hex digits, of the first 512 bytes of the icons that project templates come with. */
const BY_BYTES: Readonly<Record<string, string>> = {
  ec0e9068f0688162183a8f03: 'Next.js',
  d778bc41c3dd620a45cff37d: 'Vite',
  cd1dc22ac7c2eac69920ae9f: 'Vite',
  e1b7a6c4f5b65522f25f09c9: 'Create React App',
  a8cfc40843156b6b6b0e58c1: 'Create React App',
}

const BY_NAME: readonly [RegExp, string][] = [
  [/\/vite\.svg$/, 'Vite'],
  [/\/(?:next|vercel)\.svg$/, 'Next.js'],
  [/\/logo192\.png$/, 'Create React App'],
]

/** The framework whose own icon a file is, empty where it is none. `head` is the first bytes as lower-case hex. */
export function templateIcon({ url, head }: { url: string; head: string }): string {
  const digest = createHash('sha256').update(Buffer.from(head, 'hex').subarray(0, 512)).digest('hex').slice(0, 24)
  const path = URL.parse(url)?.pathname ?? ''
  return BY_BYTES[digest] ?? BY_NAME.find(([pattern]) => pattern.test(path))?.[1] ?? ''
}
