import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'
import type { FixRecord } from '@/lib/engine/finding'

function asZoneLine({ name, ttl, type, value }: FixRecord): string {
  return [`${name}.`, ...(ttl === undefined ? [] : [String(ttl)]), 'IN', type, value].join(' ')
}

/** One DNS record to publish: every part can be copied by itself, or all of it as one line. */
export function RecordToPublish({ record }: { record: FixRecord }) {
  const parts = [
    ['Type', record.type],
    ['Name', record.name],
    ['Value', record.value],
    ...(record.ttl === undefined ? [] : [['TTL', String(record.ttl)]]),
  ] as const
  return (
    <div className="overflow-hidden rounded-card border">
      <dl className="divide-y">
        {parts.map(([label, text]) => (
          <div key={label} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <dt className="w-12 shrink-0 text-muted-foreground text-xs">{label}</dt>
            <dd className="flex min-w-0 flex-1 basis-48 flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <ForeignText text={text ?? ''} mono />
              {label === 'Name' ? <CopyButton text={record.name} label="Copy name" /> : null}
              {label === 'Value' ? <CopyButton text={record.value} label="Copy value" /> : null}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex justify-end border-t bg-muted px-3 py-2">
        <CopyButton text={asZoneLine(record)} label="Copy record" />
      </div>
    </div>
  )
}
