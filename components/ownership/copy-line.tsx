import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'

type CopyLineProps = { label: string; text: string; copyLabel?: string }

/** One field of a form elsewhere, with what to put into it. */
export function CopyLine({ label, text, copyLabel }: CopyLineProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <dt className="w-24 shrink-0 text-muted-foreground text-xs">{label}</dt>
      <dd className="flex min-w-0 flex-1 basis-48 flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <ForeignText text={text} mono />
        {copyLabel === undefined ? null : <CopyButton text={text} label={copyLabel} />}
      </dd>
    </div>
  )
}

export function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="flex list-decimal flex-col gap-1.5 pl-6 marker:text-muted-foreground">
      {steps.map((step) => (
        <li key={step} className="pl-1 [overflow-wrap:anywhere]">
          {step}
        </li>
      ))}
    </ol>
  )
}
