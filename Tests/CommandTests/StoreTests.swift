import Foundation
import QuoteRecords
import Testing

@Suite("A store of quotes")
struct StoreTests {
  private static let files = ["harbor-gazette", "river-post", "quiet-day"].map {
    Command.data("articles/\($0).txt")
  }

  /// What clusters of quotes say, their ids aside.
  private func contents(_ run: CommandRun) throws -> Set<String> {
    Set(
      try run.lines.compactMap { line in
        var cluster = try ClusterRecord(json: Array(line.utf8))
        guard cluster.kind == "quote" else { return nil }
        (cluster.id, cluster.aliases) = ("", [])
        return String(decoding: cluster.json(), as: UTF8.self)
      })
  }

  @Test("articles that are added one by one are linked like all at once; only changes are written")
  func adding() throws {
    let whole = try Command.run(["link"] + Self.files)
    try Scratch.with { (folder: String) throws in
      let store = folder + "/quotes.db"
      #expect(try Command.run(["link", "--store", store, Self.files[1]]).lines == [])
      let second = try Command.run(["link", "--store", store, Self.files[0]])
      #expect(try contents(second) == contents(whole))
      #expect(try Command.run(["link", "--store", store, Self.files[2]]).lines == [])
      #expect(try Command.run(["link", "--store", store] + Self.files).lines == [])
      let all = try Command.run(["link", "--store", store, "--all"])
      #expect(try contents(all) == contents(whole))
      let removed = try Command.run(["link", "--store", store, "--remove", "river-post"])
      #expect(removed.status == 0)
      #expect(try Command.run(["link", "--store", store, "--all"]).lines == [])
      let unknown = try Command.run(["link", "--store", store, "--remove", "nobody"])
      #expect(unknown.status == 1)
      #expect(unknown.errors.contains("“nobody”"))
    }
  }

  @Test("a store is searched and its clusters are listed, as text, CSV, TSV and NDJSON")
  func queries() throws {
    try Scratch.with { (folder: String) throws in
      let store = folder + "/quotes.db"
      #expect(try Command.run(["link", "--store", store] + Self.files).status == 0)
      let found = try Command.run(
        ["search", "--store", store, "patched", "--speaker", "Ortiz", "--format", "csv"])
      #expect(found.lines.first?.hasPrefix("article,outlet,published,url,quote,type") == true)
      #expect(found.lines.count == 3)
      let none = try Command.run(["search", "--store", store, "patched", "--anonymous"])
      #expect((none.status, none.lines.count) == (0, 0))
      let list = try Command.run(["clusters", "--store", store, "--format", "text"])
      #expect(list.lines.first?.hasPrefix("cluster") == true)
      #expect(list.text.contains("We have patched"))
      let rows = try Command.run(["clusters", "--store", store, "--limit", "2"])
      #expect(rows.lines.count == 2)
      for line in rows.lines { #expect(try JSONValue(parsing: Array(line.utf8))["cluster"] != nil) }
      let figures = try Command.run(["search", "--store", store, "--claims", "--format", "csv"])
      #expect(
        figures.lines.first?.hasPrefix("article,outlet,published,url,claim,asserter,figure")
          == true)
      let mark = try Command.run(["search", "--store", store, "\""])
      #expect(mark.status == 2 && mark.lines == [])
      #expect(mark.errors.contains("no letter and no digit to look for"))
      let unnamed = try Command.run(["search", "--store", store, "--claims", "--anonymous"])
      #expect(unnamed.status == 2)
      let conflicts = try Command.run(["clusters", "--store", store, "--conflicts"])
      #expect(conflicts.lines == [])
    }
  }

  @Test("a list of people gives speakers their keys, and people are counted")
  func people() throws {
    try Scratch.with { (folder: String) throws in
      let list = try Scratch.write(
        "key\tnames\tgender\nlo\tLena Ortiz\tfemale\nor\tOmar Reed\tother\n", "people.tsv",
        in: folder)
      let records = try Command.run(["extract", "--people", list] + Self.files).records()
      let speakers = records.flatMap(\.speakers)
      #expect(Set(speakers.compactMap(\.key)) == ["lo", "or"])
      #expect(speakers.first { $0.key == "or" }?.gender == Gender(value: "other", by: "listed"))
      let store = folder + "/quotes.db"
      #expect(
        try Command.run(["link", "--store", store, "--people", list] + Self.files).status == 0)
      let arguments = ["--by", "person,gender", "--format", "tsv"]
      let counted = try Command.run(["people", "--store", store] + arguments)
      let direct = try Command.run(["people", "--people", list] + arguments + Self.files)
      #expect(counted.text == direct.text)
      #expect(counted.lines.first == "person\tgender\tquotes\tpeople\tshare")
      #expect(counted.lines.contains { $0.hasPrefix("lo\tfemale\t") })
    }
  }

  @Test("faults of a list of people are told with their places")
  func badPeople() throws {
    try Scratch.with { (folder: String) throws in
      let list = try Scratch.write("key\tnames\n\tLena Ortiz\na\t\n", "people.tsv", in: folder)
      let run = try Command.run(["extract", "--people", list] + Self.files)
      #expect(run.status == 2)
      #expect(run.errors.contains("people.tsv:2:1: no key"))
      #expect(run.errors.contains("people.tsv:3:3: no name"))
      #expect(run.output.isEmpty)
    }
  }

  @Test(
    "wrong use is told",
    arguments: [
      ["search", "--store", "/none/quotes.db", "bridge"],
      ["clusters", "--store", "/none/quotes.db"],
      ["people", "--store", "/none/quotes.db"], ["link", "--all"], ["link", "--remove", "a"],
      ["link", "--store", "q.db", "--batch", "0"], ["people", "--by", "shoes"],
      ["search", "--store", "q.db", "--since", "yesterday"],
      ["people", "--by", "gender,outlet,gender"], ["extract", "--published", "yesterday"],
      ["link", "--store", "q.db", "--verify-pairs"], ["link", "--singletons", "--verify-pairs"],
      ["rules", "list", "--kind", "shoes"],
    ])
  func wrong(arguments: [String]) throws {
    let run = try Command.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && !run.errors.isEmpty)
  }
}
