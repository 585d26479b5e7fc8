import QuoteRecords

extension FieldRecords {
  /// Adds the markers that are wanted, in text order.
  func addMarkers(to record: inout ArticleRecord, _ ids: inout IDRegister) {
    let (markers, options) = (found.markers, options)
    guard !markers.isEmpty else { return }
    var wanted = markers.indices.filter { options.wants(markers[$0].certainty) }
    wanted.sort { (markers[$0].bytes.lowerBound, $0) < (markers[$1].bytes.lowerBound, $1) }
    record.anonymousMarkers.reserveCapacity(record.anonymousMarkers.count + wanted.count)
    for index in wanted {
      let id = ids.id("n", spans.place(markers[index].bytes))
      record.anonymousMarkers.append(marker(id, markers[index]))
    }
  }

  private func marker(_ id: String, _ draft: Marker) -> AnonymousMarkerRecord {
    var marker = AnonymousMarkerRecord(
      id: id, span: spans.span(draft.bytes), form: draft.form, intent: draft.intent,
      certainty: draft.certainty, rule: draft.rule)
    marker.grounds = draft.grounds.map {
      Grounds(code: $0.code, boilerplate: $0.boilerplate, span: spans.span($0.bytes))
    }
    marker.rank = draft.rank
    marker.status = draft.status
    marker.affiliation = draft.affiliation.map {
      CodedSpan(code: $0.code, span: spans.span($0.bytes))
    }
    marker.count = draft.count.map { MarkerCount(number: $0.number, span: spans.span($0.bytes)) }
    marker.access = draft.access
    marker.speaker = draft.speaker.map { speakerIDs[$0] }
    return marker
  }
}
