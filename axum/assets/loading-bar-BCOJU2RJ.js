import"./slotwise-GHD4BO2M.js";var a=150,r=`
  :host { position: fixed; inset: 0 0 auto; z-index: 2147483646; pointer-events: none; height: var(--loading-height, 3px); }
  :host(:not(.loading)) { visibility: hidden; }
  div { height: 100%; width: 100%; background: var(--loading-color, #2b5fd9); transform: scaleX(0); transform-origin: left; }
  :host(.loading) div { animation: grow 10s cubic-bezier(0.05, 0.8, 0.2, 1) forwards; }
  @keyframes grow { to { transform: scaleX(0.95); } }
  @media (prefers-reduced-motion: reduce) { :host(.loading) div { animation: none; transform: none; opacity: 0.6; } }
`;function d(t){let i=s(t),e=0,o;t.addEventListener("phx:page-loading-start",n=>{n.detail?.kind!=="error"&&(e+=1,o??=setTimeout(()=>{i.classList.add("loading")},a))}),t.addEventListener("phx:page-loading-stop",()=>{e=Math.max(0,e-1),!(e>0)&&(clearTimeout(o),o=void 0,i.classList.remove("loading"))})}function s({document:t,CSSStyleSheet:i}){let e=t.createElement("slotwise-loading");e.setAttribute("role","progressbar"),e.setAttribute("aria-label","Loading");let o=e.attachShadow({mode:"open"}),n=new i;return n.replaceSync(r),o.adoptedStyleSheets=[n],o.append(t.createElement("div")),t.body.append(e),e}export{d as showLoading};
