import type { EvidenceRow, Flush, Lease, ResultRow } from '../db/run-lease'
import { flushRun } from '../db/run-lease'
import { logger } from '../log'

const FLUSH_MS = 100
const FLUSH_ROWS = 50
/** How long rows wait for a database that is away before the attempt is given up. */
const PATIENCE_MS = 45_000
const RETRY_MS = 500

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
    const until = performance.now() + PATIENCE_MS
    while (!this.lost && this.failure === undefined) {
      try {
        if (await flushRun(this.lease, rows)) return
        this.lost = true
        this.onLost()
      } catch (error) {
        logger('run').warn({ runId: this.lease.runId, err: String(error) }, 'rows could not be written yet')
        if (performance.now() > until) {
          this.failure = error
          this.onFailure()
          return
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
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
