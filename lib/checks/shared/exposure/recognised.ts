export type ExposureLevel = 'blocker' | 'high' | 'medium' | 'low'

/** What was recognised. `names` are names of variables or files, never values. */
export type Recognised = { level: ExposureLevel; names: string[]; note: string }
