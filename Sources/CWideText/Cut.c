#include "CWideText.h"

/// The kinds and flags of tokens that are written here, numbered as `Token` has them.
enum { kind_word = 0, kind_open_bracket = 4, kind_close_bracket = 5, kind_punctuation = 6 };
enum {
  flag_space_before = 1 << 0,
  flag_capital = 1 << 3,
  flag_all_capitals = 1 << 4,
  flag_non_ascii = 1 << 8,
  flag_inner_capital = 1 << 11,
  flag_dash = 1 << 12,
  flag_stop = 1 << 13,
};
/// Glyphs numbered as `QuoteMark.Glyph` has them.
enum { glyph_straight_double = 0, glyph_curly_open = 1, glyph_curly_close = 2 };

#define INLINE static inline __attribute__((always_inline))

/// Bits of 64 bytes from one place on.
typedef struct {
  uint64_t letters, capitals, spaces, commas;
} run;

INLINE uint64_t join(uint64_t first, uint64_t second, int shift) {
  return first >> shift | (second << 1) << (63 - shift);
}

INLINE run run_at(const cwide_map *maps, size_t position) {
  const cwide_map *first = maps + (position >> 6);
  int shift = position & 63;
  run found = {
      join(first->letters, first[1].letters, shift),
      join(first->capitals, first[1].capitals, shift),
      join(first->spaces, first[1].spaces, shift),
      join(first->commas, first[1].commas, shift),
  };
  return found;
}

/// The place of the lowest bit, 64 where there is none.
INLINE int lowest(uint64_t bits) { return bits ? __builtin_ctzll(bits) : 64; }
/// The place of the highest bit, of which there is one.
INLINE int highest(uint64_t bits) { return 63 - __builtin_clzll(bits); }
/// The lowest bits, up to all 64.
INLINE uint64_t low(int count) { return count == 64 ? ~(uint64_t)0 : ((uint64_t)1 << count) - 1; }

INLINE int is_alphanumeric(uint8_t byte) {
  return (uint8_t)((byte | 0x20) - 'a') < 26 || (uint8_t)(byte - '0') < 10;
}

/// Whether words of a table begin and end like this one and are as long.
INLINE int may_hold(const uint64_t *lengths, const uint8_t *word, size_t count) {
  uint64_t bit = (uint64_t)1 << (count < 63 ? count : 63);
  return (lengths[word[0]] & lengths[256 + word[count - 1]] & bit) != 0;
}

INLINE uint8_t byte_at(const cwide_cut *cut, size_t position) {
  return position < cut->length ? cut->text[position] : 0;
}

/// White space, a comma, a semicolon, a question or exclamation mark, a closing bracket or a
/// straight quotation mark: no rule joins it to the word before.
static const uint64_t delimiters = (uint64_t)1 << '\n' | (uint64_t)1 << '\r' | (uint64_t)1 << ' ' |
                                   (uint64_t)1 << '!' | (uint64_t)1 << '"' | (uint64_t)1 << ')' |
                                   (uint64_t)1 << ',' | (uint64_t)1 << ';' | (uint64_t)1 << '?';

/// Whether no rule joins the mark behind a word to it.
INLINE int ends_plainly(const cwide_cut *cut, size_t start, size_t end) {
  if (end >= cut->length) return 1;
  uint8_t mark = cut->text[end];
  if (mark < 0x40 && (delimiters >> mark & 1)) return 1;
  if (mark == 0xE2) {
    uint8_t last = byte_at(cut, end + 2);
    return byte_at(cut, end + 1) == 0x80 && (last == 0x9C || last == 0x9D);
  }
  if (mark != '.' || end - start < 2) return 0;
  uint8_t next = byte_at(cut, end + 1);
  return next < 0x80 && !is_alphanumeric(next) &&
         !may_hold(cut->abbreviations, cut->text + start, end - start);
}

INLINE void put(cwide_token *token, size_t start, size_t end, int kind, int flags) {
  token->start = (uint32_t)start;
  token->end = (uint32_t)end;
  token->kind = (uint8_t)kind;
  token->unused = 0;
  token->flags = (uint16_t)flags;
}

INLINE void note(cwide_cut *cut, size_t token, int what) {
  cut->notes[cut->note_count++] = (uint64_t)what << 32 | (uint32_t)token;
}

/// Adds the words and commas that begin at some places of a run, one at least. Four are written at
/// a time, so that hardly a branch hangs on how many there are.
INLINE void add_words(cwide_cut *cut, const run *r, uint64_t places) {
  cwide_token *tokens = (cwide_token *)cut->tokens + cut->token_count;
  uint64_t ends = ((r->letters << 1) & ~r->letters) | r->commas << 1;
  uint64_t after_space = r->spaces << 1 | (uint64_t)cut->after_space;
  int count = __builtin_popcountll(places);
  for (int index = 0; index < count; index += 4) {
    for (int part = 0; part < 4; part++) {
      int place = lowest(places) & 63;
      int flags = (after_space >> place & 1) * flag_space_before |
                  (r->capitals >> place & 1) * flag_capital;
      put(tokens + index + part, cut->position + place, cut->position + lowest(ends),
          (r->commas >> place & 1) * kind_punctuation, flags);
      places &= places - 1;
      ends &= ends - 1;
    }
  }
  cut->token_count += count;
}

/// Looks at those of the words just added that have capitals.
INLINE void note_capitals(cwide_cut *cut, const run *r, uint64_t places, size_t first) {
  int last = highest(places);
  int end = last + lowest(~(r->letters >> last));
  uint64_t rest = r->capitals & low(end > 64 ? 64 : end);
  while (rest) {
    uint64_t before = places & (rest ^ (rest - 1));
    int start = highest(before);
    size_t number = first + __builtin_popcountll(before) - 1;
    int length = lowest(~(r->letters >> start));
    uint64_t inside = low(length);
    uint64_t capitals = r->capitals >> start & inside;
    cwide_token *token = (cwide_token *)cut->tokens + number;
    int is_inner = (capitals & (inside & ~capitals) << 1) != 0;
    int is_all = capitals == inside && length > 1;
    token->flags |= is_inner * flag_inner_capital | is_all * flag_all_capitals;
    if (is_inner || (is_all && !(token->flags & flag_space_before)) ||
        may_hold(cut->openers, cut->text + token->start, length)) {
      note(cut, number, cwide_note_opener);
    }
    rest &= ~(inside << start);
  }
}

/// Adds a token that is no word.
INLINE void add_mark(cwide_cut *cut, size_t length, int kind, int flags) {
  put((cwide_token *)cut->tokens + cut->token_count, cut->position, cut->position + length, kind,
      flags | (cut->after_space ? flag_space_before : 0));
  cut->token_count++;
  cut->position += length;
  cut->after_space = 0;
}

/// Adds the mark that stands at the position; 0 where more must be looked at.
INLINE int add_plain_mark(cwide_cut *cut) {
  size_t number = cut->token_count;
  uint8_t next = byte_at(cut, cut->position + 1);
  switch (cut->text[cut->position]) {
    case '.':
      if (next == '.' || (uint8_t)(next - '0') < 10) return 0;
      if (next == ' ' && byte_at(cut, cut->position + 2) == '.') return 0;
      add_mark(cut, 1, kind_punctuation, flag_stop);
      note(cut, number, cwide_note_ender);
      return 1;
    case '!':
    case '?':
      add_mark(cut, 1, kind_punctuation, flag_stop);
      note(cut, number, cwide_note_ender);
      return 1;
    case ':':
    case ';':
      add_mark(cut, 1, kind_punctuation, 0);
      return 1;
    case '(':
    case '[':
      add_mark(cut, 1, kind_open_bracket, 0);
      note(cut, number, cwide_note_ender);
      return 1;
    case ')':
    case ']':
      add_mark(cut, 1, kind_close_bracket, 0);
      note(cut, number, cwide_note_ender);
      return 1;
    case '"':
      add_mark(cut, 1, kind_punctuation, 0);
      note(cut, number, cwide_note_mark + glyph_straight_double);
      return 1;
    case 0xE2: break;
    default: return 0;
  }
  if (next != 0x80) return 0;
  switch (byte_at(cut, cut->position + 2)) {
    case 0x93:
    case 0x94:
      // Marks of other scripts that belong to it may follow.
      if (byte_at(cut, cut->position + 3) >= 0x80) return 0;
      add_mark(cut, 3, kind_punctuation, flag_dash | flag_non_ascii);
      return 1;
    case 0x9C:
      add_mark(cut, 3, kind_punctuation, flag_non_ascii);
      note(cut, number, cwide_note_mark + glyph_curly_open);
      return 1;
    case 0x9D:
      add_mark(cut, 3, kind_punctuation, flag_non_ascii);
      note(cut, number, cwide_note_mark + glyph_curly_close);
      return 1;
    default: return 0;
  }
}

/// What stands behind the words of a run: a word of which more must be looked at, more of the same,
/// or another byte.
enum { behind_word = 0, behind_run = 1, behind_byte = 2 };

/// Cuts words that no mark is joined to; what stands behind them.
INLINE int cut_run(cwide_cut *cut) {
  run r = run_at(cut->maps, cut->position);
  int reach = lowest(~(r.letters | r.spaces | r.commas));
  uint64_t starts = (r.letters & ~(r.letters << 1)) | r.commas;
  int width = reach;
  if (reach > 0 && (r.letters >> (reach - 1) & 1)) {
    int last = highest(starts & low(reach));
    if (reach == 64 || !ends_plainly(cut, cut->position + last, cut->position + reach)) {
      width = last;
    }
  }
  uint64_t places = starts & low(width);
  size_t first = cut->token_count;
  if (places) {
    add_words(cut, &r, places);
    note_capitals(cut, &r, places, first);
  }
  if (width > 0) {
    cut->after_space = r.spaces >> (width - 1) & 1;
    cut->position += width;
  }
  if (width == reach) return reach < 64 ? behind_byte : behind_run;
  return reach == 64 && width > 0 ? behind_run : behind_word;
}

INLINE void cut_plain(cwide_cut *shared) {
  cwide_cut cut = *shared;
  while (cut.position < cut.length && cut.token_room - cut.token_count >= cwide_step_room &&
         cut.note_room - cut.note_count >= cwide_step_room) {
    int behind = cut_run(&cut);
    if (behind == behind_word) break;
    if (behind == behind_byte && (cut.position >= cut.length || !add_plain_mark(&cut))) break;
  }
  *shared = cut;
}

static void cut_any(cwide_cut *cut) { cut_plain(cut); }

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))) static void cut_avx2(cwide_cut *cut) {
  cut_plain(cut);
}
#endif

void cwide_cut_plain(cwide_cut *cut) {
#if defined(__x86_64__)
  if (cut->gear == 2) {
    cut_avx2(cut);
    return;
  }
#endif
  cut_any(cut);
}
