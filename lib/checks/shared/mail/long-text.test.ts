import { describe, expect, it } from 'vitest'
import { splitSteps, splitText } from './long-text'

describe('splitText', () => {
  it('keeps short values whole', () => {
    expect(splitText('v=spf1 -all')).toEqual(['v=spf1 -all'])
    expect(splitSteps('x'.repeat(255))).toEqual([])
  })

  it('splits a 2048-bit key so that joining gives the same text', () => {
    const value = `v=DKIM1; p=${'A'.repeat(399)}`
    const parts = splitText(value)
    expect(parts.map((part) => part.length)).toEqual([255, value.length - 255])
    expect(parts.join('')).toBe(value)
    expect(splitSteps(value)[0]).toContain(`"${parts[0]}" "${parts[1]}"`)
  })
})
