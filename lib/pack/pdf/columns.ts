const LEAST = 6
const MOST = 60

function weight(texts: readonly string[]): number {
  const lengths = texts.map((text) => text.length).sort((left, right) => left - right)
  const typical = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const longestWord = Math.max(0, ...texts.map((text) => Math.max(0, ...text.split(/\s/).map((word) => word.length))))
  return Math.sqrt(Math.min(MOST, Math.max(LEAST, typical, Math.min(longestWord, 24))))
}

/** Widths of columns that add up to `width`: a column with more to say gets more, none gets next to nothing. */
export function columnWidths(
  { columns, rows }: { columns: readonly string[]; rows: readonly (readonly string[])[] },
  width: number,
): number[] {
  const weights = columns.map((column, index) => weight([column, ...rows.map((row) => row[index] ?? '')]))
  const sum = weights.reduce((total, one) => total + one, 0)
  return weights.map((one) => (one / sum) * width)
}
