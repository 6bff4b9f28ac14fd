import { describe, expect, it } from 'vitest'
import type { BrandingDto } from '@/lib/contracts/branding'
import { accentNote, choicesOf, previewOf, typedFrom } from './choices'

const above = { name: 'Studio', accent: { light: '#111111', dark: '#eeeeee' }, poweredBy: true }
const settings: BrandingDto = {
  own: { name: null, accent: null, contact: null, poweredBy: null, hasLogo: false },
  above,
  shown: above,
}

describe('fields of a brand', () => {
  it('left empty mean what stands above', () => {
    const typed = typedFrom(settings)
    expect(choicesOf(typed)).toEqual({ name: null, accent: null, contact: null, poweredBy: null })
    expect(previewOf(typed, settings)).toEqual(above)
  })

  it('show at once what is typed, and nothing that is half typed', () => {
    const typed = { ...typedFrom(settings), name: 'Northwind', accent: '#ff', contactText: 'Ask us' }
    const preview = previewOf(typed, settings)
    expect(preview).toMatchObject({ name: 'Northwind', accent: above.accent })
    expect(preview.contact).toBeUndefined()
    expect(previewOf({ ...typed, accent: '#1d4ed8' }, settings).accent.light).toBe('#1d4ed8')
  })

  it('say where a colour has to be changed to be read', () => {
    expect(accentNote('#ffff00')).toBe('Shown a little darker on light pages, so that everybody can read it.')
    expect(accentNote('#1d4ed8')).toBe('Shown a little lighter on dark pages, so that everybody can read it.')
    expect(accentNote('#ff')).toBeUndefined()
  })
})
