import { Download } from 'lucide-react'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import type { PackDto } from '@/lib/contracts/pack'
import { formatDuration } from '@/lib/format/time'
import { packAddress } from './data'

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const NAMES = { pdf: 'PDF', zip: 'ZIP' } as const

/** One version: who made it, what changed, and its files. */
export function PackRow({ pack }: { pack: PackDto }) {
  const { version, by, at, headline, state, problem, files, ms } = pack
  return (
    <li className="flex flex-col gap-3 border-t px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="font-medium">Version {version}</h3>
          <p>
            <ForeignText text={headline} />
          </p>
          <p className="text-muted-foreground text-xs">
            Made <Ago at={at} /> by <ForeignText text={by} />
            {ms === null ? '' : `, in ${formatDuration(ms)}`}
          </p>
        </div>
        {state === 'making' ? <p className="text-running">Making the files</p> : null}
        {files === null ? null : <Files pack={pack} files={files} />}
      </div>
      {state === 'failed' ? <p className="text-fail">{problem ?? 'The files could not be made.'}</p> : null}
      <Changes pack={pack} />
      {files === null ? null : <Checksums files={files} />}
    </li>
  )
}

type PackFiles = NonNullable<PackDto['files']>

function Files({ pack, files }: { pack: PackDto; files: PackFiles }) {
  const { project } = usePlace()
  return (
    <div className="flex flex-wrap gap-2">
      {files.map(({ kind, bytes }) => (
        <Button key={kind} asChild size="compact">
          <a href={packAddress(project, pack.id, kind)} download>
            <Download aria-hidden />
            Download {NAMES[kind]}
            <span className="sr-only"> of version {pack.version}</span>
            <span className="font-normal text-muted-foreground">{sizeWords(bytes)}</span>
          </a>
        </Button>
      ))}
    </div>
  )
}

function Changes({ pack: { changes, version } }: { pack: PackDto }) {
  if (changes === null) return null
  const [only] = changes
  if (changes.length === 1)
    return (
      <p className="text-muted-foreground">
        Since version {version - 1}: {only}.
      </p>
    )
  return (
    <Fold heading="h4" title={`${changes.length} changes since version ${version - 1}`}>
      <ul className="list-disc pl-5">
        {changes.map((change) => (
          <li key={change}>
            <ForeignText text={change} />
          </li>
        ))}
      </ul>
    </Fold>
  )
}

function Checksums({ files }: { files: PackFiles }) {
  return (
    <dl className="flex flex-col gap-1 text-muted-foreground text-xs">
      {files.map(({ kind, sha256 }) => (
        <div key={kind} className="flex flex-wrap gap-x-2">
          <dt>SHA-256 of the {NAMES[kind]}</dt>
          <dd className="min-w-0 break-all font-mono">{sha256}</dd>
        </div>
      ))}
    </dl>
  )
}
