import { html } from '../web/content'

export type Shop = {
  name: string
  /** One line under the name. */
  promise: string
  accent: string
  /** Where the shared files of this shop lie. */
  style: string
  script: string
  home: string
  app: string
}

export type Product = { name: string; text: string; price: string; shape: string }

/** One style sheet for both shops; the accent colour is all that differs. */
export function styleSheet(accent: string): string {
  return `:root{--accent:${accent};--ink:#1d2433;--quiet:#5b6475;--line:#e3e6ec;--paper:#fbfaf8}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",sans-serif}
header,main,footer{max-width:64rem;margin:0 auto;padding:1.25rem 1.5rem}
header{display:flex;align-items:center;gap:1.5rem}
header b{font-size:1.125rem;letter-spacing:-.01em}
header nav{margin-left:auto;display:flex;gap:1.25rem}
a{color:var(--accent);text-underline-offset:.2em}
h1{font-size:clamp(2rem,5vw,3.25rem);line-height:1.1;letter-spacing:-.02em;margin:3rem 0 1rem;max-width:18ch}
h2{margin:3rem 0 1rem}
.lead{font-size:1.2rem;color:var(--quiet);max-width:38rem}
.button{display:inline-block;background:var(--accent);color:#fff;border:0;border-radius:.6rem;padding:.7rem 1.2rem;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.25rem;padding:0;list-style:none}
.card{background:#fff;border:1px solid var(--line);border-radius:1rem;padding:1.25rem}
.card img{width:100%;height:9rem;object-fit:contain}
.card b{display:block}
.card span{color:var(--quiet)}
form{display:grid;gap:1rem;max-width:22rem;background:#fff;border:1px solid var(--line);border-radius:1rem;padding:1.5rem}
label{display:grid;gap:.3rem;font-weight:600}
input{font:inherit;padding:.6rem .7rem;border:1px solid #c3c9d4;border-radius:.5rem}
footer{color:var(--quiet);border-top:1px solid var(--line);margin-top:4rem}
`
}

/** What makes the pages move a little: the year and the number in the basket. */
export const BASKET_SCRIPT = `const basket=new Map(JSON.parse(localStorage.getItem("basket")??"[]"));
const count=document.querySelector("[data-basket]");
const show=()=>{if(count)count.textContent=String([...basket.values()].reduce((sum,n)=>sum+n,0))};
document.addEventListener("click",event=>{
  const item=event.target.closest("[data-add]")?.dataset.add;
  if(!item)return;
  basket.set(item,(basket.get(item)??0)+1);
  localStorage.setItem("basket",JSON.stringify([...basket]));
  show();
});
for(const year of document.querySelectorAll("[data-year]"))year.textContent=String(new Date().getFullYear());
show();
`

/** A round thing on a plain ground, as a product picture. */
export function picture(shape: string, accent: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 90" role="img"><rect width="120" height="90" rx="10" fill="#f1efe9"/><path d="${shape}" fill="${accent}"/></svg>`
}

export function page(shop: Shop, { title, body, head = '' }: { title: string; body: string; head?: string }): string {
  return html({
    title,
    head: `<meta name="description" content="${shop.promise}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${shop.style}">
<script type="module" src="${shop.script}"></script>
${head}`,
    body: `<header><b>${shop.name}</b><nav><a href="${shop.home}">Shop</a><a href="${shop.app}/login">Sign in</a><span>Basket (<span data-basket>0</span>)</span></nav></header>
<main>${body}</main>
<footer>${shop.name}. <span data-year></span></footer>`,
  })
}

export function homeBody(shop: Shop, products: readonly Product[]): string {
  const cards = products.map(
    (
      { name, text, price },
      index,
    ) => `<li class="card"><img src="/img/${index + 1}.svg" alt="" width="240" height="144">
<b>${name}</b><span>${text}</span><p>${price}</p><button class="button" data-add="${index + 1}">Add to basket</button></li>`,
  )
  return `<h1>${shop.promise}</h1>
<p class="lead">Ordered by noon, packed the same day. Send it back within thirty days if it is not what you hoped for.</p>
<p><a class="button" href="${shop.app}/signup">Open an account</a></p>
<h2>This month</h2>
<ul class="grid">${cards.join('\n')}</ul>`
}

type FormOrder = { heading: string; action: string; token: string; button: string; more?: string }

export function accountForm({ heading, action, token, button, more = '' }: FormOrder): string {
  return `<h1>${heading}</h1>
<form method="post" action="${action}">
<input type="hidden" name="csrf_token" value="${token}">
${more}
<label>Email <input type="email" name="email" autocomplete="email" required></label>
<label>Password <input type="password" name="password" required></label>
<button class="button">${button}</button>
</form>`
}
