import Testing

@testable import QuoteRecords

@Suite("Records as JSON")
struct RecordCodingTests {
  @Test("a full article reads back the same", arguments: JSONStyle.allCases)
  func articleRoundTrip(style: JSONStyle) throws {
    #expect(try ArticleRecord(json: Samples.article.json(style)) == Samples.article)
  }

  @Test("an empty article reads back the same", arguments: OffsetUnit.allCases)
  func emptyRoundTrip(unit: OffsetUnit) throws {
    var article = ArticleRecord(id: "e")
    article.offsetUnit = unit
    #expect(try ArticleRecord(json: article.json()) == article)
  }

  @Test("a full cluster reads back the same", arguments: JSONStyle.allCases)
  func clusterRoundTrip(style: JSONStyle) throws {
    #expect(try ClusterRecord(json: Samples.cluster.json(style)) == Samples.cluster)
  }

  @Test("an empty article has every key, in the contract's order")
  func emptyGolden() {
    let golden =
      #"{"schema":"quoteex.article/1","id":"e","outlet":null,"url":null,"title":null,"#
      + #""published":null,"language":"en","meta":{},"text_sha256":"","offset_unit":"codepoint","#
      + #""run":null,"quotes":[],"speakers":[],"anonymous_markers":[],"amounts":[],"claims":[],"#
      + #""unattributed":[],"repairs":[],"error":null}"#
    #expect(text(ArticleRecord(id: "e").json()) == golden)
  }

  @Test("a quote has every key, in the contract's order")
  func quoteGolden() {
    let golden =
      #"{"id":"q10-27","type":"mixed","act":"speech","content":[{"start":3,"end":7,"#
      + #""text":"four","field":"title","utf8":[3,7],"utf16":[3,7],"prefix":"on ","#
      + #""suffix":" legs"}],"quoted":[{"start":12,"end":22,"text":"open again"}],"#
      + #""cue":[{"start":30,"end":34,"text":"said"}],"#
      + #""source":[{"start":35,"end":45,"text":"Lena Ortiz"}],"#
      + #""addressee":[{"start":50,"end":59,"text":"reporters"}],"speakers":["s35-45"],"#
      + #""speaker_by":"named","candidates":[{"speaker":"s80-90","reason":"nearest name"}],"#
      + #""unresolved":"two people could be meant","anonymous":true,"negated":true,"#
      + #""hedged":true,"nested_in":"q0-99","amounts":["a3-7"],"certainty":"high","#
      + #""rule":"en.quote.said"}"#
    #expect(text(Samples.quote.encoded()) == golden)
  }

  @Test("a marker and an amount carry their span among their keys")
  func spanInlined() {
    var marker = AnonymousMarkerRecord(
      id: "n0-8", span: Samples.span(0, "a source"), form: "bare_source", intent: "omitted",
      certainty: .high, rule: "r")
    marker.count = MarkerCount(number: nil, span: Samples.span(0, "a"))
    #expect(
      text(marker.encoded())
        == #"{"id":"n0-8","start":0,"end":8,"text":"a source","form":"bare_source","#
        + #""intent":"omitted","grounds":null,"rank":null,"status":null,"affiliation":null,"#
        + #""count":{"n":null,"start":0,"end":1,"text":"a"},"access":null,"speaker":null,"#
        + #""certainty":"high","rule":"r"}"#)
    let amount = AmountRecord(
      id: "a0-2", kind: "percent", span: Samples.span(0, "5%"), certainty: .high, rule: "r")
    #expect(
      text(amount.encoded())
        == #"{"id":"a0-2","kind":"percent","start":0,"end":2,"text":"5%","value":null,"#
        + #""low":null,"high":null,"currency":null,"unit":null,"approximation":null,"#
        + #""per":null,"pair":null,"of":null,"vague":false,"figurative":false,"#
        + #""implied":false,"certainty":"high","rule":"r"}"#)
  }

  @Test("what linking needs is enough, the rest has defaults")
  func minimal() throws {
    let json = #"""
      {"id": "w1", "outlet": "Wire", "published": "2031-05-02", "offset_unit": "utf8",
       "quotes": [{"content": [{"start": 2, "end": 4, "text": "so"}], "speakers": ["Ana Cole"]}],
       "speakers": [{"name": "Ana Cole"}]}
      """#
    let article = try ArticleRecord(json: Array(json.utf8))
    #expect(article.quotes.map(\.id) == ["q2-4"])
    #expect(article.quotes[0].type == .direct)
    #expect(article.speakers[0].id == "Ana Cole")
    #expect(article.speakers[0].named)
    #expect(article.offsetUnit == .utf8)
    #expect(article.meta == .object([]))
  }

  @Test("unknown keys are ignored and unknown codes come back as they were")
  func unknown() throws {
    let json = #"""
      {"schema": "quoteex.article/1", "id": "w1", "mood": {"deep": [1]}, "quotes": [{
        "id": "q0-2", "type": "sung", "act": "dance", "tempo": 120,
        "content": [{"start": 0, "end": 2, "text": "la", "pitch": "high"}]}]}
      """#
    let article = try ArticleRecord(json: Array(json.utf8))
    let quote = try #require(article.quotes.first)
    #expect(quote.type == "sung")
    #expect(text(quote.encoded()).contains(#""type":"sung","act":"dance""#))
  }

  @Test(
    "faults name the path and what should be there",
    arguments: [
      ("[]", ": wrong_type"), ("{}", "id: missing"), (#"{"id": 3}"#, "id: wrong_type"),
      (#"{"id": null}"#, "id: missing"),
      (#"{"id": "x", "offset_unit": "bits"}"#, "offset_unit: invalid_value"),
      (#"{"id": "x", "schema": "quoteex.article/2"}"#, "schema: unsupported_schema"),
      (#"{"id": "x", "quotes": {}}"#, "quotes: wrong_type"),
      (#"{"id": "x", "quotes": [{}]}"#, "quotes[0].content: missing"),
      (#"{"id": "x", "quotes": [{"content": []}]}"#, "quotes[0].content: missing"),
      (
        #"{"id": "x", "quotes": [{"content": [{"start": 1.5, "end": 2, "text": ""}]}]}"#,
        "quotes[0].content[0].start: invalid_value"
      ),
      (
        #"{"id": "x", "quotes": [{"content": [{"start": 3, "end": 2, "text": ""}]}]}"#,
        "quotes[0].content[0].end: invalid_value"
      ),
      (
        #"{"id":"x","quotes":[{"content":[{"start":3,"end":9007199254740993,"text":""}]}]}"#,
        "quotes[0].content[0].end: invalid_value"
      ),
      (
        #"{"id": "x", "quotes": [{"content": [{"start": 0, "end": 2}]}]}"#,
        "quotes[0].content[0].text: missing"
      ),
      (#"{"id": "x", "speakers": [{"name": "A"}, 3]}"#, "speakers[1]: wrong_type"),
      (#"{"id": "x", "speakers": [{}]}"#, "speakers[0].name: missing"),
      (
        #"{"id": "x", "speakers": [{"name": "A", "gender": {"value": 1}}]}"#,
        "speakers[0].gender.value: wrong_type"
      ),
      ("{\n \"id\": }", "2:8 (byte 9): invalid_json"),
    ])
  func faults(json: String, prefix: String) {
    do throws(RecordError) {
      _ = try ArticleRecord(json: Array(json.utf8))
      Issue.record("read")
    } catch {
      let start = prefix.hasPrefix(": ") ? String(prefix.dropFirst(2)) : prefix
      #expect(error.description.hasPrefix(start), "\(error)")
    }
  }
}
