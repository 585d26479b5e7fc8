import NewsQuotes
import RuleEngine

/// Makes articles of pieces of input.
struct ArticleReader: Sendable {
  /// Which keys stand for which.
  var keys: KeyMap
  /// What is said of plain files.
  var metadata: Metadata
  /// The outlet of what states none.
  var outlet: String?
  /// The date of what states none.
  var published: String?
  /// The language of what states none.
  var language: String
  /// Whether what is no Unicode is read as U+FFFD.
  var isLossy: Bool
  /// Whether texts are labeled with span marks, which are left out.
  var isMarked: Bool

  /// Reads an article; where that fails, it says why in `failure`.
  func article(of item: InputItem) -> Article? {
    switch item {
    case .problem: return nil
    case .text(let bytes, let id): return plain(bytes, id: id)
    case .file(let path, let id):
      do {
        return plain(try FileReader.contents(of: path), id: id)
      } catch {
        return failed(id, "unreadable", "\(error)")
      }
    case .line(let bytes, let origin):
      switch value(of: bytes, origin, bytesKey: textKey) {
      case .success(let result): return article(of: result, origin)
      case .failure(let failure): return failed(failure.id, failure.code, failure.message)
      }
    }
  }

  /// Why a line is no article.
  struct LineFault: Error {
    var id: String
    var code: String
    var message: String
  }

  /// The key of texts, if no other part of an article is asked for by the same.
  private var textKey: String? {
    let name = keys.name(of: "text")
    return KeyMap.keys.contains { $0 != "text" && keys.name(of: $0) == name } ? nil : name
  }

  /// Reads a line as JSON.
  ///
  /// - Parameter bytesKey: The key whose string is given as bytes.
  func value(
    of line: [UInt8], _ origin: LineOrigin, bytesKey: String? = nil
  ) -> Result<JSONReader.Result, LineFault> {
    do {
      var reader = JSONReader(isLossy: isLossy)
      reader.bytesKey = bytesKey
      return .success(try reader.read(line))
    } catch {
      let code =
        switch error.code {
        case .invalidUTF8, .loneSurrogate: error.code.rawValue
        default: "invalid_json"
        }
      // What is only partly no Unicode may still tell its id.
      let lossy = try? JSONReader(isLossy: true).read(line)
      let stated = lossy.flatMap { text($0.value[keys.name(of: "id")]) }
      let message = "\(origin.file):\(origin.number):\(error.place.column): \(error.detail)"
      return .failure(.init(id: stated ?? origin.id, code: code, message: message))
    }
  }

  private func plain(_ read: [UInt8], id: String) -> Article {
    let row = metadata[id]
    var bytes = read
    if isMarked {
      do {
        bytes = Array(try MarkedText(parsing: String(decoding: read, as: UTF8.self)).plain.utf8)
      } catch {
        return failed(id, "invalid_marks", "\(id): byte \(error.offset): \(error.message)")
      }
    }
    return Article(
      id: id, outlet: row?.fields["outlet"] ?? outlet, url: row?.fields["url"],
      title: row?.fields["title"], published: row?.fields["published"] ?? published,
      language: row?.fields["language"] ?? language, text: bytes, meta: .object(row?.meta ?? []))
  }

  /// Reads an article of a line's JSON.
  func article(of result: JSONReader.Result, _ origin: LineOrigin) -> Article {
    let value = result.value
    guard case .object(let members) = value else {
      return failed(origin.id, "invalid_article", "\(origin.id): no JSON object")
    }
    let id = text(value[keys.name(of: "id")]) ?? origin.id
    var fields: [String: String] = [:]
    for key in KeyMap.keys where key != "id" {
      let name = keys.name(of: key)
      switch value[name] {
      case nil, .null?: continue
      case let field?:
        guard let text = key == "text" ? field.string : text(field) else {
          return failed(id, "invalid_article", "\(origin.id): “\(name)” is no string")
        }
        fields[key] = text
      }
    }
    guard let text = fields["text"] else {
      let name = keys.name(of: "text")
      return failed(id, "missing_text", "\(origin.id): no “\(name)”")
    }
    var article = Article(
      id: id, outlet: fields["outlet"] ?? outlet, url: fields["url"], title: fields["title"],
      published: fields["published"] ?? published, language: fields["language"] ?? language,
      text: result.bytes ?? Array(text.utf8), meta: .object(keys.rest(of: members)))
    let path = keys.name(of: "text")
    article.replaced = result.replacements.filter { $0.path == path }.map(\.offset)
    return article
  }

  private func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text)?: text
    case .number(let literal)?: literal
    default: nil
    }
  }

  private func failed(_ id: String, _ code: String, _ message: String) -> Article {
    var article = Article(id: id, failure: ErrorRecord(code: code, message: message))
    article.language = language
    return article
  }
}
