"""How the HTML of a paper looks: on a desk, on a phone (320 CSS pixels), in the dark and on paper."""

CSS = """
:root{color-scheme:light dark;--ink:#11141b;--soft:#4a4a4a;--accent:#1b2a57;--line:#9ea6b8;--tint:#e8ebf3;--ground:#fff;
--met:#1b7a45;--part:#b37600;--gap:#b42c27;--unknown:#666b78}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e9ebf1;--soft:#b9bdc8;--accent:#a9bdf5;--line:#5b6272;--tint:#232938;
--ground:#12151c;--met:#56c98a;--part:#e6b04a;--gap:#f0827c;--unknown:#a0a6b4}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 "Liberation Sans",Arial,Helvetica,sans-serif}
main,header.marking,footer.marking{max-width:42rem;margin:0 auto;padding:1.25rem}
body{overflow-wrap:break-word}
.marking{text-align:center;font-weight:bold;font-size:.85rem;color:var(--soft);padding-block:.5rem}
.reference{font-weight:normal;display:block}
h1{font-size:1.35rem;color:var(--accent);line-height:1.25}h2{font-size:1.2rem;color:var(--accent)}h3{font-size:1.05rem}
p{margin:0 0 .9rem}address{font-style:normal}a{color:var(--accent)}
.brand{font-size:1.4rem;font-weight:bold;color:var(--accent);margin-bottom:.1rem}.strap{color:var(--accent)}
.small{font-size:.9rem;color:var(--soft);margin-bottom:1.4rem}.strong{font-weight:bold}
.cover{font-size:2.1rem;font-weight:bold;line-height:1.15;color:var(--accent);margin:3rem 0 1rem}
blockquote{margin:0 1.5rem .9rem;padding-left:1rem;border-left:.2rem solid var(--line)}
ul,ol{margin:0 0 .9rem;padding-left:1.6rem}li p{margin:0 0 .3rem}
.wide{overflow-x:auto;margin:0 0 1.2rem}.wide:focus-visible{outline:.2rem solid var(--accent);outline-offset:.1rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
thead :is(th,td){background:var(--tint);color:var(--accent);border-bottom:2px solid var(--accent)}tbody th{font-weight:normal}
th.number,td.number{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:0 0 1.2rem}
.bar{display:grid;grid-template-columns:minmax(8rem,16rem) 1fr minmax(2rem,auto);gap:0 .75rem;align-items:center;margin:.25rem 0}
.bar span{overflow-wrap:anywhere}.bar .count{grid-area:1/3;text-align:right;font-variant-numeric:tabular-nums}
.bar svg{grid-area:1/2;display:block;width:100%;height:.8rem;fill:var(--accent);border-left:1px solid var(--line)}
.met svg{fill:var(--met)}.part svg{fill:var(--part)}.gap svg{fill:var(--gap)}.unknown svg{fill:var(--unknown)}.none svg{fill:var(--line)}
.field{border:1px solid var(--accent);padding:.6rem .8rem;max-width:24rem}
@media (max-width:32rem){main,header.marking,footer.marking{padding-inline:1rem}blockquote{margin-inline:0}
.cover{font-size:1.7rem;margin-top:1.5rem}.bar{grid-template-columns:1fr auto;margin:.5rem 0}
.bar .count{grid-area:1/2}.bar svg{grid-area:2/1/3/3}}
@media (forced-colors:active){.bar svg{fill:CanvasText}}
@media print{:root{color-scheme:light;--ink:#000}main{max-width:none;padding:0}body{background:none;font-size:11pt}
li,tr,figure,.kept{break-inside:avoid}p{orphans:2;widows:2}
h1,h2,h3,caption,.on,.wide:has(+figure){break-after:avoid}thead{display:table-header-group}
.wide{overflow:visible}.broken{overflow-wrap:anywhere}@page{size:A4;margin:22mm 25mm}
body[data-draft]::before{content:attr(data-draft);position:fixed;top:38%;left:0;right:0;text-align:center;font-size:90pt;
font-weight:bold;color:#ddd;transform:rotate(-50deg);z-index:-1}}
"""
