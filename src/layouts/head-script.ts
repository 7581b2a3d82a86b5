// The one inline script of every page, and its hash for the page's policy. It sets the chosen colours before the first
// paint, and starts the page's other scripts after it: they stand in the HTML as `type="later"` (astro.config.mjs writes
// them so), which no browser fetches by itself. A tab in the background never paints; a timer starts them there.

const colours = `try{const t=localStorage.getItem('rootless-theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}`;

const scripts = `addEventListener('DOMContentLoaded',()=>{const go=()=>{for(const s of document.querySelectorAll('script[type=later]')){const n=document.createElement('script');n.type='module';n.src=s.src;s.replaceWith(n)}};requestAnimationFrame(()=>setTimeout(go));setTimeout(go,1000)})`;

export const headScript = `${colours};${scripts}`;

/** As the policy wants it: `sha256-…`. */
export async function headScriptHash(): Promise<`sha256-${string}`> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(headScript));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
