import type { Account, Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { config } from '../config'
import { EmailAddress } from '../contracts/session'

const GithubUser = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() })
const GithubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))
const GoogleUser = z.object({
  sub: z.string(),
  name: z.string().nullish(),
  email: z.string(),
  email_verified: z.boolean(),
})

/** The address GitHub has proven and shows as the main one; anything less is no identity. */
export function provenGithubAddress(list: unknown): string | undefined {
  const emails = GithubEmails.safeParse(list)
  const found = emails.success ? emails.data.find((entry) => entry.primary && entry.verified) : undefined
  const address = EmailAddress.safeParse(found?.email)
  return address.success ? address.data : undefined
}

function github(clientId: string, clientSecret: string): OAuthConfig<Profile> {
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: 'https://github.com/login/oauth',
    authorization: { url: 'https://github.com/login/oauth/authorize', params: { scope: 'read:user user:email' } },
    token: 'https://github.com/login/oauth/access_token',
    checks: ['pkce', 'state'],
    clientId,
    clientSecret,
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const token = tokens.access_token ?? ''
        const user = GithubUser.parse(await client.userinfo(token))
        const answer = await client.requestResource('https://api.github.com/user/emails', token)
        const email = provenGithubAddress(JSON.parse(answer.body?.toString() ?? 'null'))
        return { sub: String(user.id), name: user.name ?? user.login, ...(email === undefined ? {} : { email }) }
      },
    },
    profile: (profile) => ({
      id: profile.sub ?? '',
      name: profile.name ?? null,
      email: profile.email ?? null,
      image: null,
    }),
  }
}

function google(clientId: string, clientSecret: string): OAuthConfig<Profile> {
  return {
    id: 'google',
    name: 'Google',
    type: 'oauth',
    wellKnown: 'https://accounts.google.com/.well-known/openid-configuration',
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    profile: (profile) => ({
      id: profile.sub ?? '',
      name: profile.name ?? null,
      email: profile.email ?? null,
      image: null,
    }),
  }
}

/** The outside sign-in services this installation is configured for. */
export function oauthProviders(): OAuthConfig<Profile>[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = config()
  return [
    ...(GITHUB_ID === undefined || GITHUB_SECRET === undefined ? [] : [github(GITHUB_ID, GITHUB_SECRET)]),
    ...(GOOGLE_ID === undefined || GOOGLE_SECRET === undefined ? [] : [google(GOOGLE_ID, GOOGLE_SECRET)]),
  ]
}

/** Whether a provider vouches for the address it names. Without that nobody is let in by it. */
export function isVouchedFor(account: Pick<Account, 'provider'> | null, profile: unknown): boolean {
  if (account?.provider === 'github') return z.object({ email: EmailAddress }).safeParse(profile).success
  if (account?.provider === 'google') {
    const user = GoogleUser.safeParse(profile)
    return user.success && user.data.email_verified && EmailAddress.safeParse(user.data.email).success
  }
  return true
}
