import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import type { SpfTreeRowDto } from '@/lib/contracts/sender'
import { nest, type SpfBranch } from './nest'
import { costText, outcomeText } from './words'

const LIMIT = 10

type SpfTreeProps = { rows: readonly SpfTreeRowDto[]; cut: boolean; label: string }

/** Every term with what it costs, in the order in which a receiver asks. */
export function SpfTree({ rows, cut, label }: SpfTreeProps) {
  return (
    <div className="flex flex-col gap-2">
      <Branches branches={nest(rows)} label={label} />
      {cut ? <p className="text-muted-foreground">The record goes on; these are its first lines.</p> : null}
    </div>
  )
}

function Branches({ branches, label }: { branches: readonly SpfBranch[]; label?: string }) {
  return (
    <ol
      aria-label={label}
      className={cn('flex min-w-0 flex-col', label === undefined ? 'ml-2 border-l pl-2 sm:ml-3 sm:pl-3' : '')}
    >
      {branches.map(({ key, row, inside }) => (
        <li key={key} className="min-w-0">
          {row.crosses ? <Crossing /> : null}
          <Term row={row} />
          {inside.length === 0 ? null : <Branches branches={inside} />}
        </li>
      ))}
    </ol>
  )
}

/** Where a receiver gives up. */
function Crossing() {
  return (
    <p className="my-1 rounded-control bg-fail-soft px-3 py-1.5 font-medium text-fail">
      Here the limit of {LIMIT} lookups is crossed: receivers stop at the next term.
    </p>
  )
}

function Term({ row }: { row: SpfTreeRowDto }) {
  const isDeciding = row.outcome === 'match' && row.depth === 0
  return (
    <div
      className={cn(
        'flex flex-col gap-x-4 gap-y-0.5 py-1.5 sm:flex-row sm:items-baseline',
        row.outcome === 'not-reached' && 'text-muted-foreground',
      )}
    >
      <div className="min-w-0 flex-1">
        <p className="min-w-0">
          <ForeignText mono text={row.term} className={cn(isDeciding && 'font-semibold')} />
          {row.provider === undefined ? null : <span className="text-muted-foreground"> {row.provider}</span>}
        </p>
        <p className={cn('text-xs', isDeciding ? 'font-medium text-foreground' : 'text-muted-foreground')}>
          {outcomeText(row)}
          {row.target === '' || row.term.includes(row.target) ? null : (
            <>
              , asks <ForeignText mono text={row.target} />
            </>
          )}
        </p>
        {row.voids.length === 0 ? null : (
          <p className="text-warn text-xs">
            Found nothing at <ForeignText mono text={row.voids.join(', ')} />
          </p>
        )}
      </div>
      {row.outcome === 'not-reached' ? null : (
        <p className="shrink-0 text-muted-foreground text-xs tabular-nums sm:text-right">
          {costText(row)}
          {row.cost === 0 ? null : (
            <span className={cn('ml-2 font-medium', row.running > LIMIT ? 'text-fail' : 'text-foreground')}>
              {row.running} of {LIMIT}
            </span>
          )}
        </p>
      )}
    </div>
  )
}
