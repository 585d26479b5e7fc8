import ArgumentParser
import QuoteEvaluation
import QuoteRecords

/// What is scored, against what.
struct GoldOptions: ParsableArguments {
  @Argument(
    help: "Labels: a file or a folder in any format that convert reads.", completion: .file())
  var gold: String

  @Option(
    help: ArgumentHelp(
      "What a system found, in any of these formats; our own extraction of the texts if not given.",
      valueName: "path"),
    completion: .file())
  var pred: String?

  @Option(help: "The format of the labels, where it is not the one that they look like.")
  var goldFormat: LabelFormat?

  @Option(help: "The format of what was found, where it is not the one that it looks like.")
  var predFormat: LabelFormat?

  @Option(help: "The unit in which the labels count, where it is not their format's.")
  var goldOffsets: OffsetUnit?

  @Option(help: "The unit in which what was found counts, where it is not its format's.")
  var predOffsets: OffsetUnit?

  @Option(
    help: ArgumentHelp(
      "What labels mean: Zitat=content,Person=source.", valueName: "label=role,…"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder with the texts, ID.txt, of labels that come without them; repeatable.",
      valueName: "folder"),
    completion: .directory)
  var texts: [String] = []

  @Option(help: "Only the articles of this part of the gold: train, dev, test.")
  var split: String?

  func validate() throws {
    do throws(LabelFault) {
      _ = try LabelOptions(offsets: nil, map: map)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// The labels with their texts.
  ///
  /// - Throws: `LabelFault` where there are none.
  func reading() throws(LabelFault) -> LabelReading {
    var reading = try LabelReading(
      LabelFiles(path: gold), format: goldFormat,
      options: LabelOptions(offsets: goldOffsets, map: map))
    if let split { try keep(split, of: &reading) }
    var folders: [LabelFiles] = []
    for folder in texts { folders.append(try LabelFiles(path: folder)) }
    reading.addTexts(folders)
    reading.keepFirstOfEachID()
    return reading
  }

  /// Keeps one part of the labels; none at all is a wrong name, and no figure of anything.
  private func keep(_ split: String, of reading: inout LabelReading) throws(LabelFault) {
    let known = Set(reading.articles.compactMap(\.split)).sorted().joined(separator: ", ")
    reading.keep(split: split)
    guard reading.articles.isEmpty, reading.clusters?.mentions.isEmpty ?? true else { return }
    throw LabelFault(
      file: gold, code: "empty_split",
      message: "nothing is of “\(split)”" + (known.isEmpty ? "" : ", only of \(known)"))
  }

  /// What a system found in files.
  ///
  /// - Throws: `LabelFault` where they are of no format.
  func findings(_ files: LabelFiles) throws(LabelFault) -> LabelReading {
    var reading = try LabelReading(
      files, format: predFormat, options: LabelOptions(offsets: predOffsets, map: map))
    reading.keepFirstOfEachID()
    return reading
  }
}
