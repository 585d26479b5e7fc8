extension LabelReading {
  /// Gives the articles that came without a text the one of their name: `ID.txt` in one of some
  /// folders, the first that has it.
  public mutating func addTexts(_ folders: [LabelFiles]) {
    var places: [String: (folder: LabelFiles, name: String)] = [:]
    for folder in folders {
      for name in folder.names(ending: "txt") {
        let stem = LabelFiles.stem(of: name)
        if places[stem] == nil { places[stem] = (folder, name) }
      }
    }
    for index in articles.indices where articles[index].text == nil {
      guard let place = places[articles[index].id] else { continue }
      do throws(LabelFault) {
        articles[index].text = try place.folder.text(of: place.name)
      } catch {
        faults.append(error)
      }
    }
  }

  /// Keeps what belongs to one part of the gold.
  public mutating func keep(split: String) {
    articles.removeAll { $0.split != split }
    guard var clusters else { return }
    clusters.mentions.removeAll { $0.split != split }
    for index in clusters.clusters.indices {
      clusters.clusters[index].members.removeAll { $0.split != split }
    }
    clusters.clusters.removeAll(where: \.members.isEmpty)
    clusters.lookAlikes.removeAll { $0.first.split != split || $0.second.split != split }
    self.clusters = clusters
  }
}
