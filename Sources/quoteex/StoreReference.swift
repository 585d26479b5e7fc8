import QuoteStore

/// Writes what a store is made of, from the text that makes one.
enum StoreReference {
  /// The reference in Markdown.
  static var markdown: String {
    """
    # The store

    Written by `quoteex reference`; run `make docs` after a change.

    `quoteex link --store FILE` keeps quotes, claims with amounts, and their clusters in an SQLite
    file that any SQLite tool can open: `PRAGMA application_id` is
    \(StoreSchema.applicationID) (`QTEX`), `PRAGMA user_version` is \(StoreSchema.version). A
    release refuses a store of another version: link the articles into a new one. Read it while a
    run adds to it as you like; change
    it only through `quoteex`.

    A batch of articles (`--batch`) is one transaction: whenever the run or the machine stops, the
    store is as after the last whole batch. One run writes at a time; others wait. The file's folder
    must be writable, because the log lies beside the store (`-wal`, `-shm`) while it is in use; a
    store that lies still can be read where nothing can be written.

    Clusters, of quotes and of claims, are those that `quoteex link` gives for the articles that the
    store holds, whatever the order in which they came, were replaced or removed. A cluster's id
    stays once it was given; where clusters merge the older id stays and the other is an alias.

    ```sql
    -- Who said what about the harbor in May?
    SELECT published, outlet, speakers, words FROM quotes
      WHERE published LIKE '2031-05%' AND words LIKE '%harbor%';
    -- How many quotes do women and men have, by outlet?
    SELECT outlet, gender, count(*) FROM quoted_speakers GROUP BY outlet, gender;
    -- Which words were carried most?
    SELECT * FROM clusters ORDER BY outlets DESC LIMIT 20;
    -- Where do outlets give different figures for one thing?
    SELECT cluster, group_concat(value || ' ' || unit, ' | ') FROM cluster_figures
      GROUP BY cluster HAVING count(*) > 1;
    ```

    ## Views

    ```sql
    \(StoreSchema.views)
    ```

    ## What articles say

    ```sql
    \(StoreSchema.records)
    ```

    ## What finds and keeps links

    These tables serve `quoteex` alone and may change with the version. Keys are 64-bit hashes.

    ```sql
    \(StoreSchema.index)
    ```

    """
  }
}
