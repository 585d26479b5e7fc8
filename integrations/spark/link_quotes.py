#!/usr/bin/env python3
"""Links the quotes of many articles with Spark and quoteex.

    spark-submit link_quotes.py ARTICLES.ndjson CLUSTERS [--quoteex PATH] [--partitions N]

Every step that knows what a quote is runs `quoteex` over a partition; Spark only joins:

1. extract   articles through `quoteex extract --with text`
2. keys      records through `quoteex extract --keys`
3. pairs     texts that share a key; of a key that more than --postings texts have, the longest few
             with all and each with the next; short texts with those that have their rarest word
4. edges     pairs through `quoteex link --verify-pairs`
5. groups    connected components of the edges, by joins
6. clusters  each group's quotes, many groups at a time, through `quoteex link`
"""
import argparse
import json
import shlex

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

HUBS = 3
FRAGMENT_WORDS = 7
KEYS = ("article string, published string, period int, item string, part int, text string, "
        "fingerprint string, words int, tenths int, keys array<string>, anchors array<string>")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", help="NDJSON of articles")
    parser.add_argument("clusters", help="the folder to write clusters into")
    parser.add_argument("--quoteex", default="quoteex", help="the program")
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--postings", type=int, default=100,
                        help="how many texts may share a key before it is a stock phrase")
    return parser.parse_args()


def through(lines, program, *options):
    """Lines through quoteex, a process for each partition; a failure fails the job."""
    command = [program, *options, "--input-format", "ndjson", "--jobs", "1", "-"]
    return lines.pipe(shlex.join(command), checkCode=True)


def shared_keys(texts, postings):
    """Pairs of texts that share a key, with the cap on stock phrases."""
    long_texts = texts.where(F.col("words") > FRAGMENT_WORDS)
    by_key = Window.partitionBy("key")
    ranked = (long_texts.select("fingerprint", "words", F.explode("keys").alias("key"))
              .withColumn("count", F.count("*").over(by_key))
              .where("count > 1")
              .withColumn("rank", F.row_number().over(
                  by_key.orderBy(F.desc("words"), "fingerprint"))))
    one, two = ranked.alias("one"), ranked.alias("two")
    near = F.col("two.rank") == F.col("one.rank") + 1
    allowed = (F.col("one.count") <= postings) | (F.col("one.rank") <= HUBS) | near
    return (one.join(two, F.col("one.key") == F.col("two.key"))
            .where((F.col("one.rank") < F.col("two.rank")) & allowed)
            .select(F.col("one.fingerprint").alias("first"),
                    F.col("two.fingerprint").alias("second")))


def fragments(quotes):
    """Pairs of a short text and the texts that may hold it: by its first key at any date, without
    one by its rarest word in the same period of days and those beside it."""
    short = quotes.where((F.col("words") <= FRAGMENT_WORDS))
    strong = short.where(F.size("keys") > 0).select(
        F.col("fingerprint").alias("first"), F.explode("keys").alias("key")).distinct()
    keyed = quotes.select(F.col("fingerprint").alias("second"), F.explode("keys").alias("key"))
    weak = (short.where((F.size("keys") == 0) & (F.size("anchors") > 0))
            .select(F.col("fingerprint").alias("first"), F.col("anchors")[0].alias("anchor"),
                    F.explode(F.expr("array(coalesce(period, -999999) - 1, "
                                     "coalesce(period, -999999), "
                                     "coalesce(period, -999999) + 1)")).alias("around"))
            .distinct())
    anchored = (quotes.select(F.col("fingerprint").alias("second"),
                              F.coalesce("period", F.lit(-999999)).alias("around"),
                              F.explode("anchors").alias("anchor")).distinct())
    found = strong.join(keyed.distinct(), "key").select("first", "second").union(
        weak.join(anchored, ["anchor", "around"]).select("first", "second"))
    return found.where("first != second")


def components(nodes, edges):
    """The least node that each node is connected with: every node takes the least of its
    neighbours' until none changes."""
    both = edges.union(edges.select("second", "first")).distinct().cache()
    groups = nodes.select("node", F.col("node").alias("group")).localCheckpoint()
    while True:
        least = (both.join(groups, both["second"] == groups["node"])
                 .groupBy(both["first"].alias("node")).agg(F.min("group").alias("other")))
        grown = (groups.join(least, "node", "left")
                 .select("node", F.least("group", F.coalesce("other", "group")).alias("new"),
                         "group").localCheckpoint())
        changed = grown.where("new != group").limit(1).count()
        groups = grown.select("node", F.col("new").alias("group"))
        if not changed:
            return groups


def kept(lines):
    """A record with only the quotes of one group of a partition."""
    record, items = lines
    record = json.loads(record)
    wanted = set(items)
    record["quotes"] = [quote for quote in record["quotes"] if quote["id"] in wanted]
    record["claims"] = []
    return json.dumps(record, ensure_ascii=False)


def main():
    options = arguments()
    spark = SparkSession.builder.appName("quoteex").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    articles = spark.sparkContext.textFile(options.articles, options.partitions)
    records = through(articles, options.quoteex, "extract", "--with", "text").cache()
    quotes = spark.read.schema(KEYS).json(
        through(records, options.quoteex, "extract", "--keys")).cache()
    texts = quotes.dropDuplicates(["fingerprint"]).select("fingerprint", "words", "text", "keys")

    pairs = shared_keys(texts, options.postings).union(fragments(quotes)).distinct()
    named = (pairs.join(texts.select(F.col("fingerprint").alias("first"),
                                     F.col("text").alias("a")), "first")
             .join(texts.select(F.col("fingerprint").alias("second"),
                                F.col("text").alias("b")), "second")
             .select(F.to_json(F.struct(F.col("a").alias("first"), F.col("b").alias("second")))))
    answers = through(named.rdd.map(lambda row: row[0]).repartition(options.partitions),
                      options.quoteex, "link", "--verify-pairs")
    edges = (spark.read.schema("first string, second string, relation string").json(answers)
             .where("relation != 'none'").select("first", "second"))
    # The pieces of a split quote stay together: a record holds a quote whole or not at all.
    of_quote = Window.partitionBy("article", "item")
    pieces = (quotes.select(F.min("fingerprint").over(of_quote).alias("first"),
                            F.col("fingerprint").alias("second")).where("first != second"))
    edges = edges.union(pieces).distinct().cache()

    groups = components(texts.select(F.col("fingerprint").alias("node")), edges)
    # Quotes of one group must meet in one process; groups do not touch each other.
    place = F.pmod(F.xxhash64("group"), F.lit(options.partitions))
    members = (quotes.join(groups, quotes["fingerprint"] == groups["node"])
               .select("article", "item", place.alias("place")).distinct()
               .groupBy("article", "place").agg(F.collect_list("item").alias("items")))
    by_article = members.rdd.map(lambda row: (row["article"], (row["place"], row["items"])))
    with_record = records.map(lambda line: (json.loads(line)["id"], line)).join(by_article)
    placed = (with_record.map(lambda pair: (pair[1][1][0], (pair[1][0], pair[1][1][1])))
              .partitionBy(options.partitions, lambda place: place).values().map(kept))
    through(placed, options.quoteex, "link").saveAsTextFile(options.clusters)
    spark.stop()


if __name__ == "__main__":
    main()
