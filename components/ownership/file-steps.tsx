import { CopyLine, Steps } from './copy-line'
import { FILE_PATH } from './places'

const STEPS = [
  'Make a text file with the content below as its only line.',
  'Serve it at exactly this address: status 200, no redirect, no password in front of it.',
  'With Next.js, Vite and most frameworks it goes into public/.well-known/launch-ready.txt.',
]

/** The file to serve from one server. */
export function FileSteps({ origin, token }: { origin: string; token: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Steps steps={STEPS} />
      <dl className="divide-y overflow-hidden rounded-card border">
        <CopyLine label="Address" text={`${origin}${FILE_PATH}`} copyLabel="Copy address" />
        <CopyLine label="Content" text={token} copyLabel="Copy content" />
      </dl>
      <p className="text-muted-foreground text-xs">
        Write stop behind the token to withdraw the proof of this server at once.
      </p>
    </div>
  )
}
