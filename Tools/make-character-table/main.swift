/// Writes the table of character classes from ICU's property data, as C:
///
///     swift run make-character-table > Sources/CWideText/CharacterTable.c
///
/// A test compares the committed table with ICU's data, character by character.

print(CharacterTableSource().text)
