// What analysis code needs comes with one import: articles, records, extraction and linking.
@_exported public import QuoteExtraction
@_exported public import QuoteLinking
@_exported public import QuoteRecords
