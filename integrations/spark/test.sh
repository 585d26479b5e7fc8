#!/usr/bin/env bash
# Links the articles of the corpus with Spark and without: the clusters must be the same.
# Skipped, with a word, where there is no Java or no PySpark.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
quoteex=${QUOTEEX:-$root/.build/debug/quoteex}
python=${PYTHON:-python3}

command -v java >/dev/null || { echo "skipped: no java"; exit 0; }
"$python" -c 'import pyspark' 2>/dev/null || { echo "skipped: no pyspark (pip install pyspark)"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" - "$root/corpus/en" "$quoteex" "$work/articles.ndjson" <<'PYTHON'
import csv, glob, json, os, subprocess, sys
folder, quoteex, target = sys.argv[1:]
rows = csv.DictReader(open(folder + "/articles.tsv", encoding="utf-8"), delimiter="\t")
rows = {list(row.values())[0]: row for row in rows}
run = subprocess.run([quoteex, "extract", "--input-format", "marked", "--with", "text",
                      "--metadata", folder + "/articles.tsv", folder],
                     check=True, capture_output=True)
with open(target, "w", encoding="utf-8") as file:
    for line in run.stdout.splitlines():
        record = json.loads(line)
        kept = {key: record[key] for key in ("id", "outlet", "published", "text")}
        file.write(json.dumps(kept) + "\n")
PYTHON
# Few tasks, because a task costs more than its handful of rows.
export PYSPARK_SUBMIT_ARGS="--master local[2] --conf spark.sql.shuffle.partitions=2 \
  --conf spark.ui.enabled=false --conf spark.sql.adaptive.enabled=false pyspark-shell"
"$python" link_quotes.py "$work/articles.ndjson" "$work/clusters" --quoteex "$quoteex" \
  --partitions 2 2>"$work/log" || { tail -40 "$work/log"; exit 1; }
"$quoteex" link --input-format ndjson "$work/articles.ndjson" \
  | grep -F '"kind":"quote"' | sort >"$work/here"
cat "$work"/clusters/part-* | sort >"$work/spark"
diff "$work/here" "$work/spark"
echo "$(wc -l <"$work/here") clusters, the same with Spark and without"
