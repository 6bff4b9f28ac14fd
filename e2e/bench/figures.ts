/** The middle value; of two middle ones the lower. Nothing gives NaN. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

/** Milliseconds for people: 8, 1,234 or 0.031. */
export function ms(value: number): string {
  const digits = value < 1 ? 3 : value < 10 ? 2 : 0
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ms`
}

export function mib(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`
}

export function ratio(value: number, base: number): string {
  return `x ${(value / base).toFixed(2)}`
}

/** Columns as wide as their widest cell; the first is left-aligned, the others right-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  return rows.map((row) => `  ${line(row)}`).join('\n')
}

/** Median time of one call in milliseconds, after a tenth of the calls as a warm-up. */
export async function timed(times: number, work: () => unknown): Promise<number> {
  const samples: number[] = []
  for (let index = 0; index < times * 1.1; index += 1) {
    const began = performance.now()
    await work()
    samples.push(performance.now() - began)
  }
  return median(samples.slice(-times))
}
