type EndLabelProps = {
  text: string
  /** The index of the point the line ends at. */
  last: number
  /** On which side of the end there is room: two lines may end at one place. */
  side: 'above' | 'below'
  /** Given by the chart, point by point. */
  x?: number | string
  y?: number | string
  index?: number
}

/** The name of a line, written where it ends. */
export function EndLabel({ text, last, side, x, y, index }: EndLabelProps) {
  if (index !== last || x === undefined || y === undefined) return null
  return (
    <text x={x} y={y} dx={8} dy={side === 'above' ? -2 : 12} fontSize={12} fill="var(--foreground)">
      {text}
    </text>
  )
}
