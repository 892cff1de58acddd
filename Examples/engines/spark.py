"""How do I use a model in Spark? mapInPandas feeds the tools NPY through pipes.

usage: python3 spark.py INPUT.npy OUTPUT.npy COMMAND [OPTION ...]

The command, such as vae-encode -m model.safetensors, reads rows and writes as many; the executors have the tools on their
PATH and see the files. The output has the bytes that the command gives for the whole file.
needs: pyspark numpy pandas pyarrow
"""
import io
import subprocess
import sys

import numpy as np
import pandas as pd
from pyspark.sql import SparkSession


def through(command, rows, first_row):
    """What a tool writes for an array of rows, the first of which has this place in the whole data."""
    stream = io.BytesIO()
    np.save(stream, rows)
    done = subprocess.run(
        [*command, "--first-row", str(first_row)], input=stream.getvalue(), capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace").strip())
    return np.load(io.BytesIO(done.stdout))


def runs(places):
    """Cuts an ascending array of places where it leaves some out."""
    return np.split(places, np.flatnonzero(np.diff(places) != 1) + 1)


def main(source, target, *command):
    spark = SparkSession.builder.appName("vae-tools").getOrCreate()

    # A table of your own has a column of rows and one of their places, in the place of a file that all can read.
    def encode(batches):
        data = np.load(source, mmap_mode="r")
        for batch in batches:
            for places in runs(batch["id"].to_numpy()):
                written = through(command, data[places[0] : places[-1] + 1], places[0])
                yield pd.DataFrame({"id": places, "z": list(written.reshape(len(places), -1))})

    count = np.load(source, mmap_mode="r").shape[0]
    shape = through(command, np.load(source, mmap_mode="r")[:1], 0).shape[1:]
    table = spark.range(count).mapInPandas(encode, "id long, z array<float>").orderBy("id").toPandas()
    np.save(target, np.array(table["z"].to_list(), np.float32).reshape(count, *shape))
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
