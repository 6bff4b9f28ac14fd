import { patiently } from '../db/patience'
import type { EvidenceRow, Flush, Lease, ResultRow } from '../db/run-lease'
import { flushRun } from '../db/run-lease'

const FLUSH_MS = 100
const FLUSH_ROWS = 50

/**
 * Collects the rows of a run and writes them every 100 ms or 50 rows, one write at a time. Rows are kept
 * while the database is away. `onLost` is called once when the run belongs to somebody else.
 */
export class RunBuffer {
  private evidence: EvidenceRow[] = []
  private results: ResultRow[] = []
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()
  private failure: unknown
  private lost = false

  constructor(
    private readonly lease: Lease,
    private readonly onLost: () => void,
    private readonly onFailure: () => void,
  ) {}

  addEvidence(row: EvidenceRow): void {
    this.evidence.push(row)
    this.schedule()
  }

  addResult(row: ResultRow): void {
    this.results.push(row)
    this.schedule()
  }

  private schedule(): void {
    const full = this.evidence.length + this.results.length >= FLUSH_ROWS
    if (this.timer !== undefined && !full) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), full ? 0 : FLUSH_MS)
  }

  private flush(): void {
    this.timer = undefined
    const rows = this.take()
    if (rows.evidence.length + rows.results.length === 0) return
    this.writing = this.writing.then(() => this.write(rows))
  }

  private take(): Flush {
    const rows = { evidence: this.evidence, results: this.results }
    this.evidence = []
    this.results = []
    return rows
  }

  private async write(rows: Flush): Promise<void> {
    if (this.lost || this.failure !== undefined) return
    try {
      if (await patiently(() => flushRun(this.lease, rows), { what: 'rows of a run' })) return
      this.lost = true
      this.onLost()
    } catch (error) {
      this.failure = error
      this.onFailure()
    }
  }

  /** Waits for writes under way and answers the rows not yet written. Throws what kept rows from being written. */
  async drain(): Promise<Flush> {
    clearTimeout(this.timer)
    this.timer = undefined
    await this.writing
    if (this.failure !== undefined) throw this.failure
    return this.take()
  }
}
