import { allow, type Context } from '../../auth/actor'
import { inContext } from '../transaction'

type Checked = { sealed: number; waiting: number; broken: number | null; head: string | null }

/** Whether every event of the workspace fits its seal, and every seal the one before it. */
export async function checkActivity(context: Context): Promise<Checked> {
  allow(context, 'activity.read')
  return inContext(context, async (tx) => {
    const [row] = await tx.$queryRaw<Checked[]>`select sealed, waiting, broken, head from lr_check_seals()`
    return row ?? { sealed: 0, waiting: 0, broken: null, head: null }
  })
}
