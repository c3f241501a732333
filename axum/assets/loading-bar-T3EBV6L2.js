import"./slotwise-L5VFNC6S.js";var r=150,s=`
  :host { position: fixed; inset: 0 0 auto; z-index: 2147483646; pointer-events: none; height: var(--loading-height, 3px); }
  :host(:not(.loading)) { visibility: hidden; }
  div { height: 100%; width: 100%; background: var(--loading-color, #2b5fd9); transform: scaleX(0); transform-origin: left; }
  :host(.loading) div { animation: grow 10s cubic-bezier(0.05, 0.8, 0.2, 1) forwards; }
  @keyframes grow { to { transform: scaleX(0.95); } }
  @media (prefers-reduced-motion: reduce) { :host(.loading) div { animation: none; transform: none; opacity: 0.6; } }
`;function l(t){let a=d(t),e=0,o,i=n=>n.detail?.kind!=="error";t.addEventListener("phx:page-loading-start",n=>{i(n)&&(e+=1,o??=setTimeout(()=>{a.classList.add("loading")},r))}),t.addEventListener("phx:page-loading-stop",n=>{i(n)&&(e=Math.max(0,e-1),!(e>0)&&(clearTimeout(o),o=void 0,a.classList.remove("loading")))})}function d({document:t,CSSStyleSheet:a}){let e=t.createElement("slotwise-loading");e.setAttribute("role","progressbar"),e.setAttribute("aria-label","Loading");let o=e.attachShadow({mode:"open"}),i=new a;return i.replaceSync(s),o.adoptedStyleSheets=[i],o.append(t.createElement("div")),t.body.append(e),e}export{l as showLoading};
