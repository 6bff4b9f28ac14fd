import { CopyButton } from '@/components/ui/copy-button'
import { visibleText } from '@/lib/format/visible-text'

type CodeBlockProps = { code: string; label: string; title?: string | undefined; copyLabel?: string; isFix?: boolean }

/** Text to copy or to read as it was seen: mono, wrapped, nothing hidden. */
export function CodeBlock({ code, label, title, copyLabel = 'Copy snippet', isFix = true }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-card border">
      <figcaption className="flex flex-wrap items-center justify-between gap-2 border-b bg-muted px-3 py-2">
        <bdi className="min-w-0 break-words font-mono text-muted-foreground text-xs">{title ?? label}</bdi>
        <CopyButton text={code} label={copyLabel} isFix={isFix} />
      </figcaption>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse.
        tabIndex={0}
        className="focus-ring max-h-96 overflow-auto px-3 py-2"
      >
        <pre className="whitespace-pre-wrap font-mono text-code [overflow-wrap:anywhere]" dir="ltr">
          <bdi>{visibleText(code)}</bdi>
        </pre>
      </section>
    </figure>
  )
}
