import { expect, it } from 'vitest'
import type { ParkedDto } from '@/lib/contracts/sprint'
import { parkedCsv, parkedMarkdown } from './parked-text'

const entry = (title: string, reason = 'later'): ParkedDto => ({
  id: '01a200e2-21ce-76a2-9886-c36d9b7c828d',
  title,
  reason,
  fingerprint: null,
  checkId: null,
  by: 'Ada',
  at: '2026-11-20T12:00:00.000Z',
})

it('Markdown keeps text as text', () => {
  expect(parkedMarkdown([entry('# <b>x</b>\n[a](b)')])).toBe(
    '# After the launch\n\n- \\# \\<b\\>x\\</b\\> \\[a\\]\\(b\\) (Ada: later)\n',
  )
})

it.each([
  ['=1+1', `"'=1+1"`],
  ['@cmd', `"'@cmd"`],
  ['say "hi", twice', '"say ""hi"", twice"'],
])('a spreadsheet reads %s as text', (title, cell) => {
  expect(parkedCsv([entry(title)]).split('\r\n')[1]).toMatch(
    new RegExp(`^${cell.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')},`),
  )
})
