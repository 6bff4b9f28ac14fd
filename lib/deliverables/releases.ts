/** How a platform takes a release and takes it back; `match` is a word of its name. */
type Platform = { match: string; deploy: string[]; back: string[] }

const PLATFORMS: readonly Platform[] = [
  {
    match: 'vercel',
    deploy: [
      'Merge into ____; Vercel builds and releases it by itself',
      'A failed build changes nothing: read it under Deployments',
    ],
    back: [
      'Vercel, Deployments: open the last good one, "Instant Rollback"',
      'It takes seconds; automatic releases stay off until you promote a new one',
    ],
  },
  {
    match: 'netlify',
    deploy: [
      'Merge into ____; Netlify builds and publishes it by itself',
      'A failed build changes nothing: read it under Deploys',
    ],
    back: [
      'Netlify, Deploys: open the last good one, "Publish deploy"',
      'Automatic publishing stays off until you start it again',
    ],
  },
  {
    match: 'cloudflare',
    deploy: ['Merge into ____; Cloudflare builds and releases it by itself'],
    back: ['Cloudflare, Workers & Pages, Deployments: open the last good one, "Rollback"'],
  },
  {
    match: 'heroku',
    deploy: ['Push to ____; Heroku builds it and runs the release phase'],
    back: ['heroku releases --app ____', 'heroku rollback v____ --app ____'],
  },
  {
    match: 'fly',
    deploy: ['fly deploy --app ____, run by ____ (a person or the pipeline, not both)'],
    back: ['fly releases --app ____ --image', 'fly deploy --app ____ --image ____ (the last good one)'],
  },
  {
    match: 'render',
    deploy: ['Merge into ____; Render builds and releases it by itself'],
    back: [
      'Render, Events: open the last good deploy, "Rollback"',
      'Automatic deploys stay off until you start them again',
    ],
  },
  {
    match: 'railway',
    deploy: ['Merge into ____; Railway builds and releases it by itself'],
    back: ['Railway, Deployments: open the last good one, "Rollback"'],
  },
]

const ANY: Omit<Platform, 'match'> = {
  deploy: [
    'Start ____ (one command or one button; no change by hand on the server)',
    'Wait until it says that the new version answers',
  ],
  back: ['Start ____ with the number of the last good version, ____', 'Keep the last ____ versions ready for this'],
}

/** The release and the way back of the platform a project runs on; blanks where only the team knows. */
export function platformSteps(hosting: string | undefined): Omit<Platform, 'match'> {
  const known = hosting?.toLowerCase()
  return PLATFORMS.find(({ match }) => known?.includes(match)) ?? ANY
}
