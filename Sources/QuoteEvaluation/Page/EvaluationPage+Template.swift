extension EvaluationPage {
  /// The page in Mustache. What is put in is escaped before, so it is put in as it is.
  ///
  /// What is labeled and what was found differ by underline and ground, and what became of it is
  /// said in words beside: nobody needs to see colours. All text has a contrast of 4.5 or more.
  static let template = ##"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
    <title>{{{title}}}</title>
    <style>
    :root {
      color-scheme: light dark;
      --page: #ffffff; --ink: #1b1b1b; --soft: #595959; --line: #c8c8c8; --panel: #f4f4f4;
      --right: #00664b; --right-ground: #d5efe6; --bounds: #004f80; --bounds-ground: #d8eaf7;
      --source: #7a3260; --source-ground: #f5dfec; --missed: #8f3a00; --missed-ground: #fbe3d4;
      --spurious: #6b5500; --spurious-ground: #fbf0c4; --other: #3d3d8f; --other-ground: #e3e3f7;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #161616; --ink: #ececec; --soft: #b3b3b3; --line: #4d4d4d; --panel: #222222;
        --right: #5fd3b0; --right-ground: #10382d; --bounds: #7cc4f5; --bounds-ground: #10304a;
        --source: #f0a6d0; --source-ground: #45203a; --missed: #ffa66b; --missed-ground: #4a2208;
        --spurious: #efd75e; --spurious-ground: #403507; --other: #b4b4ff; --other-ground: #2a2a55;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--ink);
      font: 16px/1.6 Georgia, "Times New Roman", serif; }
    header, .filters, article { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem; }
    h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
    h2 { font: 600 1.05rem/1.4 system-ui, sans-serif; margin: 0 0 .75rem;
      overflow-wrap: anywhere; }
    h2 small { color: var(--soft); font-weight: 400; }
    pre { overflow-x: auto; padding: .75rem; background: var(--panel); font-size: .8rem;
      line-height: 1.4; }
    .filters { position: sticky; top: 0; z-index: 1; background: var(--page);
      border-bottom: 1px solid var(--line); font: .9rem/1.6 system-ui, sans-serif; }
    fieldset { display: inline-block; border: 0; margin: 0 1.5rem 0 0; padding: 0; }
    legend { float: left; margin-right: .75rem; color: var(--soft); }
    label { margin-right: .9rem; white-space: nowrap; cursor: pointer; }
    .key { color: var(--soft); margin: .25rem 0 0; }
    article { border-bottom: 1px solid var(--line); }
    .columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; }
    @media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
    .text { white-space: pre-wrap; overflow-wrap: anywhere; }
    .text span { border-radius: 2px; }
    .v-right { --tone: var(--right); --ground: var(--right-ground); }
    .v-other { --tone: var(--other); --ground: var(--other-ground); }
    .v-bounds { --tone: var(--bounds); --ground: var(--bounds-ground); }
    .v-source { --tone: var(--source); --ground: var(--source-ground); }
    .v-spurious { --tone: var(--spurious); --ground: var(--spurious-ground); }
    .v-missed { --tone: var(--missed); --ground: var(--missed-ground); }
    .found { background: var(--ground); }
    .labeled { text-decoration: underline solid var(--tone) 2px; text-underline-offset: 3px; }
    .labeled:not(.found) { text-decoration-style: dashed; }
    .found:not(.labeled) { box-shadow: inset 0 -2px 0 -1px var(--tone); }
    .chosen { outline: 2px solid var(--ink); outline-offset: 1px; }
    ol { list-style: none; margin: 0; padding: 0; font: .85rem/1.45 system-ui, sans-serif; }
    li button { width: 100%; text-align: left; font: inherit; color: inherit; background: none;
      border: 0; border-left: 4px solid var(--tone); padding: .35rem .6rem; margin: 0 0 .4rem;
      cursor: pointer; }
    li button:hover, li button:focus-visible { background: var(--panel); }
    .verdict { color: var(--tone); font-weight: 600; }
    .words { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3;
      overflow: hidden; font-family: Georgia, "Times New Roman", serif; }
    .detail { color: var(--soft); display: block; overflow-wrap: anywhere; }
    [hidden] { display: none !important; }
    @media print { .filters { position: static; } }
    </style>
    </head>
    <body>
    <header>
    <h1>{{{title}}}</h1>
    <details><summary>Figures</summary><pre>{{{summary}}}</pre></details>
    </header>
    <form class="filters" aria-label="Filters">
    <fieldset><legend>What became of it</legend>
    {{#verdicts}}<label class="v-{{{name}}}"><input type="checkbox" name="verdict"
      value="{{{name}}}" checked>
    <span class="verdict">{{{words}}}</span> {{count}}</label>
    {{/verdicts}}</fieldset>
    <fieldset><legend>What it is</legend>
    {{#kinds}}<label><input type="checkbox" name="kind" value="{{{name}}}" checked>
    {{{words}}} {{count}}</label>
    {{/kinds}}</fieldset>
    <p class="key"><span class="labeled found v-right">underlined and shaded</span>: labeled and
    found · <span class="labeled v-missed">dashed</span>: labeled only ·
    <span class="found v-spurious">shaded</span>: found only ·
    <output id="shown" aria-live="polite"></output></p>
    </form>
    <main>
    {{#articles}}<article>
    <h2>{{{id}}} <small>{{errors}} not right</small></h2>
    <div class="columns">
    <div class="text">{{#pieces}}{{#isMarked}}<span class="{{{classes}}}"
      data-l="{{{labeled}}}" data-f="{{{found}}}">{{/isMarked}}{{{text}}}{{#isMarked}}</span
      >{{/isMarked}}{{/pieces}}</div>
    <ol>
    {{#items}}<li data-n="{{number}}" data-verdict="{{{verdict}}}" data-kind="{{{kind}}}"><button
      type="button" class="v-{{{verdict}}}"><span class="verdict">{{{words}}}</span> · {{{kind}}}
      <span class="words">{{{text}}}</span><span class="detail">{{{detail}}}</span></button></li>
    {{/items}}</ol>
    </div>
    </article>
    {{/articles}}</main>
    <script>
    "use strict";
    (() => {
      const form = document.querySelector(".filters");
      const articles = [...document.querySelectorAll("article")].map(element => ({
        element,
        items: [...element.querySelectorAll("li")],
        pieces: [...element.querySelectorAll(".text span")].map(span => ({
          span,
          labeled: span.dataset.l.split(" ").filter(Boolean),
          found: span.dataset.f.split(" ").filter(Boolean),
        })),
      }));
      const wanted = name => new Set(
        [...form.querySelectorAll(`input[name=${name}]:checked`)].map(input => input.value));

      function show() {
        const verdicts = wanted("verdict"), kinds = wanted("kind");
        const isWhole = [...form.querySelectorAll("input")].every(input => input.checked);
        let shown = 0, all = 0;
        for (const article of articles) {
          const visible = new Map();
          for (const item of article.items) {
            const isShown = verdicts.has(item.dataset.verdict) && kinds.has(item.dataset.kind);
            item.hidden = !isShown;
            if (isShown) visible.set(item.dataset.n, item.dataset.verdict);
          }
          shown += visible.size;
          all += article.items.length;
          article.element.hidden = visible.size === 0 && !isWhole;
          for (const { span, labeled, found } of article.pieces) {
            const labels = labeled.filter(n => visible.has(n));
            const findings = found.filter(n => visible.has(n));
            span.className = [
              ...(labels.length ? ["labeled"] : []), ...(findings.length ? ["found"] : []),
              ...new Set([...labels, ...findings].map(n => "v-" + visible.get(n))),
            ].join(" ");
          }
        }
        document.getElementById("shown").textContent = `${shown} of ${all} shown`;
      }

      function choose(article, number) {
        for (const span of document.querySelectorAll(".chosen")) span.classList.remove("chosen");
        const spans = article.pieces
          .filter(piece => piece.labeled.includes(number) || piece.found.includes(number))
          .map(piece => piece.span);
        for (const span of spans) span.classList.add("chosen");
        if (spans.length) spans[0].scrollIntoView({ block: "center" });
      }

      form.addEventListener("change", show);
      form.addEventListener("submit", event => event.preventDefault());
      for (const article of articles) {
        article.element.addEventListener("click", event => {
          const item = event.target.closest("li");
          if (item) choose(article, item.dataset.n);
        });
      }
      show();
    })();
    </script>
    </body>
    </html>

    """##
}
