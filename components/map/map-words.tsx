'use client'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { Ago } from '@/components/ui/time'
import type { MapNodeDto, MapNodeId } from '@/lib/contracts/map'
import { STATE_WORDS } from './words'

type MapWordsProps = {
  nodes: readonly MapNodeDto[]
  changes: ReadonlyMap<MapNodeId, string>
  canEdit: boolean
  onOpen: (id: MapNodeId, why: 'evidence' | 'correct') => void
}

/** The map as sentences, in the order in which somebody would tell it. */
export function MapWords({ nodes, changes, canEdit, onOpen }: MapWordsProps) {
  return (
    <Card className="p-0">
      <ol>
        {nodes.map((node) => (
          <li
            key={node.id}
            id={`map-${node.id}`}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0"
          >
            <h3 className="w-32 shrink-0 pt-0.5 text-muted-foreground text-xs">{node.title}</h3>
            <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1 max-sm:order-last max-sm:basis-full">
              <Sentence node={node} change={changes.get(node.id)} />
              <ForeignLines lines={node.because.slice(0, 1)} />
            </div>
            <div className="-my-1.5 -mr-2 flex shrink-0 print:hidden">
              {canEdit ? (
                <Button
                  size="compact"
                  variant="ghost"
                  className="font-normal text-muted-foreground"
                  aria-label={`Correct ${node.title}`}
                  onClick={() => onOpen(node.id, 'correct')}
                >
                  Correct
                </Button>
              ) : null}
              <Button
                size="compact"
                variant="ghost"
                className="font-normal text-muted-foreground"
                aria-label={`Evidence of ${node.title}`}
                onClick={() => onOpen(node.id, 'evidence')}
              >
                Evidence
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Sentence({ node, change }: { node: MapNodeDto; change: string | undefined }) {
  const { state, sentence, correction } = node
  return (
    <>
      {correction === null ? (
        <p>
          <ForeignText text={sentence} />
          <StateChip state={state} />
        </p>
      ) : (
        <>
          <p className="font-medium">
            <ForeignText text={correction.text} />
          </p>
          <p className="text-muted-foreground text-xs">
            {state === 'asked' ? 'Written down' : 'Corrected'} by <ForeignText text={correction.by} />{' '}
            <Ago at={correction.at} />. {state === 'asked' ? null : <ForeignText text={`We saw: ${sentence}`} />}
          </p>
        </>
      )}
      {correction?.outdated === true ? (
        <p className="flex flex-wrap items-center gap-2">
          <StatusBadge status="warn" word="Changed" />
          What we saw has changed since this was corrected.
        </p>
      ) : null}
      {change === undefined ? null : (
        <p className="flex flex-wrap items-center gap-2">
          <StatusBadge status="warn" word="Changed" />
          <ForeignText text={change} />
        </p>
      )}
    </>
  )
}

/** Only what is not plainly seen needs a word. */
export function StateChip({ state }: { state: MapNodeDto['state'] }) {
  const word = STATE_WORDS[state]
  if (word === '') return null
  if (state === 'missing') return <StatusBadge status="unknown" word={word} className="ml-2 align-middle" />
  return <Badge className="ml-2 align-middle">{word}</Badge>
}

/** Records and headers, as they were seen. */
export function ForeignLines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <p key={line} className="text-muted-foreground">
      <ForeignText text={line} mono />
    </p>
  ))
}
