import { z } from 'zod'
import { escapeHtml, oneLine } from './text'

const Link = z.object({ label: z.string(), url: z.string() })

/** What a message says, whatever it goes through. Kept sealed; every channel writes it in its own form. */
export const Letter = z.object({
  paragraphs: z.array(z.string()),
  /** Findings, projects: one line each. */
  points: z.array(z.string()).default([]),
  link: Link.optional(),
  /** Why this person gets it. */
  why: z.string(),
  /** Where the person changes what is sent; absent in what somebody asked for. */
  settings: z.string().optional(),
  /** Ends such mail without signing in. */
  stop: z.string().optional(),
  /** What a program is told. */
  data: z.record(z.string(), z.unknown()).optional(),
})
export type Letter = z.infer<typeof Letter>

function ending({ why, settings, stop }: Letter): string[] {
  return [
    why,
    ...(settings === undefined ? [] : [`Choose what you get: ${settings}`]),
    ...(stop === undefined ? [] : [`Stop these mails: ${stop}`]),
  ]
}

/** The text part of a mail. */
export function letterText(letter: Letter): string {
  const { paragraphs, points, link } = letter
  return [
    ...paragraphs.flatMap((text) => [text, '']),
    ...(points.length === 0 ? [] : [...points.map((text) => `- ${oneLine(text, 300)}`), '']),
    ...(link === undefined ? [] : [`${link.label}:`, link.url, '']),
    '--',
    ...ending(letter),
    '',
  ].join('\n')
}

function anchor(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`
}

/** The HTML part: the same words, no image, no style sheet, nothing loaded from anywhere. */
export function letterHtml(letter: Letter): string {
  const { paragraphs, points, link, why, settings, stop } = letter
  const small = [
    escapeHtml(why),
    ...(settings === undefined ? [] : [anchor(settings, 'Choose what you get')]),
    ...(stop === undefined ? [] : [anchor(stop, 'Stop these mails')]),
  ]
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Launch Ready</title></head>',
    '<body style="font-family:sans-serif;line-height:1.5;max-width:40em">',
    ...paragraphs.map((text) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`),
    ...(points.length === 0 ? [] : [`<ul>${points.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`]),
    ...(link === undefined ? [] : [`<p>${anchor(link.url, link.label)}</p>`]),
    `<p style="font-size:small">${small.join('<br>')}</p>`,
    '</body></html>',
  ].join('\n')
}
