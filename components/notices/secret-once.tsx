import { CopyButton } from '@/components/ui/copy-button'

/** A secret as it is shown right after it was made, and never again. */
export function SecretOnce({ secret }: { secret: string }) {
  return (
    <div role="status" className="flex flex-col gap-2 rounded-card border bg-muted/40 p-3">
      <p>This secret signs what the program gets. You will not see it again.</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-64 break-all font-mono text-code">{secret}</code>
        <CopyButton text={secret} label="Copy secret" isFix={false} />
      </div>
      <p className="text-muted-foreground text-xs">
        Check X-LR-Signature: v1= and the HMAC-SHA256 of X-LR-Id, a dot, X-LR-Timestamp, a dot and the body.
      </p>
    </div>
  )
}
