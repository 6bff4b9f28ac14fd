'use client'

import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import type { MapNodeDto, MapNodeId, ProductionMapDto } from '@/lib/contracts/map'
import { visibleText } from '@/lib/format/visible-text'
import { type Arrow, type Box, layoutMap, linesOf, type MapEnd, type MapPlace, type MapShape } from './layout'
import { END_WORDS, noteOf, shortOf } from './words'

type MapDiagramProps = {
  map: Pick<ProductionMapDto, 'nodes' | 'links'>
  changed: ReadonlySet<MapNodeId>
  onOpen: (id: MapNodeId) => void
}

const ENDS: readonly MapEnd[] = ['visitor', 'inbox', 'sender']
const PADDING = 12

/** The places as boxes: one picture from left to right, and one from top to bottom where the room is narrow. */
export function MapDiagram(props: MapDiagramProps) {
  return (
    <div className="@container">
      <Picture {...props} shape="wide" className="hidden w-full @[900px]:block print:hidden" />
      <Picture {...props} shape="narrow" className="w-full max-w-[440px] @[900px]:hidden print:block" />
    </div>
  )
}

function isPlace(id: string): id is MapPlace {
  return id !== ''
}

function Picture({ map, changed, onOpen, shape, className }: MapDiagramProps & { shape: MapShape; className: string }) {
  const head = useId()
  const linked = new Set(map.links.flatMap(({ from, to }) => [from, to]))
  const places: MapPlace[] = [...map.nodes.map(({ id }) => id), ...ENDS.filter((end) => linked.has(end))]
  const links = map.links.flatMap(({ from, to }) => (isPlace(from) && isPlace(to) ? [{ from, to }] : []))
  const { width, height, boxes, arrows } = layoutMap(shape, { places, links })
  const nodes = new Map(map.nodes.map((node) => [node.id as string, node]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn; the group names the picture.
    <svg
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      role="group"
      aria-label="How users reach you, as a picture. The same stands above in words."
      className={className}
    >
      <defs>
        <marker
          id={head}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="5.5"
          markerHeight="5.5"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8z" className="fill-muted-foreground" />
        </marker>
      </defs>
      {arrows.map((arrow) => (
        <Line key={`${arrow.from} ${arrow.to}`} arrow={arrow} head={head} />
      ))}
      {boxes.map((box) => {
        const node = nodes.get(box.id)
        return node === undefined ? (
          <End key={box.id} box={box} />
        ) : (
          <Place key={box.id} box={box} node={node} isChanged={changed.has(node.id)} onOpen={onOpen} />
        )
      })}
    </svg>
  )
}

function Line({ arrow: { points }, head }: { arrow: Arrow; head: string }) {
  return (
    <polyline
      aria-hidden
      points={points.map((point) => point.join(',')).join(' ')}
      markerEnd={`url(#${head})`}
      fill="none"
      strokeWidth={1.5}
      strokeLinejoin="round"
      className="stroke-muted-foreground"
    />
  )
}

function End({ box }: { box: Box }) {
  const text = box.id === 'visitor' || box.id === 'inbox' || box.id === 'sender' ? END_WORDS[box.id] : ''
  const lines = linesOf(text, { characters: 19, lines: 2 })
  const top = box.y + box.height / 2 + 5 - (lines.length - 1) * 9
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={box.height / 2} className="fill-muted" />
      {lines.map((line, index) => (
        <text
          key={line}
          x={box.x + box.width / 2}
          y={top + index * 18}
          textAnchor="middle"
          className="fill-muted-foreground text-code"
        >
          {line}
        </text>
      ))}
    </g>
  )
}

type PlaceProps = { box: Box; node: MapNodeDto; isChanged: boolean; onOpen: (id: MapNodeId) => void }

/** Sure things have a drawn-through border; what is hinted at, missing or changed has a dashed one and a word. */
function Place({ box, node, isChanged, onOpen }: PlaceProps) {
  const isKnown = node.value !== '' || node.correction !== null
  const isSure = node.correction === null ? node.state === 'seen' || node.state === 'said' : !node.correction.outdated
  const note = isChanged ? 'Changed since confirmed' : noteOf(node)
  const short = visibleText(shortOf(node))
  const lines = linesOf(short, { characters: Math.floor((box.width - 2 * PADDING) / 7.6), lines: 2 })
  const placed = lines.map((line, index) => ({ line, y: box.y + 42 + index * 17 }))
  const x = box.x + PADDING
  return (
    <g>
      <a
        href={`#map-${node.id}`}
        aria-label={`${node.title}: ${short}${note === '' ? '' : `, ${note.toLowerCase()}`}. Show evidence`}
        onClick={(event) => {
          event.preventDefault()
          onOpen(node.id)
        }}
        className="group outline-none"
      >
        <rect
          x={box.x}
          y={box.y}
          width={box.width}
          height={box.height}
          rx={8}
          strokeWidth={1.5}
          strokeDasharray={isSure && !isChanged ? undefined : '5 4'}
          className={cn(
            'fill-card group-hover:fill-muted',
            isChanged || node.correction?.outdated === true ? 'stroke-warn-fill' : 'stroke-input',
            'group-focus-visible:stroke-ring group-focus-visible:[stroke-dasharray:none] group-focus-visible:[stroke-width:3]',
          )}
        />
      </a>
      {/* The name of the link says all of this in one sentence. */}
      <g aria-hidden className="pointer-events-none">
        <text x={x} y={box.y + 22} className="fill-muted-foreground text-xs">
          {node.title}
        </text>
        {placed.map(({ line, y }) => (
          <text
            key={y}
            x={x}
            y={y}
            className={cn('text-sm', isKnown ? 'fill-foreground font-semibold' : 'fill-muted-foreground')}
          >
            {line}
          </text>
        ))}
        {note === '' ? null : (
          <text
            x={x}
            y={box.y + 76}
            className={cn('font-medium text-xs', isChanged ? 'fill-warn' : 'fill-muted-foreground')}
          >
            {note}
          </text>
        )}
      </g>
    </g>
  )
}
