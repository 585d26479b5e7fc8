import Mustache
import NewsQuotes

/// Writes what came of drafts as one page that needs nothing else: the draft with its quotations
/// marked, and beside them where they stand.
struct VerificationPage {
  private let template: MustacheTemplate

  /// Reads the template.
  ///
  /// - Throws: `Fault` where the template is broken.
  init() throws(Fault) {
    do {
      template = try MustacheTemplate(string: Self.source)
    } catch {
      throw Fault("the page's template: \(error)", .failed)
    }
  }

  /// The page of some drafts.
  func html(of results: [Verification]) -> String {
    let drafts = results.map { result -> [String: Any] in
      [
        "name": result.record.draft, "counts": Self.counts(of: result.record),
        "pieces": Self.pieces(of: result),
        "checks": result.record.checks.enumerated().map { Self.values(of: $1, number: $0) },
      ]
    }
    return template.render(["drafts": drafts])
  }

  private static func counts(of record: VerificationRecord) -> [[String: Any]] {
    Verdict.all.filter { record.count($0) > 0 }.map {
      ["verdict": $0.rawValue, "words": $0.words, "count": record.count($0)]
    }
  }

  /// The draft's text, cut where quotations begin and end.
  private static func pieces(of result: Verification) -> [[String: Any]] {
    guard let text = result.draft.text, result.draft.offsetUnit == .codepoint else { return [] }
    let scalars = text.unicodeScalars
    var pieces: [[String: Any]] = []
    var (index, position) = (scalars.startIndex, 0)
    func take(to end: Int) -> String {
      let next = scalars.index(index, offsetBy: end - position, limitedBy: scalars.endIndex)
      defer { (index, position) = (next ?? scalars.endIndex, end) }
      return String(scalars[index..<(next ?? scalars.endIndex)])
    }
    for (number, check) in result.record.checks.enumerated()
    where check.span.field == nil && check.span.start >= position {
      pieces.append(["text": take(to: check.span.start)])
      pieces.append([
        "text": take(to: check.span.end), "verdict": check.verdict.rawValue, "number": number + 1,
      ])
    }
    pieces.append(["text": String(scalars[index...])])
    return pieces
  }

  private static func values(of check: QuotationCheck, number: Int) -> [String: Any] {
    var values: [String: Any] = [
      "number": number + 1, "verdict": check.verdict.rawValue, "words": check.verdict.words,
      "text": check.span.text, "speakers": check.speakerNames.joined(separator: ", "),
      "diff": check.diff.map { change -> [String: Any] in
        [
          "old": change.difference.wording, "new": change.difference.member,
          "note": change.explainedBy ?? (change.touchesContent ? "" : "small"),
        ]
      },
    ]
    if let line = check.line { values["line"] = line }
    if let place = check.place {
      values["place"] = [
        "source": place.source, "line": place.line.map(String.init) ?? "",
        "text": place.span.text, "speakers": place.speakerNames.joined(separator: ", "),
        "isPlain": !place.isQuoted,
      ]
    }
    return values
  }

  private static let source = #"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Quotations checked</title>
    <style>
      :root { color-scheme: light dark; --good: #1a7f4b; --bad: #c4311f; --open: #8a6d00; }
      body { font: 16px/1.55 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem;
        padding: 0 1rem; }
      h1 { font-size: 1.3rem; }
      .counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
      .counts li, .verdict { border: 1px solid currentColor; border-radius: 1rem;
        font-size: .85rem; padding: .05rem .7rem; }
      .exact, .edited { color: var(--good); }
      .altered, .other_speaker, .not_found { color: var(--bad); }
      .too_short, .not_a_quote { color: var(--open); }
      .columns { display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
      @media (max-width: 50rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
      .draft { white-space: pre-wrap; }
      .draft a { font-weight: 600; text-decoration-thickness: 2px; }
      .check { border-top: 1px solid #8886; padding: .6rem 0; }
      .check:target { background: #fd03; }
      .check p { margin: .3rem 0; }
      .note { opacity: .7; font-size: .9rem; }
      del { color: var(--bad); } ins { color: var(--good); }
    </style>
    </head>
    <body>
    {{#drafts}}
    <h1>{{name}}</h1>
    <ul class="counts">
    {{#counts}}<li class="{{verdict}}">{{count}} {{words}}</li>{{/counts}}
    </ul>
    <div class="columns">
    <div class="draft">{{#pieces}}{{#number}}<a class="{{verdict}}"
      href="#check-{{number}}">{{text}}</a
      >{{/number}}{{^number}}{{text}}{{/number}}{{/pieces}}</div>
    <div>
    {{#checks}}
    <div class="check" id="check-{{number}}">
      <p><span class="verdict {{verdict}}">{{words}}</span>
      <span class="note">{{#line}}line {{.}}{{/line}}</span></p>
      <p>“{{text}}”{{#speakers}} <span class="note">— {{.}}</span>{{/speakers}}</p>
      {{#place}}
      <p class="note">{{source}}{{#line}}:{{.}}{{/line}}{{#speakers}}
      · said by {{.}}{{/speakers}}{{#isPlain}}
      · not between marks{{/isPlain}}</p>
      <p class="note">“{{text}}”</p>
      {{/place}}
      {{#diff}}
      <p><del>{{old}}</del> <ins>{{new}}</ins> <span class="note">{{note}}</span></p>
      {{/diff}}
    </div>
    {{/checks}}
    </div>
    </div>
    {{/drafts}}
    </body>
    </html>

    """#
}
